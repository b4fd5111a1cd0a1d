/** A surface along one step: s = 0 is where it began, s = 1 where it ended. */
import type { Objective } from '../../../core/types.ts';

export interface AlongStep {
  /** Loss at the beginning, and at the end. */
  readonly from: number;
  readonly to: number;
  /** First and second derivative by s at the beginning. */
  readonly slope: number;
  readonly bend: number;
  /** Where the parabola with these has its floor; null where it has none. */
  readonly floor: number | null;
  loss(s: number): number;
  /** The parabola. */
  model(s: number): number;
}

/**
 * What a step has done, by the parabola that the surface is at its beginning: `side` it has stayed on its side of the floor, `floor`
 * it is there, `lower` and `higher` it has crossed to the other wall and lies lower or higher than before, `uphill` it went against the
 * gradient, `open` there is no floor ahead, `none` it did not move.
 */
export type StepKind = 'side' | 'floor' | 'lower' | 'higher' | 'uphill' | 'open' | 'none';

/** Steps that end so near to the floor, in parts of the way to it, have reached it. */
const NEAR = 0.05;
/** Part of the step over which the second derivative is taken, as a difference of exact gradients. */
const DIFFERENCE = 1e-4;

export function alongStep(
  objective: Objective,
  before: readonly number[],
  theta: readonly number[],
): AlongStep {
  const delta = theta.map((value, i) => value - before[i]);
  const point = new Float64Array(2);
  const gradient = new Float64Array(2);
  const at = (s: number): Float64Array => {
    for (let i = 0; i < 2; i++) point[i] = before[i] + s * delta[i];
    return point;
  };
  const slopeAt = (s: number): number => {
    objective.gradient(at(s), gradient);
    return gradient[0] * delta[0] + gradient[1] * delta[1];
  };
  const from = objective.loss(at(0));
  const slope = slopeAt(0);
  const bend = (slopeAt(DIFFERENCE) - slopeAt(-DIFFERENCE)) / (2 * DIFFERENCE);
  return {
    ...{ from, slope, bend },
    to: objective.loss(at(1)),
    floor: bend > 0 ? -slope / bend : null,
    loss: (s) => objective.loss(at(s)),
    model: (s) => from + slope * s + (bend * s * s) / 2,
  };
}

export function kindOf({ from, to, slope, floor }: AlongStep): StepKind {
  if (slope === 0) return 'none';
  if (slope > 0) return 'uphill';
  if (floor === null) return 'open';
  if (Math.abs(1 - 1 / floor) <= NEAR) return 'floor';
  if (floor > 1) return 'side';
  return to < from ? 'lower' : 'higher';
}
