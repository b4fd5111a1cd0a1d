/** Trainings that no program can repeat. */
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../experiment/index.ts';
import { programs, trainingOf } from '../report/program/index.ts';

describe('a training as a program', () => {
  it.each(programs)('is refused by %s where a run cannot be repeated, with the reason', (library) => {
    for (const run of ['lamb', 'adam~plateau', 'sgd~precision']) {
      const { experiment } = parseExperiment(`surface=mnist&run=${run}&steps=5`);
      expect(() => trainingOf(experiment, library)).toThrow(/Run 0 has no program for .* yet: /);
    }
  });
});
