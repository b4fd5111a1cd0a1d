import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Measure } from '../experiment/studies.ts';
import { experiments } from '../experiment/testing/arbitraries.ts';
import type { Experiment } from '../experiment/types.ts';
import { runTrial } from './trial.ts';
import { startTrials } from './trials.ts';

const MEASURES: readonly Measure[] = ['final', 'best', 'steps', 'area'];

/** Every run of an experiment on a surface as an experiment of its own, from its start and from others. */
const alone = experiments(2)
  .filter(({ surface }) => surface.id !== 'mnist')
  .chain((experiment) =>
    fc
      .array(
        fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true })),
        {
          maxLength: 2,
        },
      )
      .map((starts) =>
        experiment.runs.flatMap((run) =>
          [experiment.start, ...starts].map(
            (start): Experiment => ({
              ...experiment,
              steps: Math.min(60, experiment.steps),
              runs: [run],
              start,
            }),
          ),
        ),
      ),
  );

describe('trials that are begun together', () => {
  it('have the outcomes that each has alone, to the last bit, whatever is measured', () => {
    const limits = fc.record({ measure: fc.constantFrom(...MEASURES), to: fc.constantFrom(1e-3, 0.5, 10) });
    fc.assert(
      fc.property(alone, limits, (several, { measure, to }) => {
        const trials = startTrials(several, measure, to, 60);
        while (trials.advance());
        expect(trials.outcomes()).toEqual(several.map((one) => runTrial(one, measure, to, 60)));
      }),
      { numRuns: 40 },
    );
  });

  it('each have a target of their own, where they are given one', () => {
    fc.assert(
      fc.property(alone, fc.infiniteStream(fc.constantFrom(1e-3, 0.5, 10)), (several, targets) => {
        const to = several.map(() => targets.next().value as number);
        const trials = startTrials(several, 'steps', to, 60);
        while (trials.advance());
        expect(trials.outcomes()).toEqual(several.map((one, i) => runTrial(one, 'steps', to[i], 60)));
      }),
      { numRuns: 8 },
    );
  });
});
