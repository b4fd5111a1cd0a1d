/** Zooming by buttons: to where the runs are at the playhead. */
import { surfaceTable } from '../../core/tables.ts';
import { usePlayground, useView } from '../context.ts';
import { headOfRun } from './trails.ts';
import { wholeOf, zoomed, zoomTarget } from './viewport.ts';

export function useZoom(): { whole: boolean; zoom(factor: number): void; showWhole(): void } {
  const { playground, window: part } = useView();
  const whole = usePlayground((state) => state.experiment.window === null);
  return {
    whole,
    zoom(factor) {
      const { experiment, lines } = playground.store.getState();
      const all = wholeOf(surfaceTable.get(experiment.surface.id).domain);
      const shown = part.value ?? all;
      const heads = playground.frames.value.flatMap((frames, i) =>
        frames && !lines[i]?.hidden ? [headOfRun(frames, playground.playhead.value)] : [],
      );
      const target = factor > 1 ? zoomTarget(shown, heads, factor) : undefined;
      part.set(zoomed(shown, all, factor, target));
    },
    showWhole: () => part.set(null),
  };
}
