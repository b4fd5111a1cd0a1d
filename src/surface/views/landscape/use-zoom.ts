/** Zooming by buttons: to where the runs are at the playhead. */
import { surfaceTable } from '../../../core/tables.ts';
import { useDocument, usePlayground } from '../../../document/context.ts';
import { headOfRun } from '../../../document/trajectories/trails.ts';
import { wholeOf, zoomed, zoomTarget } from '../../../ui/map/viewport.ts';
import { replayedRow } from '../../record/replayed.ts';
import { useSurface } from '../context.ts';

export function useZoom(): { whole: boolean; zoom(factor: number): void; showWhole(): void } {
  const { window: part } = useDocument();
  const { playground, surface } = useSurface();
  const whole = usePlayground((state) => state.experiment.window === null);
  return {
    whole,
    zoom(factor) {
      const { experiment, displays } = playground.store.getState();
      const all = wholeOf(surfaceTable.get(experiment.surface.id).domain);
      const shown = part.value ?? all;
      const { records, replayed } = surface;
      const step = playground.playhead.value;
      const heads = records.value.flatMap((run, i) =>
        run && !displays[i]?.hidden ? [headOfRun(run, step, replayedRow(replayed.value, i, run, step))] : [],
      );
      const target = factor > 1 ? zoomTarget(shown, heads, factor) : undefined;
      part.set(zoomed(shown, all, factor, target));
    },
    showWhole: () => part.set(null),
  };
}
