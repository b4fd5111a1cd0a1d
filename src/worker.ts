/** The worker of the page: it only chooses the jobs. */
import { ownThreads } from './runtime/own-threads.ts';
import { serveJobs } from './runtime/worker.ts';
import { createSurfaceJob } from './surface/job.ts';

serveJobs({
  surface: { create: createSurfaceJob },
  study: { load: () => import('./study/job.ts').then(({ createStudyJob }) => createStudyJob) },
  stability: {
    load: () => import('./surface/stability/job.ts').then(({ createStabilityJob }) => createStabilityJob),
  },
  curvature: {
    load: () => import('./network/curvature/job.ts').then(({ createCurvatureJob }) => createCurvatureJob),
  },
  'network-study': {
    load: () => import('./study/network/job.ts').then(({ createNetworkStudyJob }) => createNetworkStudyJob),
  },
  seeds: { load: () => import('./study/seeds/job.ts').then(({ createFollowJob }) => createFollowJob) },
  'network-seeds': {
    load: () => import('./study/seeds/network-job.ts').then((module) => module.createNetworkFollowJob),
  },
  lesson: { load: () => import('./lesson/job.ts').then(({ createLessonJob }) => createLessonJob) },
  'network-lesson': {
    load: () =>
      import('./lesson/network-job.ts').then(({ createNetworkLessonJob }) => createNetworkLessonJob),
  },
  network: {
    load: async () => {
      const { createTrainer } = await import('./network/training/trainer.ts');
      return (host) => createTrainer(host, { threads: ownThreads() });
    },
  },
  part: {
    load: () => import('./network/training/cores/part.ts').then(({ createPartJob }) => createPartJob),
  },
});
