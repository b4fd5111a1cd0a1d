import { describe, expect, it } from 'vitest';
import { tiling } from './layers.ts';

describe('pictures that share a room', () => {
  it('never take more of it than there is, and none could be larger in another number of columns', () => {
    for (const [width, height] of [
      [336, 200],
      [390, 340],
      [960, 300],
      [300, 700],
    ]) {
      for (let count = 1; count <= 12; count++) {
        const { columns, row } = tiling(count, width, height);
        const rows = Math.ceil(count / columns);
        expect(rows * row).toBeLessThanOrEqual(height);
        const side = (n: number): number => Math.min(width / n, height / Math.ceil(count / n) - 66);
        const best = Math.max(...Array.from({ length: count }, (_, n) => side(n + 1)));
        expect(side(columns)).toBe(best);
      }
    }
  });
});
