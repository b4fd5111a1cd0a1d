/**
 * A frame that nobody sees rests: it does not play, train or draw. What was playing goes on when it is seen again.
 *
 * It is seen while it is in the window, the window's tab is shown, and its slide, if it is on one, is the present one.
 */
import type { Playground } from '../document/playground.ts';

/** What must hold for a frame to be seen. */
export type Condition = 'in view' | 'page shown' | 'slide shown';

export interface VisibilityPause {
  readonly resting: boolean;
  set(condition: Condition, holds: boolean): void;
  /** Plays, at once or as soon as the frame is seen. */
  play(): void;
  pause(): void;
}

/** `hold` stops and releases the drawing of pictures. */
export function createVisibilityPause(
  playground: Playground,
  hold: (still: boolean) => void,
): VisibilityPause {
  const missing = new Set<Condition>();
  let goOn = false;
  return {
    get resting() {
      return missing.size > 0;
    },
    set(condition, holds) {
      const before = missing.size > 0;
      if (holds) missing.delete(condition);
      else missing.add(condition);
      const now = missing.size > 0;
      if (now === before) return;
      hold(now);
      if (now) {
        goOn = playground.store.getState().playing;
        if (goOn) playground.pause();
      } else if (goOn) {
        goOn = false;
        playground.play();
      }
    },
    play() {
      if (missing.size > 0) goOn = true;
      else playground.play();
    },
    pause() {
      goOn = false;
      playground.pause();
    },
  };
}
