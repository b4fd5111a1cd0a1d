/** What views of two-dimensional runs are given: the document, and what was recorded. */
import { type ComponentType, createContext, useContext } from 'react';
import type { Playground } from '../../document/playground.ts';
import type { SurfaceController } from '../controller/controller.ts';
import type { StabilityProps } from './stability/props.ts';

export interface SurfaceContext {
  readonly playground: Playground;
  readonly surface: SurfaceController;
  /** Loads what shows the stability of runs; absent where nothing is measured, as in tests. */
  stability?(): Promise<{ default: ComponentType<StabilityProps> }>;
}

const Context = createContext<SurfaceContext | null>(null);
export const SurfaceProvider = Context.Provider;

/** @throws Error outside a `SurfaceProvider`. */
export function useSurface(): SurfaceContext {
  const found = useContext(Context);
  if (!found) throw new Error('useSurface needs a SurfaceProvider above it.');
  return found;
}
