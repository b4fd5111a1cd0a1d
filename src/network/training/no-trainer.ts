/** Stands for the trainer where there is none: a single file would be ten times as large with it. */
import type { Job, JobHost } from '../../runtime/job.ts';
import type { NetworkCommand, NetworkEvent } from '../messages.ts';

const message = 'Networks are not trained in a single file.';

/** A trainer that says that it is none. */
export function createTrainer(host: JobHost<NetworkEvent>): Job<NetworkCommand> {
  const nothing = (): void => undefined;
  return {
    turn: 0,
    start: () =>
      host.emit({
        type: 'failed',
        code: 'error',
        message,
        trouble: { code: 'single-file', parameters: {}, message },
      }),
    advance: () => 'done',
    receive: nothing,
    dispose: nothing,
  };
}
