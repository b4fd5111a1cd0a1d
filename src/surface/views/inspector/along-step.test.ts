import { describe, expect, it } from 'vitest';
import { createObjective } from '../../../core/objective.ts';
import { computation, parseExperiment } from '../../../experiment/index.ts';
import { trace } from '../../trace.ts';
import { alongStep, kindOf } from './along-step.ts';

/** What the first step of a link has done. */
function firstStep(query: string) {
  const { experiment } = parseExperiment(query);
  const { surface, formula, seed } = computation(experiment);
  const [before, after] = [...trace(experiment, { stability: true })];
  const objective = createObjective(surface, formula, seed);
  const pair = (theta: readonly (number | null)[]) => [theta[0] ?? 0, theta[1] ?? 0];
  return { step: alongStep(objective, pair(before.theta), pair(after.theta)), after };
}
const bowl = (lr: number) => `surface=custom&f=10*x%5E2&start=3&run=sgd,lr:${lr}&steps=1`;

describe('a step on a parabola', () => {
  it.each([
    [0.01, 'side'],
    [0.05, 'floor'],
    [0.08, 'lower'],
    [0.101, 'higher'],
  ])('of gradient descent with the rate %d ends as rate × curvature says: %s', (lr, kind) => {
    const { step, after } = firstStep(bowl(lr));
    expect(kindOf(step)).toBe(kind);
    // The part of the way to the floor is rate × curvature.
    expect(1 / (step.floor ?? 0)).toBeCloseTo(after.preconditioned ?? 0, 9);
    expect(step.model(1)).toBeCloseTo(step.to, 9);
  });

  it('has as slope and bend the derivatives along it, which differences of losses have too', () => {
    const { step } = firstStep('surface=beale&start=1,1.5&run=sgd,lr:0.02&steps=1');
    const h = 1e-4;
    expect(step.slope / ((step.loss(h) - step.loss(-h)) / (2 * h))).toBeCloseTo(1, 6);
    expect(step.bend / ((step.loss(h) - 2 * step.from + step.loss(-h)) / (h * h))).toBeCloseTo(1, 4);
  });

  it('may go uphill, or where there is no floor, or nowhere', () => {
    const saddle = createObjective({ id: 'custom', args: {} }, 'x^2-y^2', 1);
    expect(kindOf(alongStep(saddle, [1, 0], [1.5, 0]))).toBe('uphill');
    expect(kindOf(alongStep(saddle, [0, 1], [0, 1.5]))).toBe('open');
    expect(kindOf(alongStep(saddle, [1, 1], [1, 1]))).toBe('none');
  });
});
