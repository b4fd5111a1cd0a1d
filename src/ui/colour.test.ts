import { interpolateLab, rgb } from 'd3';
import { describe, expect, it } from 'vitest';
import { bytesOf, mixer } from './colour.ts';

const COLOURS = ['#000000', '#ffffff', '#c3d2dd', '#f7f6f2', '#33475a', '#bd1f01', '#0f9aa5'];

describe('a colour', () => {
  it('is read as bytes', () => {
    expect(bytesOf(' #0fC0a5')).toEqual([15, 192, 165]);
    expect(bytesOf('#fff')).toEqual([255, 255, 255]);
    expect(bytesOf('#1a0')).toEqual([17, 170, 0]);
    expect(bytesOf('blue')).toEqual([0, 0, 0]);
  });

  it('mixed with none of the other stays as it is', () => {
    for (const from of COLOURS) {
      for (const to of COLOURS) {
        expect(mixer(from, to)(0)).toEqual(bytesOf(from));
        expect(mixer(from, to)(1)).toEqual(bytesOf(to));
      }
    }
  });

  it('mixed with a neighbour is near to what CIELAB makes of them', () => {
    for (const [from, to] of [
      ['#c3d2dd', '#e2e8eb'],
      ['#e2e8eb', '#f7f6f2'],
      ['#33475a', '#222b35'],
    ]) {
      for (let share = 0; share <= 1; share += 0.1) {
        const { r, g, b } = rgb(interpolateLab(from, to)(share));
        for (const [i, byte] of mixer(from, to)(share).entries())
          expect(byte - [r, g, b][i]).toBeCloseTo(0, -1);
      }
    }
  });

  it('on the way from black to white is grey', () => {
    for (let share = 0; share <= 1; share += 0.05) {
      const [r, g, b] = mixer('#000000', '#ffffff')(share);
      expect([g, b]).toEqual([r, r]);
    }
  });
});
