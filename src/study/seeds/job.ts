/** The job that follows runs on surfaces over several seeds, in a worker or on the page's thread. */
import type { Job, JobHost, JobState } from '../../runtime/job.ts';
import { type NumberedTrials, trialsByNumber } from '../study.ts';
import { type Follower, follow } from './course.ts';
import type { FollowCommand, FollowEvent } from './messages.ts';

/** How long it works before messages are let in, in milliseconds. */
const TURN_MS = 8;
/** Updates between two looks at the clock. */
const STRETCH = 500;

/** The trials of a run of a study whose seeds are followed. @throws RangeError where they depend on each other. */
export function numberedTrials(experiment: FollowCommand['experiment'], run: number): NumberedTrials {
  const numbered = trialsByNumber(experiment, run);
  if (!numbered) throw new RangeError(`The trials of run ${run} depend on each other.`);
  return numbered;
}

/** A job that waits for what it is to follow. */
export function createFollowJob(host: JobHost<FollowEvent>): Job<FollowCommand> {
  const { now } = host;
  let command: FollowCommand | null = null;
  let waiting: Follower[] = [];

  return {
    turn: TURN_MS,
    start(given) {
      command = given;
    },
    advance(budget): JobState {
      if (!command) return 'waiting';
      const { experiment, runs, places, steps } = command;
      if (waiting.length === 0) {
        waiting = places.flatMap((place) =>
          runs.map((run) => follow(experiment, run, place, numberedTrials(experiment, run), steps)),
        );
      }
      const until = now() + budget;
      do {
        const [next] = waiting;
        if (next.advance(STRETCH)) continue;
        waiting.shift();
        const course = next.course();
        host.emit(
          { type: 'course', course },
          [course.steps, course.loss, ...course.rates].map(({ buffer }) => buffer as ArrayBuffer),
        );
      } while (waiting.length > 0 && now() < until);
      if (waiting.length > 0) return 'more';
      command = null;
      return 'done';
    },
    receive: () => undefined,
    dispose() {
      command = null;
      waiting = [];
    },
  };
}
