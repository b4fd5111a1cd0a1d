/** Looking up a row by its id. */
import { stages } from './gradient/index.ts';
import { optimizers } from './optimizers/index.ts';
import { schedules } from './schedules/index.ts';
import { surfaces } from './surfaces/index.ts';
import type { Arguments, Optimizer, Row, Schedule, Stage, Surface } from './types.ts';

const index = <R extends Row>(kind: string, rows: readonly R[]) => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    find: (id: string): R | undefined => byId.get(id),
    /** @throws RangeError for an id that is not in the table; links are repaired before they get here. */
    get(id: string): R {
      const row = byId.get(id);
      if (!row)
        throw new RangeError(`There is no ${kind} "${id}". There are: ${[...byId.keys()].join(', ')}.`);
      return row;
    },
  };
};

export const surfaceTable = index<Surface>('surface', surfaces);
export const optimizerTable = index<Optimizer>('optimizer', optimizers);
export const scheduleTable = index<Schedule>('schedule', schedules);
export const stageTable = index<Stage>('gradient stage', stages);

/** The default of every argument of a row, under a library's convention. */
export function defaults(row: Row, as = 'pytorch'): Arguments {
  const other = row.conventions?.[as];
  return Object.fromEntries(
    row.parameters.map(({ key, default: value }) => [key, key === 'as' ? as : (other?.[key] ?? value)]),
  );
}
