/** The job that evaluates claims and makes pictures of lessons, in a worker or on the page's thread. */
import type { Job, JobHost, JobState } from '../runtime/job.ts';
import { evaluateInPieces } from './evaluate.ts';
import type { LessonCommand, LessonEvent } from './messages.ts';
import { pictureInPieces } from './picture.ts';
import type { Series } from './series.ts';

/** How long it works before messages are let in, in milliseconds. */
const TURN_MS = 8;

/** Does what a command asks for, in pieces. */
function* workOn(command: LessonCommand, emit: (event: LessonEvent) => void): Generator<void, void, void> {
  if (command.type === 'picture') {
    emit({ type: 'picture', picture: yield* pictureInPieces(command.query) });
    return;
  }
  const known = new Map<number, Series>();
  for (const claim of command.claims) {
    emit({ type: 'evaluated', id: claim.id, ...(yield* evaluateInPieces(claim, known)) });
  }
}

/** A job that waits for what it is to compute. Claims about networks are another job's (`network-job.ts`). */
export function createLessonJob(host: JobHost<LessonEvent>): Job<LessonCommand> {
  let work: Generator<void, void, void> | null = null;
  return {
    turn: TURN_MS,
    start(command) {
      work = workOn(command, (event) => host.emit(event));
    },
    advance(budget): JobState {
      if (!work) return 'waiting';
      const until = host.now() + budget;
      do {
        if (work.next().done) return 'done';
      } while (host.now() < until);
      return 'more';
    },
    receive: () => undefined,
    dispose() {
      work = null;
    },
  };
}
