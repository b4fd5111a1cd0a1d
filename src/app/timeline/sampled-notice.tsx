/** Says which steps of long runs are drawn. */
import { type ReactNode, useCallback, useSyncExternalStore } from 'react';
import { useDocument, usePlayground } from '../../document/context.ts';
import { runNames } from '../../document/names.ts';
import { isSampled } from '../../surface/record/record.ts';
import { EARLY } from '../../surface/record/recorder.ts';
import { useStrings } from '../../ui/context.ts';

export function SampledNotice(): ReactNode {
  const { playground } = useDocument();
  const { frames } = playground;
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const runs = usePlayground((state) => state.experiment.runs);
  const lines = usePlayground((state) => state.lines);
  /** A letter a run: `s`ampled, or with a path of which something is `m`issing. */
  const kinds = useSyncExternalStore(
    frames.subscribe,
    useCallback(
      () =>
        frames.value
          .map((run) => (!run || !isSampled(run) ? '-' : run.thinned?.faithful === false ? 'm' : 's'))
          .join(''),
      [frames],
    ),
  );
  const shown = [...kinds].filter((_, run) => lines[run] && !lines[run].hidden);
  if (!shown.some((kind) => kind !== '-')) return null;
  const names = runNames(runs, lang, strings);
  const missing = names.filter((_, run) => kinds[run] === 'm' && !lines[run]?.hidden);
  const words = strings.sampled;
  const text = [words.kept(EARLY), ...(missing.length > 0 ? [words.missing(missing.join(', '))] : [])].join(
    ' ',
  );
  return (
    <p className="sampled" role="note" title={text}>
      {text}
    </p>
  );
}
