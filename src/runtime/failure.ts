/** What only the transport can say of work that could not be done, in English and as data to be worded in another language. */
import type { FailureReason } from './job.ts';

export interface Failure {
  readonly code: 'error' | 'no-data' | 'no-worker';
  /** In English. */
  readonly message: string;
  /** The same as data, for what is foreseen. */
  readonly diagnostic?: {
    readonly code: 'worker-stopped' | 'network-silent';
    readonly parameters: Readonly<Record<string, number>>;
    readonly message: string;
  };
}

/** @param times how many workers stopped at it @param seconds how long nothing has come */
export function failureFor(
  reason: FailureReason,
  message: string,
  { times, seconds }: { readonly times: number; readonly seconds: number },
): Failure {
  switch (reason) {
    case 'worker-stopped': {
      const text = `The computing thread stopped ${times} times at the same work, again and again.`;
      return {
        code: 'error',
        message: text,
        diagnostic: { code: 'worker-stopped', parameters: { times }, message: text },
      };
    }
    case 'stalled': {
      const text = `Nothing has come over the network for ${seconds} seconds.`;
      return {
        code: 'no-data',
        message: text,
        diagnostic: { code: 'network-silent', parameters: { seconds }, message: text },
      };
    }
    case 'no-worker':
      return { code: 'no-worker', message };
    case 'not-loaded':
    case 'error':
      return { code: 'error', message };
    default:
      return reason satisfies never;
  }
}
