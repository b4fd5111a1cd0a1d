/** The function of the plane that an experiment shows, with its domain, made anew only when its arguments change. */
import { useMemo } from 'react';
import { createObjective } from '../../core/objective.ts';
import { surfaceTable } from '../../core/tables.ts';
import type { Domain, Objective } from '../../core/types.ts';
import { usePlayground } from '../context.ts';
import { type Tone, toneOf } from './field.ts';

export interface Ground {
  readonly objective: Objective;
  readonly domain: Domain;
  readonly tone: Tone;
}

export function useGround(): Ground {
  const surface = usePlayground((state) => state.experiment.surface);
  const formula = usePlayground((state) => state.experiment.formula);
  const seed = usePlayground((state) => state.experiment.seed);
  return useMemo(() => {
    const objective = createObjective(surface, formula, seed);
    const { domain } = surfaceTable.get(surface.id);
    return { objective, domain, tone: toneOf(objective, domain) };
  }, [surface, formula, seed]);
}
