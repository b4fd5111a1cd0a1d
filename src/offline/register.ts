/** Asks the browser to keep the page for when there is no network, and hears when there is a newer one. */

/** After the first picture, and out of the way of what a visitor does first. */
const PATIENCE_MS = 4000;

/**
 * Whether the page can be kept: on a secure site, in a tab of its own. Frames on other pages, files and sandboxes are not, nor
 * is it wanted by those who pay for every byte.
 */
function canBeKept(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  try {
    return (
      import.meta.env.PROD &&
      isSecureContext &&
      window.parent === window &&
      location.protocol.startsWith('http') &&
      'serviceWorker' in navigator &&
      navigator.serviceWorker !== undefined &&
      connection?.saveData !== true
    );
  } catch {
    // A page without an origin may not even ask.
    return false;
  }
}

/** Asks the worker whether its build is the one that opens, or tells it to become that. */
const ask = (worker: ServiceWorker, question: 'chosen?' | 'take over'): Promise<boolean> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<boolean>) => {
      port1.close();
      resolve(data);
    };
    worker.postMessage(question, [port2]);
  });

/** @param newer Is told when a newer page is ready, and how to change to it; what is open is in the link. */
export async function keepOffline(newer: (change: () => void) => void): Promise<void> {
  if (!canBeKept()) return;
  await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  try {
    const registration = await navigator.serviceWorker.register(
      new URL('service-worker.js', document.baseURI),
    );
    const report = async (): Promise<void> => {
      const { waiting } = registration;
      // The first one of all replaces nothing; one that was chosen before is what is open already.
      if (!waiting || !navigator.serviceWorker.controller || (await ask(waiting, 'chosen?'))) return;
      newer(async () => {
        if (await ask(waiting, 'take over')) location.reload();
      });
    };
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', () => void report());
    });
    await report();
  } catch {
    // Where it is refused, the page works as long as there is a network.
  }
}
