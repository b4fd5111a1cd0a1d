/** The keyboard: space plays, arrows step, Home and End go to the ends, wherever the focus is not in a control of its own. */
import { useEffect } from 'react';
import type { Playground } from '../document/playground.ts';
import { isNetwork } from '../experiment/index.ts';

/** Elements that use these keys themselves; for the timeline's own slider they mean what they mean everywhere. */
const OWN = 'input:not(.scrubber), select, textarea, [contenteditable], [popover], dialog';
/** Sliders have no use for the space bar. */
const SLIDER = 'input[type="range"]';

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
      switch (event.key) {
        case ' ':
          // A focused button is pressed by the space bar.
          if (target.closest('button, summary, a')) return;
          playground.toggle();
          break;
        case 'ArrowLeft':
          seek(playhead.value - stride);
          break;
        case 'ArrowRight':
          if (network && stride === 1) playground.forward();
          else seek(playhead.value + stride);
          break;
        case 'Home':
          seek(0);
          break;
        case 'End':
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
