/** The runs' indices and names. */
import { useMemo } from 'react';
import { useStrings } from '../ui/context.ts';
import { usePlayground, useRunIndices } from './context.ts';
import { runNames } from './names.ts';

export function useRuns(): { all: readonly number[]; names: readonly string[] } {
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const runs = usePlayground((state) => state.experiment.runs);
  const all = useRunIndices();
  const names = useMemo(() => runNames(runs, lang, strings), [runs, lang, strings]);
  return { all, names };
}
