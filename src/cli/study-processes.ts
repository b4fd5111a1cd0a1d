/** Computing the trials of a study on surfaces: in this process, or in several. */
import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Experiment } from '../experiment/types.ts';
import { compute, type Job, trialsOf } from '../study/study.ts';
import type { Outcome } from '../study/trial.ts';

export interface Computing {
  /** The outcomes of jobs, in their order, whoever computes them. */
  compute(jobs: readonly Job[]): Promise<readonly Outcome[]>;
  close(): void;
}

/** A process takes half a second to start: fewer updates than this are made here. */
const WORTH_STARTING = 5_000_000;

/** Trials that a process is given at a time. */
const SHARE = 16;

/** How many processes compute a study that nobody chose the number for. */
export function usualWorkers(experiment: Experiment): number {
  const trials = trialsOf(experiment).reduce((sum, count) => sum + count, 0);
  return trials * experiment.steps < WORTH_STARTING ? 1 : availableParallelism();
}

const here = (experiment: Experiment): Computing => ({
  compute: (jobs) => Promise.resolve(compute(experiment, jobs)),
  close() {},
});

/** Has a process compute a share of the jobs; rejects when it ends. */
const asked = (child: ChildProcess, jobs: readonly Job[]): Promise<readonly Outcome[]> =>
  new Promise((resolve, reject) => {
    const ended = (code: number | null): void =>
      reject(new Error(`A process that computed trials ended, with status ${code}.`));
    child.once('exit', ended);
    child.once('message', (outcomes) => {
      child.off('exit', ended);
      resolve(outcomes as readonly Outcome[]);
    });
    child.send([...jobs]);
  });

/** `count` processes that share the trials; their outcomes do not depend on it. */
export function openProcesses(experiment: Experiment, count: number): Computing {
  if (count === 1) return here(experiment);
  const children = Array.from({ length: count }, () => {
    const child = fork(fileURLToPath(new URL('./study-process.ts', import.meta.url)), {
      execArgv: ['--import', import.meta.resolve('tsx')],
      serialization: 'advanced',
    });
    child.send(experiment);
    return child;
  });
  return {
    async compute(jobs) {
      const outcomes: Outcome[] = new Array(jobs.length);
      let next = 0;
      await Promise.all(
        children.map(async (child) => {
          while (next < jobs.length) {
            const from = next;
            next += SHARE;
            const found = await asked(child, jobs.slice(from, from + SHARE));
            for (const [i, outcome] of found.entries()) outcomes[from + i] = outcome;
          }
        }),
      );
      return outcomes;
    },
    close() {
      for (const child of children) child.kill();
    },
  };
}
