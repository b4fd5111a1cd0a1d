import { describe, expect, it } from 'vitest';
import { random } from '../../core/random.ts';
import { digitOf } from '../views/drawing.ts';
import { PIXELS, SIDE } from './images.ts';
import { type Line, rasterize } from './rasterizer.ts';

/** Strokes as a hand draws them: two bent lines somewhere on a canvas. */
function strokes(seed: number): Line[] {
  const chance = random(seed, 99);
  const line = (): number[] => Array.from({ length: 16 }, () => 300 * chance.uniform());
  return [line(), line()];
}

/** How much of each pixel's square lies within `radius` of a line, by looking at many points of it. */
function covered(lines: readonly Line[], radius: number): Float64Array {
  const FINE = 16;
  const pixels = new Float64Array(PIXELS);
  for (let y = 0; y < SIDE * FINE; y++) {
    for (let x = 0; x < SIDE * FINE; x++) {
      const [px, py] = [(x + 0.5) / FINE, (y + 0.5) / FINE];
      const within = lines.some((line) => {
        for (let i = 0; i + 3 < line.length; i += 2) {
          const [ax, ay, bx, by] = line.slice(i, i + 4);
          const [ux, uy] = [bx - ax, by - ay];
          const t = Math.max(0, Math.min(1, ((px - ax) * ux + (py - ay) * uy) / (ux * ux + uy * uy)));
          if (Math.hypot(px - ax - t * ux, py - ay - t * uy) <= radius) return true;
        }
        return false;
      });
      if (within) pixels[Math.floor(y / FINE) * SIDE + Math.floor(x / FINE)] += 1 / FINE ** 2;
    }
  }
  return pixels;
}

describe('the rasterizer', () => {
  it('darkens a pixel by what a round pen covers of it', () => {
    // A frame of 20 pixels to the outer edge of the pen, whose centre of mass lies in its middle.
    const frame: Line = [0, 0, 17.4, 0, 17.4, 17.4, 0, 17.4, 0, 0];
    const pixels = new Uint8Array(PIXELS);
    rasterize([frame], { radius: 1.3, swell: 0, phase: 0 }, pixels);
    const expected = covered([frame.map((value) => value + 14 - 8.7)], 1.3);
    // By the distance of its centre, so a corner of the path is a little off.
    pixels.forEach((value, p) => {
      expect(Math.abs(value / 255 - expected[p])).toBeLessThan(0.3);
    });
    const total = pixels.reduce((sum, value) => sum + value / 255, 0);
    expect(total / expected.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 1);
  });

  it('draws what a hand draws as it draws what networks are trained on', () => {
    const pen = { radius: 1.3, swell: 0, phase: 0 };
    for (let seed = 1; seed <= 50; seed++) {
      const lines = strokes(seed);
      const pixels = new Uint8Array(PIXELS);
      rasterize(lines, pen, pixels);
      expect(digitOf(lines)).toEqual(Float32Array.from(pixels, (value) => value / 255));
    }
  });
});
