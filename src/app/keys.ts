/**
 * The keyboard: space plays, arrows step, Home and End go to the ends, wherever the focus is not in a control of its own. Undo and the
 * page of all keys come later, with `undo/attach.ts`.
 */
import { useEffect } from 'react';
import type { Playground } from '../document/playground.ts';
import { isNetwork } from '../experiment/index.ts';

/** Elements that use these keys themselves; for the timeline's own slider they mean what they mean everywhere. */
const OWN = 'input:not(.scrubber), select, textarea, [contenteditable], [popover], dialog';
/** Sliders have no use for the space bar. */
const SLIDER = 'input[type="range"]';

/** What keys do that play, by what they write; with Shift arrows go further. The page of shortcuts lists them. */
export const SHORTCUTS = {
  ' ': 'play',
  ArrowLeft: 'back',
  ArrowRight: 'forward',
  Home: 'first',
  End: 'last',
} as const;

export function useKeys(playground: Playground): void {
  useEffect(() => {
    const down = (event: KeyboardEvent): void => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
      const target = event.target as Element;
      if (target.closest(OWN) && !(event.key === ' ' && target.matches(SLIDER))) return;
      const { playhead } = playground;
      const stride = event.shiftKey ? 10 : 1;
      const network = isNetwork(playground.store.getState().experiment);
      const seek = (step: number): void => {
        // Training goes on while one looks back.
        if (!network) playground.pause();
        playground.seek(step);
      };
      switch ((SHORTCUTS as Partial<Record<string, (typeof SHORTCUTS)[keyof typeof SHORTCUTS]>>)[event.key]) {
        case 'play':
          // A focused button is pressed by the space bar.
          if (target.closest('button, summary, a')) return;
          playground.toggle();
          break;
        case 'back':
          seek(playhead.value - stride);
          break;
        case 'forward':
          if (network && stride === 1) playground.forward();
          else seek(playhead.value + stride);
          break;
        case 'first':
          seek(0);
          break;
        case 'last':
          seek(Number.MAX_SAFE_INTEGER);
          break;
        default:
          return;
      }
      event.preventDefault();
    };
    addEventListener('keydown', down);
    return () => removeEventListener('keydown', down);
  }, [playground]);
}
