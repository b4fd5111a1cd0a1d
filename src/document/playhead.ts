/** Playing: the playhead moves with the clock, at so many steps a second, and stops at the end. */
import type { Signal } from '../signal.ts';

/** Time, injected: the page's, or a test's own. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** Calls back before the next picture. Returns how to take that back. */
  frame(callback: () => void): () => void;
  later(milliseconds: number, callback: () => void): () => void;
}

export interface Player {
  play(): void;
  pause(): void;
}

/**
 * A player for `playhead`.
 *
 * `steps` and `speed` are asked at every frame, so both may change while it plays. Starting at the end starts over.
 */
export function createPlayer(
  playhead: Signal<number>,
  clock: Clock,
  options: { steps(): number; speed(): number; stopped(): void },
): Player {
  let cancel: (() => void) | null = null;
  let last = 0;
  let exact = 0;

  const pause = (): void => {
    if (!cancel) return;
    cancel();
    cancel = null;
    options.stopped();
  };

  const tick = (): void => {
    const now = clock.now();
    // Someone sought while it played: go on from there.
    if (Math.floor(exact) !== playhead.value) exact = playhead.value;
    // A tab that slept does not jump to the end: a frame stands for a quarter of a second at most.
    exact = Math.min(options.steps(), exact + (Math.min(250, now - last) / 1000) * options.speed());
    last = now;
    playhead.set(Math.floor(exact));
    if (exact >= options.steps()) pause();
    else cancel = clock.frame(tick);
  };

  return {
    play() {
      if (cancel) return;
      if (playhead.value >= options.steps()) playhead.set(0);
      exact = playhead.value;
      last = clock.now();
      cancel = clock.frame(tick);
    },
    pause,
  };
}
