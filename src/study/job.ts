/** The job that computes trials on surfaces, in a worker or on the page's thread. */
import type { Job, JobHost, JobState } from '../runtime/job.ts';
import type { StudyCommand, StudyEvent, StudyPart } from './messages.ts';
import { buffersOf, createColumns, type OutcomeColumns, writeOutcome } from './outcomes.ts';
import { begin, type Job as StudyJob, TOGETHER, trialsByNumber } from './study.ts';
import type { RunningTrials } from './trials.ts';

/** How long it works before messages are let in, in milliseconds. */
const TURN_MS = 8;

/** Which trials a command asks for, in order. */
export function jobsOfParts(experiment: StudyCommand['experiment'], parts: readonly StudyPart[]): StudyJob[] {
  return parts.flatMap((part) => {
    if ('jobs' in part) return part.jobs;
    const numbered = trialsByNumber(experiment, part.run);
    if (!numbered) throw new RangeError(`The trials of run ${part.run} depend on each other.`);
    return Array.from(part.places, numbered.job);
  });
}

/** A job that waits for what it is to try. */
export function createStudyJob(host: JobHost<StudyEvent>): Job<StudyCommand> {
  const { now } = host;
  let command: StudyCommand | null = null;
  let jobs: readonly StudyJob[] = [];
  let columns: OutcomeColumns | null = null;
  let trials: RunningTrials | null = null;
  let done = 0;

  /** Goes on with the trials in hand, or begins the next, and writes what came of them when all are done. */
  function goOn({ experiment }: StudyCommand, table: OutcomeColumns): void {
    trials ??= begin(experiment, jobs.slice(done, done + TOGETHER));
    if (trials.advance()) return;
    for (const outcome of trials.outcomes()) writeOutcome(table, done++, outcome);
    trials = null;
  }

  return {
    turn: TURN_MS,
    start(given) {
      command = given;
    },
    advance(budget): JobState {
      if (!command) return 'waiting';
      const until = now() + budget;
      if (!columns) {
        jobs = jobsOfParts(command.experiment, command.parts);
        columns = createColumns(jobs.length);
      }
      while (done < jobs.length) {
        goOn(command, columns);
        if (now() >= until) break;
      }
      if (done < jobs.length) return 'more';
      host.emit({ type: 'outcomes', columns }, buffersOf(columns));
      command = null;
      return 'done';
    },
    receive: () => undefined,
    dispose() {
      command = null;
      trials = null;
    },
  };
}
