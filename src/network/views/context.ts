/** What views of networks are given: the document, and the training. */
import { type ComponentType, createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Playground } from '../../document/playground.ts';
import type { TrainingController } from '../controller/controller.ts';
import type { TrainingState } from '../controller/training-state.ts';

export interface NetworkContext {
  readonly playground: Playground;
  readonly training: TrainingController;
  /** Loads what shows the stability of networks; absent where nothing is measured, as in tests. */
  networkStability?(): Promise<{ default: ComponentType }>;
}

const Context = createContext<NetworkContext | null>(null);
export const NetworkProvider = Context.Provider;

/** @throws Error outside a `NetworkProvider`. */
export function useNetwork(): NetworkContext {
  const found = useContext(Context);
  if (!found) throw new Error('useNetwork needs a NetworkProvider above it.');
  return found;
}

/** A part of the training's state; the component renders again when it changes. */
export function useTraining<T>(select: (state: TrainingState) => T): T {
  return useStore(useNetwork().training.store, select);
}
