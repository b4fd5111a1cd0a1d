/** Zooming by buttons: to where the runs are at the playhead. */
import { surfaceTable } from '../../../core/tables.ts';
import { useDocument, usePlayground } from '../../../document/context.ts';
import { replayedRow } from '../../../store/replayed.ts';
import { wholeOf, zoomed, zoomTarget } from '../../../ui/map/viewport.ts';
import { headOfRun } from './trails.ts';

export function useZoom(): { whole: boolean; zoom(factor: number): void; showWhole(): void } {
  const { playground, window: part } = useDocument();
  const whole = usePlayground((state) => state.experiment.window === null);
  return {
    whole,
    zoom(factor) {
      const { experiment, lines } = playground.store.getState();
      const all = wholeOf(surfaceTable.get(experiment.surface.id).domain);
      const shown = part.value ?? all;
      const { frames, replayed, playhead } = playground;
      const step = playhead.value;
      const heads = frames.value.flatMap((run, i) =>
        run && !lines[i]?.hidden ? [headOfRun(run, step, replayedRow(replayed.value, i, run, step))] : [],
      );
      const target = factor > 1 ? zoomTarget(shown, heads, factor) : undefined;
      part.set(zoomed(shown, all, factor, target));
    },
    showWhole: () => part.set(null),
  };
}
