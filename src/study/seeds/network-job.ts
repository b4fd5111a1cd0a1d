/** The job that follows networks over several seeds: all runs of a seed are trained side by side, as many as an engine stacks. */
import type { Job, JobHost } from '../../runtime/job.ts';
import { createTrainingJob } from '../network/trainings.ts';
import { outcomeOfTraining } from '../network-trial.ts';
import { protocolOf } from '../study.ts';
import { numberedTrials } from './job.ts';
import type { Course, FollowCommand, FollowEvent } from './messages.ts';

/** A job that waits for what it is to follow. */
export const createNetworkFollowJob = (host: JobHost<FollowEvent>): Job<FollowCommand> =>
  createTrainingJob(host, ({ experiment, runs, places, assets }) => {
    const wanted = places.flatMap((place) => runs.map((run) => ({ run, place })));
    const { measure, to } = protocolOf(experiment);
    return {
      ...{ experiment, assets, rates: true },
      jobs: wanted.map(({ run, place }) => numberedTrials(experiment, run).job(place)),
      take(place, { evaluated, diverged }) {
        const layers = evaluated.find(({ rates }) => rates)?.rates?.length ?? 0;
        const course: Course = {
          ...wanted[place],
          outcome: outcomeOfTraining({ evaluated, diverged }, measure, to, experiment.steps),
          least: null,
          steps: Int32Array.from(evaluated, ({ step }) => step),
          loss: Float64Array.from(evaluated, ({ loss }) => loss),
          rates: Array.from({ length: layers }, (_, layer) =>
            Float64Array.from(evaluated, ({ rates }) => rates?.[layer] ?? Number.NaN),
          ),
        };
        host.emit({ type: 'course', course });
      },
    };
  });
