/** The keyboard: space plays, arrows step, Home and End go to the ends, wherever the focus is not in a control of its own. */
import { useEffect } from 'react';
import type { Playground } from '../store/playground.ts';

/** Elements that use these keys themselves. */
const OWN = 'input, select, textarea, [contenteditable], [popover], dialog';

export function useKeys(playground: Playground): void {
  useEffect(() => {
    const down = (event: KeyboardEvent): void => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
      const target = event.target as Element;
      if (target.closest(OWN)) return;
      const { playhead } = playground;
      const stride = event.shiftKey ? 10 : 1;
      const seek = (step: number): void => {
        playground.pause();
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
          seek(playhead.value + stride);
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
