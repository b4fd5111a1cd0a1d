import type { Readable } from '../signal.ts';

/** One animation-frame loop for all canvases: whatever is out of date is drawn once, together, before the next picture. */
export interface FrameLoop {
  /** Draws with the next picture. Asking twice draws once. */
  ask(draw: () => void): void;
  /** Draws at once, for this picture, unless held. */
  now(draw: () => void): void;
  /** Takes a request back. */
  forget(draw: () => void): void;
  /** While held, nothing is drawn; what was asked for meanwhile is drawn on release. */
  hold(still: boolean): void;
}

/** `frame` is requestAnimationFrame, injected; `drawn` hears of every finished picture. */
export function createFrameLoop(frame: (callback: () => void) => void, drawn: () => void): FrameLoop {
  const asked = new Set<() => void>();
  let running = false;
  let held = false;
  const flush = (): void => {
    running = false;
    if (held) return;
    // Draws asked for while drawing belong to the next picture.
    const now = [...asked];
    asked.clear();
    const broken: unknown[] = [];
    for (const draw of now) {
      try {
        draw();
      } catch (error) {
        // One broken drawing does not cost the others theirs.
        broken.push(error);
      }
    }
    drawn();
    if (broken.length > 0) throw broken[0];
  };
  const run = (): void => {
    if (running || held) return;
    running = true;
    frame(flush);
  };
  return {
    ask(draw) {
      asked.add(draw);
      run();
    },
    now(draw) {
      if (held) {
        asked.add(draw);
        return;
      }
      asked.delete(draw);
      draw();
      run();
    },
    forget: (draw) => asked.delete(draw),
    hold(still) {
      held = still;
      if (asked.size > 0) run();
    },
  };
}

let sayDrawn = (): void => undefined;
/** Resolves once the first picture stands: what is not in it is loaded after it. */
export const drawnFirst = new Promise<void>((resolve) => {
  sayDrawn = resolve;
});

/** The page's loop. It marks the document ready once the first picture stands, for screenshots and tests. */
export const frameLoop = createFrameLoop(
  (callback) => requestAnimationFrame(callback),
  () => {
    document.documentElement.dataset.ready = 'true';
    sayDrawn();
  },
);

/**
 * Draws at once, and with the next picture after one of `signals` has changed: what effects do that write to elements without
 * React.
 *
 * @returns How to end it.
 */
export function drawOnChange(
  draw: () => void,
  signals: readonly Pick<Readable<unknown>, 'subscribe'>[],
): () => void {
  const ask = (): void => frameLoop.ask(draw);
  draw();
  const stops = signals.map((signal) => signal.subscribe(ask));
  return () => {
    frameLoop.forget(draw);
    for (const stop of stops) stop();
  };
}
