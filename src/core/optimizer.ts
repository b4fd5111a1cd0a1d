/** From what a link says of a run's optimizer to a rule. */
import { customOptimizerOrDefault } from './formula/optimizer.ts';
import { optimizerTable } from './tables.ts';
import type { Optimizer, StageSpec } from './types.ts';

/**
 * The rule of a run; `rules` are the texts of custom optimizers (a default where one is missing or cannot be read). The
 * row of a custom optimizer has the memory, formula and TeX of its text.
 *
 * @throws RangeError for an id that is not in the table.
 */
export function createOptimizer({ id, args }: StageSpec, rules: readonly string[] = []): Optimizer {
  return id === 'custom' ? customOptimizerOrDefault(rules, Number(args.rule)) : optimizerTable.get(id);
}
