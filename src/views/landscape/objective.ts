/** The function of the plane that an experiment shows, with its domain, made anew only when its arguments change. */
import { useMemo } from 'react';
import { createObjective } from '../../core/objective.ts';
import { surfaceTable } from '../../core/tables.ts';
import type { Domain, Objective } from '../../core/types.ts';
import type { PlaneWindow } from '../../experiment/index.ts';
import { usePlayground } from '../context.ts';
import { domainOf } from './viewport.ts';

export interface Ground {
  readonly objective: Objective;
  /** The part of the plane that the surface suggests to show. */
  readonly domain: Domain;
}

/** A ground of which only a window is shown. */
export const partOfGround = (ground: Ground, window: PlaneWindow | null): Ground =>
  window ? { ...ground, domain: domainOf(window) } : ground;

export function useGround(): Ground {
  const surface = usePlayground((state) => state.experiment.surface);
  const formula = usePlayground((state) => state.experiment.formula);
  const seed = usePlayground((state) => state.experiment.seed);
  return useMemo(() => {
    const objective = createObjective(surface, formula, seed);
    const { domain } = surfaceTable.get(surface.id);
    return { objective, domain };
  }, [surface, formula, seed]);
}
