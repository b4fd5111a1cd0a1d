/** From what a link says of a surface to a function of the plane. */
import { surfaceTable } from './tables.ts';
import type { Objective, StageSpec } from './types.ts';

/**
 * The objective of a surface with its arguments; `formula` is that of `surface=custom`, `seed` fixes stochastic
 * surfaces.
 *
 * @throws RangeError for an id that is not in the table.
 */
export function createObjective(surface: StageSpec, _formula: string | null, seed: number): Objective {
  return surfaceTable.get(surface.id).create(surface.args, seed);
}
