/** The worker of the page: it only chooses the jobs. */
import { serveJobs } from './runtime/worker.ts';
import { createSurfaceJob } from './surface/job.ts';

serveJobs({
  surface: { create: createSurfaceJob },
  study: { load: () => import('./study/job.ts').then(({ createStudyJob }) => createStudyJob) },
  network: { load: () => import('./network/training/trainer.ts').then(({ createTrainer }) => createTrainer) },
});
