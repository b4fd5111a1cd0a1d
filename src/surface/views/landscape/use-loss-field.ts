/** The function of the plane that an experiment shows, with its domain, made anew only when its arguments change. */
import { useMemo } from 'react';
import { createObjective } from '../../../core/objective.ts';
import { surfaceTable } from '../../../core/tables.ts';
import { usePlayground } from '../../../document/context.ts';
import type { LossField } from '../../../ui/map/loss-field.ts';

export function useLossField(): LossField {
  const surface = usePlayground((state) => state.experiment.surface);
  const formula = usePlayground((state) => state.experiment.formula);
  const seed = usePlayground((state) => state.experiment.seed);
  return useMemo(() => {
    const objective = createObjective(surface, formula, seed);
    const { domain } = surfaceTable.get(surface.id);
    return { objective, domain };
  }, [surface, formula, seed]);
}
