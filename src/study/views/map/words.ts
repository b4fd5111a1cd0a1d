/** What a cell of a map says. */
import type { StudyStrings } from '../../../i18n/study-en.ts';
import { short, typed } from '../../../ui/format.ts';
import { valueText } from '../glance/draw.ts';
import { letterOf } from './image.ts';
import type { MapData, RunMap } from './source.ts';

/** What came of a cell: the minimum and the steps, or the measure. */
export function outcomeText(
  { floor }: MapData,
  { cells }: RunMap,
  cell: number,
  basins: boolean,
  words: StudyStrings,
): string {
  const status = cells.shown[cell] < 0 ? 0 : cells.status[cell];
  const value = cells.value[cell] - floor;
  if (status === 0) return words.waiting;
  if (status === 2) return words.diverged;
  if (!basins) return status === 3 ? words.worse : short(value);
  const { maps } = words;
  const minimum = cells.minimum[cell];
  const where = minimum >= 0 ? maps.reaches(letterOf(minimum)) : maps.elsewhere;
  const steps = cells.reached[cell];
  return `${where} · ${Number.isNaN(steps) ? maps.never : maps.steps(typed(steps))}`;
}

/** The values of a cell. */
export const placeText = ([a, b]: readonly [number, number]): string => `(${valueText(a)}, ${valueText(b)})`;
