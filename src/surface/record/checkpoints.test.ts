import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createObjective } from '../../core/objective.ts';
import { optimizers } from '../../core/optimizers/index.ts';
import { createRun, type Run } from '../../core/run.ts';
import { schedules } from '../../core/schedules/index.ts';
import { computation, parseExperiment } from '../../experiment/index.ts';
import { createCheckpoints, packable } from './checkpoints.ts';

const runOf = (query: string): Run => {
  const { experiment, problems } = parseExperiment(query);
  expect(problems).toEqual([]);
  const { surface, formula, runs, start, seed, rules } = computation(experiment);
  return createRun(runs[0], createObjective(surface, formula, seed), start, seed, rules);
};

/** All that a run shows and remembers after an update. */
const shown = ({ step, theta, loss, diverged, updater }: Run) => ({
  ...{ step, theta: [...theta], loss, diverged, lr: updater.lr, state: updater.save() },
  ...{ gradient: [...updater.gradient], rate: [...updater.rate] },
  ...{ direction: [...updater.direction], realized: [...updater.realized] },
});

const RULES = optimizers.filter(({ id }) => id !== 'custom');

const LINKS: readonly string[] = [
  ...RULES.map(({ id }) => `run=${id}~noise,sigma:0.1`),
  ...RULES.filter(({ needs }) => needs).map(({ id }) => `surface=himmelblau&run=${id}`),
  ...schedules.map(({ id }) => `run=adam,lr:0.02~${id}`),
  'run=custom,lr:0.001&rule=m%20=%200.9*m%20%2B%20g;%20x%20=%20x%20-%20lr*m',
  'surface=regression&run=adan,lr:0.02~accumulate,every:3~clip,norm:1',
  'surface=valley&run=sgd,lr:0.01,momentum:0.9,nesterov:1,weightDecay:0.01~precision,format:bf16',
];

describe('a replay from a checkpoint', () => {
  it.each(LINKS)('is the run as it was, to the last bit: %s', (link) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 3, maxLength: 3 }),
        (planned, asked) => {
          const run = runOf(link);
          const checkpoints = createCheckpoints(packable(run), planned);
          const found = new Map<number, ReturnType<typeof shown>>();
          while (run.step < Math.min(planned, 700) && !run.diverged) {
            run.advance();
            checkpoints.pass();
            if (asked.includes(run.step)) found.set(run.step, shown(run));
          }
          const again = runOf(link);
          for (const [step, before] of found) {
            const state = checkpoints.at(step - 1);
            expect(state.updater.t).toBeLessThan(step);
            again.restore(state);
            while (again.step < step) again.advance();
            expect(shown(again)).toEqual(before);
          }
        },
      ),
      { numRuns: 3 },
    );
  });
});

describe('checkpoints of a run of a million steps', () => {
  it.each(RULES.map(({ id }) => id))('are so near that a step is there in a moment: %s', (id) => {
    const run = runOf(`surface=quadratic&run=${id},lr:0.001`);
    const checkpoints = createCheckpoints(packable(run), 1_000_000);
    for (let step = 1; step <= 2000; step++) {
      run.advance();
      checkpoints.pass();
    }
    for (const step of [255, 511, 512, 1999, 2000]) {
      expect(step - checkpoints.at(step).updater.t).toBeLessThanOrEqual(256);
    }
  });

  it('are farther apart where a rule remembers much more than others do', () => {
    const many = Array.from({ length: 150 }, (_, k) => `m${k}=m${k}-g;`);
    const rule = `${many.join('')}x=x-lr*g`;
    const run = runOf(`surface=quadratic&run=custom,lr:1e-6&rule=${rule}`);
    const checkpoints = createCheckpoints(packable(run), 1_000_000);
    for (let step = 1; step <= 6000; step++) {
      run.advance();
      checkpoints.pass();
    }
    const kept = new Set(Array.from({ length: 6001 }, (_, step) => checkpoints.at(step).updater.t));
    expect(kept.size).toBeGreaterThan(3);
    // Two MiB in all: the vectors have two numbers each.
    expect((1_000_000 / 6000) * (kept.size - 1) * 300 * 8).toBeLessThanOrEqual(2 ** 21);
  });
});
