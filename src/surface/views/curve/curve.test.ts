import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createObjective } from '../../../core/objective.ts';
import { computation, parseExperiment } from '../../../experiment/index.ts';
import { toPixels } from '../../../ui/map/viewport.ts';
import { computeAll } from '../../testing/compute.ts';
import { curveOf, heightsOf, viewOf } from './curve-view.ts';
import { stepsAt } from './draw.ts';

const objectiveOf = (formula: string) => createObjective({ id: 'custom', args: {} }, formula, 1);
const WINDOW = [-11, 11, 0, 1] as const;

describe('the picture of a function of one variable', () => {
  it('shows the window from edge to edge, and all heights of a parabola inside', () => {
    const curve = curveOf(objectiveOf('x^2'), WINDOW, 400);
    const view = viewOf(WINDOW, heightsOf(curve, 100), 400, 300);
    expect(toPixels(view, -11, 0)[0]).toBeCloseTo(0, 9);
    expect(toPixels(view, 11, 0)[0]).toBeCloseTo(400, 9);
    for (const [i, x] of curve.xs.entries()) {
      const [, y] = toPixels(view, x, curve.heights[i]);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(300);
    }
  });

  it('cuts a function that explodes at one end, and has the start in it all the same', () => {
    const curve = curveOf(objectiveOf('exp(exp(x))'), [-3, 3, 0, 1], 400);
    const [, high] = heightsOf(curve, Number.NaN);
    expect(high).toBeLessThan(Math.exp(Math.exp(3)) / 1e3);
    expect(heightsOf(curve, 2 * high)[1]).toBe(2 * high);
  });

  it('of a constant, and of nothing, has a height', () => {
    for (const formula of ['3', '0', 'sqrt(-1-x^2)', '1e-300*x']) {
      const [low, high] = heightsOf(curveOf(objectiveOf(formula), WINDOW, 100), Number.NaN);
      expect(high - low).toBeGreaterThan(0);
    }
  });

  it('keeps the order of heights, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2 }),
        fc.double({ min: 20, max: 900, noNaN: true }),
        (heights, size) => {
          const curve = { xs: Float64Array.from(heights, (_, i) => i), heights: Float64Array.from(heights) };
          const view = viewOf([0, 1, 0, 1], heightsOf(curve, Number.NaN), size, size);
          const lowest = toPixels(view, 0, Math.min(...heights))[1];
          expect(lowest).toBeLessThan(size);
          expect(lowest).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe('the step on a curve', () => {
  const runs = (query: string) =>
    computeAll(computation(parseExperiment(query).experiment)).map(({ run, record }) => ({
      slot: run,
      record,
      dimmed: false,
    }));
  const slope = (x: number): number => 2 * x;
  const link = 'surface=custom&f=x%5E2&start=10&run=sgd,lr:0.2&steps=3';

  it('leads along the tangent: gradient descent goes by the rate times the slope', () => {
    const [found] = stepsAt(runs(link), 2, slope, true);
    expect([found.from, found.height, found.slope]).toEqual([6, 36, 12]);
    expect(found.to).toBeCloseTo(6 - 0.2 * 12, 12);
    expect(found.reached).toBeCloseTo(3.6 ** 2, 12);
  });

  it('is the first one at the start, unless the future is hidden, and none after the end', () => {
    expect(stepsAt(runs(link), 0, slope, true)[0].from).toBe(10);
    expect(stepsAt(runs(link), 0, slope, false)).toEqual([]);
    expect(stepsAt(runs(link), 9, slope, true)).toEqual([]);
  });
});
