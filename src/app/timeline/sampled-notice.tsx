/** Says which steps of long runs are drawn, and how far they are while they are computed. */
import { type ReactNode, useCallback, useSyncExternalStore } from 'react';
import { EARLY, isSampled } from '../../core/record.ts';
import { usePlayground } from '../../document/context.ts';
import { runNames } from '../../document/names.ts';
import { useSurface } from '../../surface/views/context.ts';
import { useStrings } from '../../ui/context.ts';

export function SampledNotice(): ReactNode {
  const { records, progress } = useSurface().surface;
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const runs = usePlayground((state) => state.experiment.runs);
  const displays = usePlayground((state) => state.displays);
  /** A letter a run: `s`ampled, or with a path of which something is `m`issing. */
  const kinds = useSyncExternalStore(
    records.subscribe,
    useCallback(
      () =>
        records.value
          .map((run) => (!run || !isSampled(run) ? '-' : run.thinned?.faithful === false ? 'm' : 's'))
          .join(''),
      [records],
    ),
  );
  const percent = useSyncExternalStore(
    progress.subscribe,
    useCallback(() => Math.floor(100 * progress.value), [progress]),
  );
  const shown = [...kinds].filter((_, run) => displays[run] && !displays[run].hidden);
  const sampled = shown.some((kind) => kind !== '-');
  if (!sampled && percent === 100) return null;
  const names = runNames(runs, lang, strings);
  const missing = names.filter((_, run) => kinds[run] === 'm' && !displays[run]?.hidden);
  const words = strings.sampled;
  const text = [
    ...(percent < 100 ? [words.computed(percent)] : []),
    ...(sampled ? [words.kept(EARLY)] : []),
    ...(missing.length > 0 ? [words.missing(missing.join(', '))] : []),
  ].join(' ');
  return (
    <p className="sampled" role="note" title={text}>
      {text}
    </p>
  );
}
