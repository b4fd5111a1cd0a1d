/** A function of the plane and the part of it that is shown. */
import type { Domain, Objective } from '../../core/types.ts';
import type { PlaneWindow } from '../../experiment/index.ts';
import { domainOf } from './viewport.ts';

export interface Ground {
  readonly objective: Objective;
  /** The part of the plane that the surface suggests to show. */
  readonly domain: Domain;
}

/** A ground of which only a window is shown. */
export const partOfGround = (ground: Ground, window: PlaneWindow | null): Ground =>
  window ? { ...ground, domain: domainOf(window) } : ground;
