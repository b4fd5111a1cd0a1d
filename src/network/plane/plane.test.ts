import { describe, expect, it } from 'vitest';
import { random } from '../../core/random.ts';
import { networkLayout } from '../model/layout.ts';
import {
  createProducts,
  domainOf,
  dot,
  explainedBy,
  type Point,
  pointAt,
  principalPlane,
  project,
  randomPlane,
  type Sliced,
} from './plane.ts';
import { eigen } from './plane-eigen.ts';

function all<T>(work: Sliced<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value as T;
  }
}
const cloud = (count: number, spread: readonly number[], seed = 1): Point[] => {
  const chance = random(seed);
  return Array.from({ length: count }, () => Float32Array.from(spread, (s) => 3 + s * chance.normal()));
};
const plane = (points: readonly Point[]) => {
  const found = all(principalPlane(points));
  if (!found) throw new Error('The points do not differ.');
  return found;
};

/** The covariance's leading eigenpairs, directly, by powers of the matrix. */
function byPowers(points: readonly Point[]): { value: number; vector: number[] }[] {
  const n = points[0].length;
  const mean = Array.from({ length: n }, (_, i) => points.reduce((s, p) => s + p[i], 0) / points.length);
  const covariance = mean.map((_, i) =>
    mean.map((_, j) => points.reduce((s, p) => s + (p[i] - mean[i]) * (p[j] - mean[j]), 0)),
  );
  return [0, 1].map((k) => {
    let vector = mean.map((_, i) => Math.cos(1 + i + 3 * k));
    let value = 0;
    for (let round = 0; round < 5000; round++) {
      const next = covariance.map((row) => dot(row, vector));
      value = Math.hypot(...next);
      vector = next.map((x) => x / value);
    }
    covariance.forEach((row, i) => {
      for (let j = 0; j < n; j++) row[j] -= value * vector[i] * vector[j];
    });
    return { value, vector };
  });
}

describe('the plane of principal components', () => {
  it('is that of the covariance’s own eigenvectors, though only products of points were decomposed', () => {
    for (const seed of [1, 2, 3]) {
      const points = cloud(12, [5, 0.2, 2, 0.5, 1], seed);
      const { plane: found, explained } = plane(points);
      const expected = byPowers(points);
      const total = all(explainedBy(found, points));
      expected.forEach(({ vector }, k) => {
        expect(Math.abs(dot(found.axes[k], vector))).toBeCloseTo(1, 8);
        expect(total[k]).toBeCloseTo(explained[k], 8);
      });
      expect(explained[1] / explained[0]).toBeCloseTo(expected[1].value / expected[0].value, 8);
    }
  });

  it('has axes of length one at right angles, and its explained variance is a share', () => {
    const { plane: found, explained } = plane(cloud(20, Array(300).fill(1)));
    const [u, v] = found.axes;
    expect([dot(u, u), dot(v, v), dot(u, v)].map((x) => Math.round(1e12 * x) / 1e12 + 0)).toEqual([1, 1, 0]);
    expect(explained[0]).toBeGreaterThan(explained[1]);
    expect(explained[0] + explained[1]).toBeLessThan(1);
  });

  it('explains everything where the points lie in a plane, and passes through them', () => {
    const chance = random(4);
    const [u, v] = cloud(2, Array(50).fill(1), 9);
    const points = Array.from({ length: 9 }, () => {
      const [a, b] = [chance.normal(), chance.normal()];
      return Float32Array.from(u, (_, i) => 1 + a * u[i] + b * v[i]);
    });
    const { plane: found, explained } = plane(points);
    expect(explained[0] + explained[1]).toBeCloseTo(1, 9);
    const { places, distance } = all(project(found, points));
    points.forEach((point, k) => {
      expect(distance[k]).toBeLessThan(1e-3);
      const again = pointAt(found, places[2 * k], places[2 * k + 1], new Float32Array(50));
      again.forEach((value, i) => {
        expect(Math.abs(value - point[i])).toBeLessThan(1e-5);
      });
    });
  });

  it('is the same every time, and points to where the points come later', () => {
    const points = cloud(10, Array(40).fill(0.1)).map((point, k) =>
      point.map((x, i) => x + (i === 3 ? -k : 0)),
    );
    const [first, second] = [plane(points), plane(points)];
    expect(first).toEqual(second);
    const { places } = all(project(first.plane, points));
    expect(places[18]).toBeGreaterThan(places[0]);
  });

  it('of points that do not differ is none, and of points on a line has a second axis that explains nothing', () => {
    const [point] = cloud(1, [1, 1, 1]);
    expect(all(principalPlane([point]))).toBeNull();
    expect(all(principalPlane([point, point.slice(), point.slice()]))).toBeNull();
    const line = [0, 1, 2, 5].map((t) => point.map((x, i) => x + t * (i + 1)));
    const { plane: found, explained } = plane(line);
    expect(explained[0]).toBeCloseTo(1, 6);
    expect(dot(found.axes[0], found.axes[1])).toBeCloseTo(0, 9);
    expect(dot(found.axes[1], found.axes[1])).toBeCloseTo(1, 9);
  });

  it('computes each product of two points once', () => {
    const product = createProducts();
    const points = cloud(5, [1, 2, 3]);
    const first = all(principalPlane(points, product));
    expect(all(principalPlane(points, product))).toEqual(first);
    expect(first).toEqual(all(principalPlane(points)));
    expect(product(points[1], points[2])).toBe(product(points[2], points[1]));
  });
});

describe('the plane of two random directions', () => {
  const layout = networkLayout([4]);
  const [centre] = cloud(1, Array(layout.length).fill(1));

  it('has every unit’s weights as long as the unit’s own, and leaves biases', () => {
    const { origin, axes } = all(randomPlane(centre, layout, 1));
    expect([...origin]).toEqual([...centre]);
    for (const axis of axes) {
      for (const { inputs, units, offset } of layout.layers) {
        for (let unit = 0; unit < units; unit++) {
          const of = (vector: ArrayLike<number>) =>
            Math.hypot(...Array.from({ length: inputs }, (_, i) => vector[offset + i * units + unit]));
          expect(of(axis)).toBeCloseTo(of(centre), 9);
          expect(axis[offset + inputs * units + unit]).toBe(0);
        }
      }
    }
  });

  it('is the same for a seed, and another for another', () => {
    expect(all(randomPlane(centre, layout, 1))).toEqual(all(randomPlane(centre, layout, 1)));
    expect(all(randomPlane(centre, layout, 2)).axes[0][0]).not.toBe(
      all(randomPlane(centre, layout, 1)).axes[0][0],
    );
  });

  it('has its own points where they are, though its axes are not at right angles', () => {
    const skew = all(randomPlane(centre, layout, 3));
    skew.axes[1].forEach((value, i) => {
      skew.axes[1][i] = value + 0.5 * skew.axes[0][i];
    });
    const given = [0.5, -0.25, -1, 2];
    const points = [0, 1].map((k) =>
      pointAt(skew, given[2 * k], given[2 * k + 1], new Float32Array(layout.length)),
    );
    const { places, distance } = all(project(skew, [...points, null]));
    given.forEach((value, i) => {
      expect(places[i]).toBeCloseTo(value, 5);
    });
    expect(Math.max(distance[0], distance[1])).toBeLessThan(1e-3);
    expect([places[4], places[5], distance[2]]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it('explains next to nothing of how points differ in many dimensions', () => {
    const points = cloud(10, Array(layout.length).fill(0.1), 7);
    const [a, b] = all(explainedBy(all(randomPlane(centre, layout, 1)), points));
    expect(a + b).toBeLessThan(0.02);
  });
});

describe('a symmetric matrix', () => {
  it('is put together again from its eigenvalues and eigenvectors', () => {
    const chance = random(8);
    const n = 12;
    const matrix = Array.from({ length: n }, () => new Float64Array(n));
    for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) matrix[i][j] = matrix[j][i] = chance.normal();
    const { values, vectors } = all(eigen(matrix));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const sum = values.reduce((s, value, k) => s + value * vectors[k][i] * vectors[k][j], 0);
        expect(sum).toBeCloseTo(matrix[i][j], 10);
        expect(dot(vectors[i], vectors[j])).toBeCloseTo(i === j ? 1 : 0, 10);
      }
    }
  });
});

describe('the shown part of a plane', () => {
  it('has all places with room round them, wider than high', () => {
    const { x, y } = domainOf(Float64Array.of(0, 0, 4, 1, Number.NaN, Number.NaN, 2, -1));
    expect(x[0]).toBeLessThan(0);
    expect(x[1]).toBeGreaterThan(4);
    expect(y[0]).toBeLessThan(-1);
    expect(y[1]).toBeGreaterThan(1);
    expect((x[1] - x[0]) / (y[1] - y[0])).toBeCloseTo(16 / 9, 12);
  });

  it('has a size where there is nothing to show, and round one point', () => {
    for (const places of [new Float64Array(0), Float64Array.of(2, 2)]) {
      const { x, y } = domainOf(places);
      expect(x[1] - x[0]).toBeGreaterThan(0);
      expect(y[1] - y[0]).toBeGreaterThan(0);
    }
    expect(domainOf(Float64Array.of(0, 0), 1).y[1]).toBeGreaterThanOrEqual(1);
  });
});
