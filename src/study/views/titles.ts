/** What pictures of studies are called. */
import type { Minimum } from '../../core/types.ts';
import { usePlayground } from '../../document/context.ts';
import type { Measure } from '../../experiment/studies.ts';
import type { AxisName } from './axes.ts';
import { useStudyWords } from './words.ts';

/** A setting with its symbol. */
export const nameOf = ({ term, symbol }: AxisName): string => (symbol ? `${term} ${symbol}` : term);

/** What is measured. */
export function useTitle(minima: readonly Minimum[] | null): string {
  const { measures } = useStudyWords();
  const measure = usePlayground(({ experiment }) => (experiment.study?.args.measure ?? 'final') as Measure);
  const above = minima?.some(({ loss }) => loss !== 0);
  return measure === 'final' && above ? measures.gap : measures[measure];
}
