/** A worker's shell round the jobs that it does. */
import type { FromThread, Jobs, ToThread } from './job.ts';
import { createJobThread } from './job-thread.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Makes this worker do jobs, and says that it lives. */
export function serveJobs(jobs: Jobs): void {
  const post = (message: FromThread, transfer: readonly ArrayBuffer[]): void =>
    self.postMessage(message, [...transfer]);
  // A message to ourselves comes after those that wait: cheaper than a timer, and never clamped to four milliseconds.
  const { port1, port2 } = new MessageChannel();
  const resolvers: (() => void)[] = [];
  port1.onmessage = () => resolvers.shift()?.();
  const yieldToEventLoop = (): Promise<void> =>
    new Promise((resolve) => {
      resolvers.push(resolve);
      port2.postMessage(null);
    });
  const thread = createJobThread({ jobs, post, yieldToEventLoop, now: () => performance.now() });
  self.onmessage = (event: MessageEvent<ToThread>) => thread.receive(event.data);
  post({ type: 'hello', generation: 0 }, []);
}
