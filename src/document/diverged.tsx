/** Says that a run diverged, or could not start; where the future is hidden, not before the playhead is there. */
import { type ReactNode, useSyncExternalStore } from 'react';
import { useStrings } from '../ui/context.ts';
import { useDocument, usePlayground } from './context.ts';

export function Diverged({ index }: { index: number }): ReactNode {
  const { playground } = useDocument();
  const strings = useStrings();
  const status = usePlayground((state) => state.statuses[index]);
  const future = usePlayground((state) => state.experiment.future);
  const { playhead } = playground;
  const reached = useSyncExternalStore(playhead.subscribe, () => {
    const end = playground.endOf(index);
    return future || end === null || playhead.value >= end;
  });
  const word =
    status === 'diverged'
      ? strings.runs.divergedShort
      : status === 'undefined' && strings.runs.undefinedShort;
  const title = status === 'undefined' ? strings.runs.undefinedAtStart : undefined;
  return (
    word &&
    reached && (
      <span className="status" title={title}>
        {word}
      </span>
    )
  );
}
