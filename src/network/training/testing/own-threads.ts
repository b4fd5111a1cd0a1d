/** Threads that are none: what they are told and what they say is copied, as between workers, and takes its turn in this one. */
import type { FromThread, Jobs, ToThread } from '../../../runtime/job.ts';
import { createJobThread } from '../../../runtime/job-thread.ts';
import type { WorkerLike } from '../../../runtime/transport.ts';
import { PART, type Threads } from '../cores/helper.ts';
import { createPartJob } from '../cores/part.ts';

const jobs: Jobs = { [PART]: { create: createPartJob } };

export interface PretendedThreads extends Threads {
  /** How many were started, and ended. */
  readonly started: number;
  readonly ended: number;
  /** Questions asked of all of them so far, by type. */
  readonly asked: readonly string[];
  /** From now on none of them answers; what waits for an answer has waited too long. */
  hang(): void;
}

/**
 * @param soon Calls back in a later turn of the event loop.
 * @param answers Whether the thread that is asked something answers, by all that has been asked.
 */
export function pretendedThreads(
  most: number,
  soon: (callback: () => void) => unknown,
  answers: (asked: readonly string[]) => boolean = () => true,
): PretendedThreads {
  const asked: string[] = [];
  const patience = new Set<() => void>();
  let [started, ended] = [0, 0];
  let hangs = false;
  return {
    most,
    asked,
    get started() {
      return started;
    },
    get ended() {
      return ended;
    },
    hang() {
      hangs = true;
      for (const lose of [...patience]) lose();
    },
    later(_milliseconds, callback) {
      if (hangs) queueMicrotask(callback);
      patience.add(callback);
      return () => patience.delete(callback);
    },
    spawn() {
      started++;
      let alive = true;
      const thread = createJobThread({
        jobs,
        post(message, transfer) {
          const copy = structuredClone(message, { transfer: [...transfer] });
          soon(() => {
            if (alive && !hangs) worker.onmessage?.({ data: copy } as MessageEvent<FromThread>);
          });
        },
        now: () => 0,
        yieldToEventLoop: () => new Promise((resolve) => soon(resolve)),
      });
      const worker: WorkerLike = {
        onmessage: null,
        onerror: null,
        postMessage(message: ToThread, transfer) {
          const copy = structuredClone(message, { transfer });
          asked.push((message as { command: { type: string } }).command.type);
          if (answers(asked)) soon(() => thread.receive(copy));
          else soon(() => worker.onerror?.({ message: 'The thread ended.' } as ErrorEvent));
        },
        terminate() {
          if (alive) ended++;
          alive = false;
        },
      };
      return worker;
    },
  };
}
