/** Says that a run diverged; where the future is hidden, not before the playhead is there. */
import { type ReactNode, useSyncExternalStore } from 'react';
import { usePlayground, useStrings, useView } from '../context.ts';

export function Diverged({ index }: { index: number }): ReactNode {
  const { playground } = useView();
  const strings = useStrings();
  const diverged = usePlayground((state) => state.statuses[index] === 'diverged');
  const future = usePlayground((state) => state.experiment.future);
  const { playhead, frames } = playground;
  const reached = useSyncExternalStore(playhead.subscribe, () => {
    const run = frames.value[index];
    return future || !run || playhead.value >= run.last;
  });
  return diverged && reached && <span className="status">{strings.runs.divergedShort}</span>;
}
