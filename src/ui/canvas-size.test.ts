import { describe, expect, it } from 'vitest';
import { canvasSize } from './canvas-size.ts';

describe('the pixels of a canvas', () => {
  it('are those of its box on the screen', () => {
    expect(canvasSize(300, 200, 1)).toEqual({ width: 300, height: 200, pixels: [300, 200] });
    expect(canvasSize(300, 200, 2).pixels).toEqual([600, 400]);
    expect(canvasSize(301, 199, 1.25).pixels).toEqual([376, 249]);
  });

  it('are the exact ones where the browser knows on which it puts the box', () => {
    expect(canvasSize(301, 199, 1.25, [377, 249]).pixels).toEqual([377, 249]);
  });

  it('are not those of a ratio that holds no more', () => {
    expect(canvasSize(300, 200, 2, [300, 200]).pixels).toEqual([600, 400]);
  });

  it('are not more than the eye can tell apart', () => {
    expect(canvasSize(100, 100, 5, [500, 500]).pixels).toEqual([300, 300]);
  });

  it('are counted one by one where no ratio is known', () => {
    expect(canvasSize(100, 50, 0).pixels).toEqual([100, 50]);
    expect(canvasSize(100, 50, Number.NaN).pixels).toEqual([100, 50]);
  });
});
