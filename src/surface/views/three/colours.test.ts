import { describe, expect, it } from 'vitest';
import { mixed, rgbaOf } from './colours.ts';

describe('colours of the style sheet', () => {
  it('are read in the ways they are written there', () => {
    expect(rgbaOf('#ff8000')).toEqual([1, 128 / 255, 0, 1]);
    expect(rgbaOf('rgb(40 60 80 / 0.16)')).toEqual([40 / 255, 60 / 255, 80 / 255, 0.16]);
    expect(rgbaOf('rgb(40 60 80)')).toEqual([40 / 255, 60 / 255, 80 / 255, 1]);
    expect(rgbaOf('rgb(1, 2, 3)')).toEqual([1 / 255, 2 / 255, 3 / 255, 1]);
    expect(rgbaOf('')).toEqual([0, 0, 0, 1]);
  });

  it('mix from one to the other', () => {
    expect(mixed([0, 0, 0, 1], [1, 0.5, 0, 1], 0.5)).toEqual([0.5, 0.25, 0, 1]);
  });
});
