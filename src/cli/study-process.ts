/** A process that computes trials on surfaces: it is told the experiment first, and then one share of trials after another. */
import type { Experiment } from '../experiment/types.ts';
import { compute, type Job, protocolOf } from '../study/study.ts';

process.once('message', (experiment: Experiment) => {
  const protocol = protocolOf(experiment);
  process.on('message', (jobs: readonly Job[]) => {
    process.send?.(jobs.map((job) => compute(experiment, job, protocol)));
  });
});
// Whoever asked is gone.
process.on('disconnect', () => process.exit());
