/** Work in pieces on this thread, in turns between which the page lives: for pages that may have no workers. */
import type { Jobs } from './job.ts';
import { createJobThread } from './job-thread.ts';
import type { Pool, PoolRequest } from './pool.ts';
import type { Timers } from './watchdog.ts';

/** @param jobs The jobs that this thread can do. */
export function createLocalPool({ jobs, timers }: { jobs: Jobs; timers: Timers }): Pool {
  /** One piece after the other, whoever asks. */
  let latest: Promise<unknown> = Promise.resolve();

  const piece = ({ job, pieces, event, signal }: PoolRequest, index: number): Promise<readonly unknown[]> =>
    new Promise((resolve, reject) => {
      if (!(job in jobs)) throw new Error('This takes a worker, and none can be had.');
      const events: unknown[] = [];
      const thread = createJobThread({
        jobs,
        now: timers.now,
        yieldToEventLoop: () => new Promise((next) => void timers.later(0, next)),
        post(message) {
          if (message.type === 'event') {
            events.push(message.event);
            event?.(index, message.event);
          } else if (message.type === 'failed') {
            end(() => reject(new Error(message.message)));
          } else if (message.type === 'done') {
            end(() => resolve(events));
          }
        },
      });
      const abort = (): void => {
        thread.receive({ type: 'cancel', generation: 2 });
        end(() => reject(signal?.reason));
      };
      const end = (finish: () => void): void => {
        signal?.removeEventListener('abort', abort);
        finish();
      };
      signal?.addEventListener('abort', abort);
      thread.receive({ type: 'begin', generation: 1, job, command: pieces[index] });
    });

  return {
    size: 1,
    run(request) {
      const work = async (): Promise<void> => {
        for (const index of request.pieces.keys()) {
          request.signal?.throwIfAborted();
          request.done({ index, events: await piece(request, index) });
        }
      };
      const result = latest.then(work);
      latest = result.catch(() => undefined);
      return result;
    },
  };
}
