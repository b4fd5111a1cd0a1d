/** What a link does not say. Links name the version they were written for; there is one so far. */
import { mnist } from '../../core/network.ts';
import { defaults, surfaceTable } from '../../core/tables.ts';
import type { Row, StageSpec } from '../../core/types.ts';
import { readRun } from '../run.ts';
import { sliceOf } from '../slice.ts';
import type { ExperimentRun } from '../types.ts';
import { NO_START, runsOf } from './v1.ts';

/** The row of a surface, or of the network; undefined for an id that is neither. */
export const surfaceRow = (id: string): Row | undefined =>
  sliceOf(id) === 'network' ? mnist : surfaceTable.find(id);

/** A surface, or the network, with its default arguments. @throws RangeError for an id that is neither. */
export function defaultSurface(id: string): StageSpec {
  const row = surfaceRow(id) ?? surfaceTable.get(id);
  return { id, args: defaults(row) };
}

/** Where trajectories on a surface start unless a link says otherwise. */
export const defaultStart = (surface: string): readonly [x: number, y: number] =>
  surfaceTable.find(surface)?.start ?? NO_START;

/** The same for a surface of so many coordinates. */
export const startOf = (surface: string, dimensions: 1 | 2): readonly [x: number, y: number] => {
  const [x, y] = defaultStart(surface);
  return dimensions === 1 ? [x, 0] : [x, y];
};

/** The runs of an experiment on a surface that names none. */
export const defaultRuns = (surface: string): readonly ExperimentRun[] =>
  runsOf(surface).map((text, i) => readRun(text, `run[${i}]`, () => {}));
