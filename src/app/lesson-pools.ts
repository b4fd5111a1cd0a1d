/** Where claims and pictures of lessons are computed: on the workers that studies have, or in turns on this thread. */
import type { LessonPools } from '../lesson/views/compute.ts';
import { createLocalPool } from '../runtime/local-pool.ts';
import { studyPools } from './study-pools.ts';

const { pool, timers } = studyPools;

export const lessonPools: LessonPools = {
  pool,
  here: createLocalPool({
    jobs: {
      lesson: {
        load: () => import('../lesson/job.ts').then(({ createLessonJob }) => createLessonJob as never),
      },
    },
    timers,
  }),
};
