/** The job that computes trials of networks. */
import type { Job, JobHost } from '../../runtime/job.ts';
import { jobsOfParts } from '../job.ts';
import type { StudyCommand, StudyEvent } from '../messages.ts';
import { outcomeOfTraining } from '../network-trial.ts';
import { buffersOf, createColumns, writeOutcome } from '../outcomes.ts';
import { protocolOf } from '../study.ts';
import { createTrainingJob } from './trainings.ts';

/** A job that waits for what it is to try. */
export const createNetworkStudyJob = (host: JobHost<StudyEvent>): Job<StudyCommand> =>
  createTrainingJob(host, ({ experiment, parts, assets }) => {
    const jobs = jobsOfParts(experiment, parts);
    const columns = createColumns(jobs.length);
    const { measure, to } = protocolOf(experiment);
    return {
      ...{ experiment, assets, jobs },
      take: (place, course) =>
        writeOutcome(columns, place, outcomeOfTraining(course, measure, to, experiment.steps)),
      end: () => host.emit({ type: 'outcomes', columns }, buffersOf(columns)),
    };
  });
