/** A function of the plane and the part of it that is shown. */

import type { Domain, PlaneFunction, PlaneWindow } from './plane.ts';
import { domainOf } from './viewport.ts';

export interface LossField {
  readonly objective: PlaneFunction;
  /** The part of the plane that the surface suggests to show. */
  readonly domain: Domain;
}

/** The same function, of which only a window is shown. */
export const partOfField = (field: LossField, window: PlaneWindow | null): LossField =>
  window ? { ...field, domain: domainOf(window) } : field;
