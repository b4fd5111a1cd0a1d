import { describe, expect, it } from 'vitest';
import { random } from '../core/random.ts';
import { type Importance, importanceOf } from './importance.ts';

function finished(points: number[][], values: number[]): Importance | null {
  const work = importanceOf(points, values);
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}

/** Points of the unit cube; `bend` draws more of them near 0 on the first axis, as a search does where it finds good ones. */
function drawn(count: number, dimensions: number, bend = 1): number[][] {
  const chance = random(7, count, dimensions);
  return Array.from({ length: count }, () =>
    Array.from({ length: dimensions }, (_, axis) => chance.uniform() ** (axis === 0 ? bend : 1)),
  );
}

const sharesOf = (points: number[][], f: (x: number[]) => number): Importance =>
  finished(points, points.map(f)) as Importance;

describe('the importance of axes', () => {
  it('is the known share of each variable in the variance of a sum', () => {
    // Variances of 3x, 2y and z over the unit cube: 9/12, 4/12, 1/12.
    const { axes, together } = sharesOf(drawn(500, 3), ([x, y, z]) => 3 * x + 2 * y + z);
    for (const [i, share] of [9 / 14, 4 / 14, 1 / 14].entries()) expect(axes[i]).toBeCloseTo(share, 1);
    expect(together).toBeLessThan(0.08);
  });

  it('finds what only two variables explain together, and nothing for one that does not matter', () => {
    // (x − ½)(y − ½) has no mean along x or along y: all of its variance is interaction.
    const { axes, together } = sharesOf(drawn(500, 3), ([x, y]) => (x - 0.5) * (y - 0.5));
    expect(together).toBeGreaterThan(0.7);
    for (const share of axes) expect(share).toBeLessThan(0.15);
  });

  it('is that of Ishigami’s function as far as a forest of some hundred trials can tell', () => {
    // Sobol indices of sin x + 7 sin² y + 0.1 z⁴ sin x over [−π, π]³: 0.314, 0.442, 0; 0.244 for x and z together.
    const at = (u: number): number => Math.PI * (2 * u - 1);
    const { axes, together } = sharesOf(
      drawn(500, 3),
      ([x, y, z]) => Math.sin(at(x)) + 7 * Math.sin(at(y)) ** 2 + 0.1 * at(z) ** 4 * Math.sin(at(x)),
    );
    // A forest of shallow leaves sees a wave with two crests less well than a slope.
    for (const [i, share] of [0.314, 0.442, 0].entries())
      expect(Math.abs(axes[i] - share)).toBeLessThan(0.16);
    expect(axes[2]).toBeLessThan(0.06);
    expect(Math.abs(together - 0.244)).toBeLessThan(0.16);
  });

  it('asks for the whole box, wherever a search has put its trials', () => {
    const { axes } = sharesOf(drawn(500, 2, 3), ([x, y]) => x + y);
    expect(axes[0]).toBeCloseTo(0.5, 1);
    expect(axes[1]).toBeCloseTo(0.5, 1);
  });

  it('is the same each time, and none where there is nothing to explain', () => {
    const points = drawn(60, 2);
    const values = points.map(([x, y]) => x * y);
    expect(finished(points, values)).toEqual(finished(points, values));
    expect(
      finished(
        points,
        points.map(() => 1),
      ),
    ).toBeNull();
    expect(finished(points.slice(0, 5), values.slice(0, 5))).toBeNull();
  });
});
