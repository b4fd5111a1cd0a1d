/**
 * Starting the worker where pages may do less than usual.
 *
 * A frame with `sandbox="allow-scripts"` has no origin: a worker from an address is refused there. A classic worker from a
 * blob is not, and it may import the same module, provided that the host sends `Access-Control-Allow-Origin`, without
 * which the frame would not have got this far itself.
 */
import type { FromThread, ToThread } from './job.ts';
import type { WorkerLike } from './transport.ts';

/** Keeps what arrives while the module is on its way; a module that does not come is an error of the worker. */
const detour = (url: string): string => `
  const early = [];
  onmessage = (event) => early.push(event);
  import(${JSON.stringify(url)}).then(
    () => early.forEach((event) => onmessage(event)),
    (error) => setTimeout(() => { throw error; }));`;

const fromAddress = (address: string): Worker => new Worker(address, { type: 'module' });

function fromBlob(address: string): Worker {
  const url = URL.createObjectURL(
    new Blob([detour(new URL(address, import.meta.url).href)], { type: 'text/javascript' }),
  );
  const worker = new Worker(url);
  // It has been fetched once the worker speaks.
  worker.addEventListener('message', () => URL.revokeObjectURL(url), { once: true });
  return worker;
}

const WAYS = [fromAddress, fromBlob];

/**
 * A worker of the module at an address, by the first way that leads to one. A way that fails in silence, before the worker has
 * said anything, is followed by the next; what had been sent is sent again.
 *
 * @throws what the last way throws when all are refused at once.
 */
export function spawnWorker(address: string): WorkerLike {
  let sent: ToThread[] = [];
  let way = 0;
  let worker = next();

  function next(): Worker {
    for (;;) {
      try {
        const started = WAYS[way++](address);
        started.onmessage = (event: MessageEvent<FromThread>) => {
          way = WAYS.length;
          sent = [];
          shell.onmessage?.(event);
        };
        started.onerror = (event) => {
          event.preventDefault();
          if (way >= WAYS.length) {
            shell.onerror?.(event);
            return;
          }
          worker.terminate();
          try {
            worker = next();
            for (const message of sent) worker.postMessage(message);
          } catch {
            shell.onerror?.(event);
          }
        };
        return started;
      } catch (error) {
        if (way >= WAYS.length) throw error;
      }
    }
  }

  const shell: WorkerLike = {
    onmessage: null,
    onerror: null,
    postMessage(message, transfer) {
      // Until the worker has spoken, arrays are copied rather than handed over: they may have to be sent again.
      if (way < WAYS.length) {
        sent.push(message);
        worker.postMessage(message);
      } else {
        worker.postMessage(message, transfer);
      }
    },
    terminate: () => worker.terminate(),
  };
  return shell;
}
