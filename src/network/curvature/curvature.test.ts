import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Activation } from '../../core/network.ts';
import { random } from '../../core/random.ts';
import { createRows, fillRows } from '../data/batch-buffer.ts';
import { drawSet } from '../data/digits.ts';
import { openEngine } from '../engines/open.ts';
import { initialWeights } from '../model/init.ts';
import { COLUMNS, type Layout, networkLayout } from '../model/layout.ts';
import { createHessian } from './hessian.ts';
import { largestEigenvalue } from './lanczos.ts';

/** A network of so many inputs, as `networkLayout` would lay it out. */
function smallLayout(inputs: number, hidden: readonly number[], activation: Activation = 'relu'): Layout {
  const sizes = [inputs, ...hidden, 10];
  let offset = 0;
  const layers = sizes.slice(1).map((units, l) => {
    const size = (sizes[l] + 1) * units;
    offset += size;
    return { inputs: sizes[l], units, offset: offset - size, size };
  });
  return { layers, length: offset, activation, shapes: [] };
}

/** Random inputs and labels for a network of few inputs. */
function smallBatch(inputs: number, count: number, seed: number) {
  const chance = random(seed, 98);
  const rows = createRows(count);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < inputs; i++) rows.images[row * COLUMNS + i] = chance.uniform();
    rows.labels[row] = Math.floor(10 * chance.uniform());
  }
  return { ...rows, count };
}

/** The Hessian written out, by central differences of exact gradients. */
function denseHessian(layout: Layout, batch: ReturnType<typeof smallBatch>, theta: Float64Array) {
  const hessian = createHessian(layout, batch);
  const moved = theta.slice();
  const gradientWith = (i: number, value: number): Float64Array => {
    const out = new Float64Array(layout.length);
    moved[i] = value;
    hessian.at(moved);
    hessian.gradient(out);
    moved[i] = theta[i];
    return out;
  };
  const h = 1e-5;
  return Array.from(theta, (x, i) => {
    const above = gradientWith(i, x + h);
    const below = gradientWith(i, x - h);
    return above.map((g, j) => (g - below[j]) / (2 * h));
  });
}

/** All eigenvalues of a symmetric matrix, by Jacobi's rotations. */
function eigenvalues(matrix: readonly (readonly number[])[]): number[] {
  const a = matrix.map((row) => [...row]);
  const n = a.length;
  for (let sweep = 0; sweep < 30; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(a[p][q]) < 1e-300) continue;
        const turn = Math.atan2(2 * a[p][q], a[q][q] - a[p][p]) / 2;
        const [c, s] = [Math.cos(turn), Math.sin(turn)];
        for (let k = 0; k < n; k++)
          [a[k][p], a[k][q]] = [c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q]];
        for (let k = 0; k < n; k++)
          [a[p][k], a[q][k]] = [c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]];
      }
    }
  }
  return a.map((row, i) => row[i]).sort((x, y) => y - x);
}

const multiplyBy =
  (matrix: readonly ArrayLike<number>[]) =>
  (v: Float64Array, out: Float64Array): void => {
    matrix.forEach((row, i) => {
      out[i] = Array.from(row).reduce((sum, x, j) => sum + x * v[j], 0);
    });
  };

describe('the Hessian of a network', () => {
  it.each([
    [[4], 'relu'],
    [[5, 3], 'relu'],
    [[], 'relu'],
    [[4], 'tanh'],
    [[5, 3], 'tanh'],
    [[4], 'gelu'],
    [[5, 3], 'gelu'],
  ] as const)(
    'with hidden layers %j of %s multiplies as the differences of its exact gradients do',
    (hidden, activation) => {
      const layout = smallLayout(6, hidden, activation);
      const batch = smallBatch(6, 9, 3);
      const chance = random(4, 99);
      const theta = Float64Array.from({ length: layout.length }, () => chance.normal() * 0.7);
      const dense = denseHessian(layout, batch, theta);
      const hessian = createHessian(layout, batch);
      hessian.at(theta);
      const v = theta.map(() => chance.normal());
      const ours = new Float64Array(layout.length);
      const theirs = new Float64Array(layout.length);
      hessian.multiply(v, ours);
      multiplyBy(dense)(v, theirs);
      const size = Math.sqrt(theirs.reduce((sum, x) => sum + x * x, 0));
      expect(size).toBeGreaterThan(0.1);
      ours.forEach((x, i) => {
        expect(Math.abs(x - theirs[i]) / size).toBeLessThan(1e-8);
      });
    },
  );

  it.each([
    [[6], 'relu'],
    [[5, 7], 'relu'],
    [[], 'relu'],
    [[6], 'tanh'],
    [[5, 7], 'tanh'],
    [[6], 'gelu'],
    [[5, 7], 'gelu'],
  ] as const)(
    'with hidden layers %j of %s belongs to the gradient that both kinds of engine compute',
    async (hidden, activation) => {
      const layout = networkLayout(hidden, activation);
      const theta = initialWeights(layout, 5);
      const rows = createRows(12);
      const count = 11;
      fillRows(
        rows,
        drawSet(40, 3),
        Uint32Array.from({ length: count }, (_, i) => 3 * i),
      );
      const hessian = createHessian(layout, { ...rows, count });
      const exact = new Float64Array(layout.length);
      hessian.at(theta);
      hessian.gradient(exact);
      const size = Math.sqrt(exact.reduce((sum, x) => sum + x * x, 0));
      for (const name of ['simd', 'cpu'] as const) {
        const engine = await openEngine(name);
        const network = engine.workspace({ layout, vectors: 0, marks: 0, rows: 12 }).createNetwork(1);
        const found = new Float32Array(layout.length);
        network.step(
          [theta],
          { ...rows, count, masks: [] },
          [found],
          new Float64Array(1),
          new Float64Array(1),
        );
        const apart = Math.sqrt(found.reduce((sum, x, i) => sum + (x - exact[i]) ** 2, 0));
        expect(apart / size).toBeLessThan(1e-6);
      }
    },
  );
});

describe('the largest eigenvalue by Lanczos', () => {
  it.each([1, 2, 3])(
    'of a small network, seed %i, is that of its Hessian written out, within the error that it says',
    (seed) => {
      const layout = smallLayout(6, [5]);
      const batch = smallBatch(6, 12, seed);
      const chance = random(seed, 97);
      const theta = Float64Array.from({ length: layout.length }, () => chance.normal() * 0.7);
      const rate = theta.map(() => 0.01 + chance.uniform());
      const dense = denseHessian(layout, batch, theta);
      const hessian = createHessian(layout, batch);
      hessian.at(theta);
      const plain = largestEigenvalue(layout.length, (v, out) => hessian.multiply(v, out));
      const [most] = eigenvalues(dense.map((row, i) => [...row].map((x, j) => (x + dense[j][i]) / 2)));
      expect(Math.abs(plain.value - most)).toBeLessThanOrEqual(plain.error + 1e-7);
      expect(plain.error).toBeLessThan(2e-3 * most);

      const scaled = dense.map((row, i) =>
        [...row].map((x, j) => (Math.sqrt(rate[i] * rate[j]) * (x + dense[j][i])) / 2),
      );
      const ours = largestEigenvalue(layout.length, multiplyBy(scaled));
      expect(Math.abs(ours.value - eigenvalues(scaled)[0])).toBeLessThanOrEqual(ours.error + 1e-7);
    },
  );

  it('of matrices with known eigenvalues is the largest, negative ones too, and as near as it says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 40 }),
        (values) => {
          const most = Math.max(...values);
          const { value, error } = largestEigenvalue(
            values.length,
            (v, out) => {
              for (let i = 0; i < v.length; i++) out[i] = values[i] * v[i];
            },
            { tolerance: 1e-9 },
          );
          expect(Math.abs(value - most)).toBeLessThanOrEqual(error + 1e-7 * Math.max(1, Math.abs(most)));
        },
      ),
    );
  });

  it('is that of a matrix of zeros, 0, and no number where a product is none', () => {
    expect(largestEigenvalue(5, (_, out) => out.fill(0))).toEqual({ value: 0, error: 0 });
    expect(largestEigenvalue(5, (_, out) => out.fill(Number.NaN)).value).toBeNaN();
  });
});
