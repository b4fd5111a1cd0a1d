/** The limit of stability of a rule that a run uses. */
import { optimizerTable } from './tables.ts';
import type { StageSpec } from './types.ts';

/**
 * What the largest eigenvalue of R½HR½ has to stay below; null where no such limit is known (`Optimizer.stability`).
 *
 * @throws RangeError for an id that is in no table.
 */
export function stabilityLimit({ id, args }: StageSpec): number | null {
  const limit = optimizerTable.get(id).stability?.(args as Readonly<Record<string, number>>) ?? null;
  return limit !== null && Number.isFinite(limit) ? limit : null;
}
