/** A process that computes trials on surfaces: it is told the experiment first, and then one share of trials after another. */
import type { Experiment } from '../experiment/types.ts';
import { compute, type Job } from '../study/study.ts';

process.once('message', (experiment: Experiment) => {
  process.on('message', (jobs: readonly Job[]) => {
    process.send?.(compute(experiment, jobs));
  });
});
// Whoever asked is gone.
process.on('disconnect', () => process.exit());
