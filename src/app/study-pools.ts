/**
 * Where this page's studies, and what is measured of its runs, are computed: on workers that all of them share, which are started
 * when they are first wanted.
 */
import { createLocalPool } from '../runtime/local-pool.ts';
import { poolSize, WorkerPool } from '../runtime/pool.ts';
import type { Timers } from '../runtime/watchdog.ts';
import type { StudyPools } from '../study/controller/controller.ts';
import { createBrowserMemory } from '../study/controller/memory.ts';
import { createStudyJob } from '../study/job.ts';
import { createFollowJob } from '../study/seeds/job.ts';
import { createStabilityJob } from '../surface/stability/job.ts';
import { pageAddresses, startWorker } from './own-worker.ts';

const timers: Timers = {
  now: () => performance.now(),
  later(milliseconds, callback) {
    const id = setTimeout(callback, milliseconds);
    return () => clearTimeout(id);
  },
};

export const studyPools: StudyPools = {
  pool: new WorkerPool({ size: poolSize(navigator.hardwareConcurrency), spawn: startWorker, timers }),
  here: createLocalPool({
    jobs: {
      study: { create: createStudyJob as never },
      seeds: { create: createFollowJob as never },
      stability: { create: createStabilityJob as never },
    },
    timers,
  }),
  timers,
  assets: pageAddresses().base,
  memory: createBrowserMemory(() => Date.now()),
};
