/** From what a link says of a surface to a function of the plane. */
import { customObjectiveOrDefault } from './formula/surface.ts';
import { surfaceTable } from './tables.ts';
import type { StageSpec, SurfaceObjective } from './types.ts';

/**
 * The objective of a surface with its arguments; `formula` is that of `surface=custom` (a default where it is missing or
 * cannot be read), `seed` fixes stochastic surfaces.
 *
 * @throws RangeError for an id that is not in the table.
 */
export function createObjective(surface: StageSpec, formula: string | null, seed: number): SurfaceObjective {
  return surface.id === 'custom'
    ? customObjectiveOrDefault(formula)
    : surfaceTable.get(surface.id).create(surface.args, seed);
}
