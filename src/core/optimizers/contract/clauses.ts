/**
 * What every row of the table of optimizers promises: `contractOf(rule)` gives the clauses, and a clause that
 * is broken throws. Adding a rule to the table adds its tests; rules that are in no table can be put on trial
 * as well.
 */
import fc from 'fast-check';
import { defaults } from '../../tables.ts';
import type { Optimizer, Vector } from '../../types.ts';
import { formulaClause } from './formula.ts';
import { argumentsOf, coordinate, type Given, updates } from './inputs.ts';
import { jointClause } from './joint.ts';
import { parameterClause } from './parameters.ts';
import { bowl, copyState, createTrial, type Surroundings, type Trial } from './trial.ts';

export interface Clause {
  /** What holds, as a sentence about the rule. */
  readonly name: string;
  /** @throws Error that says what does not hold. */
  check(): void;
}

/** The conventions a rule can follow, the one it follows unasked first. */
const conventionsOf = (rule: Optimizer): readonly string[] => [
  'pytorch',
  ...Object.keys(rule.conventions ?? {}),
];

/** Every clause that concerns the rule. */
export function contractOf(rule: Optimizer): readonly Clause[] {
  const clauses: Clause[] = [
    { name: 'has parameters within their bounds', check: () => parameterClause(rule) },
  ];
  for (const as of conventionsOf(rule)) {
    const suffix = as === 'pytorch' ? '' : ` (as ${as})`;
    const add = (name: string, check: () => void) => clauses.push({ name: name + suffix, check });
    if (rule.coordinatewise !== false) add('does what its formula says', () => formulaClause(rule, as));
    else if (rule.formula !== '') add('does what its formula says', () => jointClause(rule, as));
    add('moves by minus rate times direction', () => decomposition(rule, as));
    if (!rule.exceptions?.includes('moves on a zero gradient'))
      add('stays where it is on a zero gradient', () => rest(rule, as));
    if (!rule.exceptions?.includes('does not descend a bowl'))
      add('descends a bowl', () => descent(rule, as));
    add('remembers only what it declares', () => memory(rule, as));
    add('minds neither other runs nor its inputs', () => isolation(rule, as));
    add('takes any number of parameters', () => sizes(rule, as));
    add('does the same in float32', () => precision(rule, as));
  }
  return clauses;
}

const RUNS = { numRuns: 60 };

const require = (holds: boolean, message: string): void => {
  if (!holds) throw new Error(message);
};

const same = (a: Vector, b: Vector): boolean => a.every((value, i) => Object.is(value, b[i]));

/** The surroundings of a run in the plane: rules that look at the objective get a bowl, and its gradients. */
const planeOf = (rule: Optimizer, center: readonly [number, number]): Surroundings =>
  rule.needs === 'objective' ? { objective: bowl(center) } : {};

/** Advances a trial in the plane by what is given, with the objective's own gradient where there is one. */
function advance(trial: Trial, { gradient, factor }: Given): void {
  const { step } = trial;
  const { objective } = step;
  const used = new Float64Array(gradient);
  objective?.gradient(step.theta, used);
  trial.advance(used, Number(step.args.lr) * factor, objective?.loss(step.theta));
}

function decomposition(rule: Optimizer, as: string): void {
  const inputs = [argumentsOf(rule, as), updates, fc.tuple(coordinate, coordinate)] as const;
  fc.assert(
    fc.property(...inputs, (args, given, start) => {
      const trial = createTrial(rule, args, Float64Array.from(start), planeOf(rule, [0.5, -0.5]));
      const { theta, rate, direction } = trial.step;
      for (const one of given) {
        const before = theta.slice();
        advance(trial, one);
        if (!theta.every(Number.isFinite)) return;
        const decay = rule.decay?.(trial.step.args, trial.step.lr) ?? 0;
        for (let i = 0; i < 2; i++) {
          const moved = rate[i] * direction[i];
          const expected = before[i] - decay * before[i] - moved;
          const scale = Math.max(Math.abs(before[i]), Math.abs(theta[i]), Math.abs(moved));
          require(Math.abs(theta[i] - expected) <=
            1e-12 *
              scale, `update ${trial.step.t} went to ${theta[i]}, by rate and direction it is ${expected}`);
        }
      }
    }),
    RUNS,
  );
}

function rest(rule: Optimizer, as: string): void {
  // ε = 0 divides 0 by 0, in PyTorch too; a slider does not show it. Nor does tfjs's centred variance, less
  // ε, have a root at 0: see rmsprop.ts.
  const fixed = { weightDecay: 0, ...(as === 'tfjs' && { centered: 0 }) };
  fc.assert(
    fc.property(argumentsOf(rule, as, fixed), fc.tuple(coordinate, coordinate), (args, start) => {
      const trial = createTrial(rule, args, Float64Array.from(start), planeOf(rule, start));
      for (let t = 0; t < 3; t++) trial.advance([0, 0], Number(args.lr), 0);
      require(same(trial.step.theta, Float64Array.from(start)), `moved to ${trial.step.theta}`);
    }),
    RUNS,
  );
}

function descent(rule: Optimizer, as: string): void {
  const center = [1, -0.5] as const;
  const objective = bowl(center);
  const trial = createTrial(rule, defaults(rule, as), Float64Array.of(2, 0.7), planeOf(rule, center));
  const { theta } = trial.step;
  const before = objective.loss(theta);
  const gradient = new Float64Array(2);
  for (let t = 0; t < 200; t++) {
    objective.gradient(theta, gradient);
    trial.advance(gradient, undefined, objective.loss(theta));
  }
  const after = objective.loss(theta);
  require(after < before, `the loss went from ${before} to ${after} in 200 updates`);
}

function memory(rule: Optimizer, as: string): void {
  const split = fc.nat({ max: 11 });
  fc.assert(
    fc.property(argumentsOf(rule, as), updates, split, (args, given, at) => {
      const surroundings = planeOf(rule, [0.5, -0.5]);
      const one = createTrial(rule, args, Float64Array.of(1, 1), surroundings);
      for (const update of given.slice(0, at)) advance(one, update);
      const other = createTrial(rule, args, Float64Array.of(1, 1), surroundings);
      copyState(one.step, other.step);
      for (const update of given.slice(at)) {
        advance(one, update);
        advance(other, update);
        require(same(one.step.theta, other.step.theta) &&
          same(
            one.step.rate,
            other.step.rate,
          ), `went to ${other.step.theta} after being restored, to ${one.step.theta} without a break`);
      }
    }),
    RUNS,
  );
}

function isolation(rule: Optimizer, as: string): void {
  fc.assert(
    fc.property(argumentsOf(rule, as), updates, updates, (args, given, others) => {
      const begin = () => createTrial(rule, args, Float64Array.of(1, 1), planeOf(rule, [0.5, -0.5]));
      const alone = begin();
      for (const one of given) advance(alone, one);
      const watched = begin();
      const neighbour = begin();
      given.forEach((one, i) => {
        advance(watched, one);
        if (!watched.step.objective)
          require(same(
            watched.step.gradient,
            Float64Array.from(one.gradient),
          ), 'the gradient was written to');
        advance(neighbour, others[i % others.length]);
      });
      require(same(alone.step.theta, watched.step.theta), 'another run beside it changed the result');
    }),
    RUNS,
  );
}

/** Gradients without chance: of both signs and several sizes, another at every update. */
const wave = (n: number, t: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => Math.sin(1.7 * i + 2.3 * t) * 10 ** ((i % 4) - 2));

function sizes(rule: Optimizer, as: string): void {
  const args = defaults(rule, as);
  const many = createTrial(rule, args, new Float64Array(1000).fill(0.5), { shapes: [[33, 30], [10]] });
  const few = [1, 2].map((n) => createTrial(rule, args, new Float64Array(n).fill(0.5), { shapes: [[n]] }));
  for (let t = 1; t <= 5; t++) {
    const gradient = wave(1000, t);
    many.advance(gradient);
    for (const trial of few) trial.advance(gradient.subarray(0, trial.step.theta.length));
  }
  for (const { step } of [many, ...few]) {
    const { theta, rate } = step;
    require(theta.every(Number.isFinite), `not finite with ${theta.length} parameters`);
    require(rate.every(Number.isFinite), `the rates are not finite with ${theta.length} parameters`);
    if (rule.coordinatewise !== false)
      require(same(
        theta,
        many.step.theta.subarray(0, theta.length),
      ), `parameters move otherwise when there are ${theta.length}`);
  }
}

function precision(rule: Optimizer, as: string): void {
  const args = defaults(rule, as);
  const [double, single] = [Float64Array.of(1, -0.5, 2), Float32Array.of(1, -0.5, 2)].map((theta) =>
    createTrial(rule, args, theta, { shapes: [[3]] }),
  );
  for (let t = 1; t <= 20; t++) {
    const gradient = Float32Array.from(wave(3, t));
    double.advance(gradient);
    single.advance(gradient);
  }
  double.step.theta.forEach((value, i) => {
    const found = single.step.theta[i];
    require(Math.abs(found - value) <=
      1e-4 * Math.max(1, Math.abs(value)), `float32 went to ${found}, float64 to ${value}`);
  });
}
