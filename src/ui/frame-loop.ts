import type { Readable } from '../signal.ts';

/**
 * One animation-frame loop for all canvases: whatever is out of date is drawn once, together, before the next picture. What takes
 * longer than `BUDGET_MS` goes on in the picture after, so that clicks and keys are heard in between.
 */
export interface FrameLoop {
  /** Draws with the next picture. Asking twice draws once. */
  ask(draw: () => void): void;
  /** Draws at once, for this picture, unless held or where this picture has taken too long already. */
  now(draw: () => void): void;
  /** Does something with the next picture that is no drawing: when only such has been done, no picture is finished. */
  work(task: () => void): void;
  /** Takes a request back. */
  forget(draw: () => void): void;
  /** While held, nothing is drawn; what was asked for meanwhile is drawn on release. */
  hold(still: boolean): void;
}

/** How long drawing may hold one picture up, in milliseconds: half of what a person notices, as layout and paint follow. */
const BUDGET_MS = 24;
/** The same for what is drawn at once, for which the page has been laid out before in the same task. */
const AT_ONCE_MS = 12;

/**
 * @param frame requestAnimationFrame.
 * @param drawn Hears of every finished picture.
 * @param clock Milliseconds.
 */
export function createFrameLoop(
  frame: (callback: () => void) => void,
  drawn: () => void,
  clock: () => number,
): FrameLoop {
  let asked = new Set<() => void>();
  /** Those of them that are no drawings. */
  const tasks = new WeakSet<() => void>();
  /** Something has been drawn since the last finished picture. */
  let drew = false;
  let running = false;
  let held = false;
  /** How long has been drawn for the present picture. */
  let spent = 0;
  const timed = (draw: () => void): void => {
    const begun = clock();
    if (!tasks.has(draw)) drew = true;
    try {
      draw();
    } finally {
      spent += clock() - begun;
    }
  };
  const flush = (): void => {
    running = false;
    spent = 0;
    if (held) return;
    // Draws asked for while drawing belong to the next picture.
    const waiting = [...asked];
    asked.clear();
    const broken: unknown[] = [];
    while (waiting.length > 0 && spent < BUDGET_MS) {
      try {
        timed(waiting.shift() as () => void);
      } catch (error) {
        // One broken drawing does not cost the others theirs.
        broken.push(error);
      }
    }
    if (waiting.length > 0) {
      // First in the next picture: none waits for ever.
      asked = new Set([...waiting, ...asked]);
      run();
    } else if (drew) {
      drew = false;
      drawn();
    }
    if (broken.length > 0) throw broken[0];
  };
  const run = (): void => {
    if (running || held) return;
    running = true;
    frame(flush);
  };
  const ask = (draw: () => void): void => {
    asked.add(draw);
    run();
  };
  return {
    ask,
    work(task) {
      tasks.add(task);
      ask(task);
    },
    now(draw) {
      if (held || spent >= AT_ONCE_MS) {
        ask(draw);
        return;
      }
      asked.delete(draw);
      timed(draw);
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
  () => performance.now(),
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
  const ask = (): void => frameLoop.work(draw);
  draw();
  const stops = signals.map((signal) => signal.subscribe(ask));
  return () => {
    frameLoop.forget(draw);
    for (const stop of stops) stop();
  };
}
