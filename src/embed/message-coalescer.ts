/**
 * Messages that wait. However many come, a handful is kept and worked off a few dozen times a second: of each kind the
 * latest, in the order in which the latest came, and nothing from before a `load`, which replaces it all.
 */
import type { ToFrame } from './messages.ts';

/** Milliseconds between two times of working them off: a page that drags a slider still feels direct. */
const PAUSE_MS = 30;

/**
 * More than this in one pause is a flood: what is obeyed of it is old already when it is drawn, and drawing it would keep the
 * newest waiting. So it is worked off once in so many pauses, and as soon as it is over.
 */
const FLOOD = 200;
const FLOOD_PAUSES = 10;

export interface Coalescer {
  put(message: ToFrame): void;
  /** Forgets what waits. */
  close(): void;
}

/** `later` is setTimeout, injected; it returns how to take it back. */
export function createCoalescer(
  later: (milliseconds: number, callback: () => void) => () => void,
  take: (messages: readonly ToFrame[]) => void,
): Coalescer {
  const waiting = new Map<string, ToFrame>();
  let cancel: (() => void) | null = null;
  let resting = false;
  /** Since the last pause. */
  let came = 0;
  let passedOver = 0;

  // Play and pause are one kind: the later of them holds.
  const kindOf = ({ type }: ToFrame): string => (type === 'pause' ? 'play' : type);

  const work = (): void => {
    if (waiting.size === 0) {
      cancel = null;
      resting = false;
      return;
    }
    const flooded = resting && came > FLOOD && passedOver < FLOOD_PAUSES;
    came = 0;
    if (flooded) {
      passedOver++;
      resting = true;
      cancel = later(PAUSE_MS, work);
      return;
    }
    passedOver = 0;
    const messages = [...waiting.values()];
    waiting.clear();
    resting = true;
    cancel = later(PAUSE_MS, work);
    take(messages);
  };

  return {
    put(message) {
      came++;
      const kind = kindOf(message);
      if (kind === 'load') {
        for (const other of ['play', 'seek']) waiting.delete(other);
      }
      waiting.delete(kind);
      waiting.set(kind, message);
      if (!resting && !cancel) cancel = later(0, work);
    },
    close() {
      cancel?.();
      waiting.clear();
    },
  };
}
