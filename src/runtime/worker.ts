/** The worker: a shell round a session. */
import { type FromWorker, type ToWorker, transferables } from './protocol.ts';
import { createSession } from './session.ts';

declare const self: DedicatedWorkerGlobalScope;

const post = (message: FromWorker): void => self.postMessage(message, transferables(message));

// A message to ourselves comes after those that wait: cheaper than a timer, and never clamped to four milliseconds.
const { port1, port2 } = new MessageChannel();
const resolvers: (() => void)[] = [];
port1.onmessage = () => resolvers.shift()?.();
const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    resolvers.push(resolve);
    port2.postMessage(null);
  });

const session = createSession({
  post,
  breathe,
  now: () => performance.now(),
  deviceMemory: (navigator as { deviceMemory?: number }).deviceMemory,
  loadTrainer: () => import('../network/training/trainer.ts'),
});
self.onmessage = (event: MessageEvent<ToWorker>) => session.receive(event.data);
post({ type: 'hello', generation: 0 });
