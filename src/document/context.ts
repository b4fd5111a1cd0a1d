/** What views of the experiment are given: the playground, and the part of the plane that is shown. */
import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { dimensionsOf, type PlaneWindow } from '../experiment/index.ts';
import type { Signal } from '../signal.ts';
import type { Playground } from './playground.ts';
import type { PlaygroundState } from './state.ts';

export interface DocumentContext {
  readonly playground: Playground;
  /** The part of the plane that all landscapes show; null: the surface's own. */
  readonly window: Signal<PlaneWindow | null>;
}

const Context = createContext<DocumentContext | null>(null);
export const DocumentProvider = Context.Provider;

/** @throws Error outside a `DocumentProvider`. */
export function useDocument(): DocumentContext {
  const found = useContext(Context);
  if (!found) throw new Error('useDocument needs a DocumentProvider above it.');
  return found;
}

/** A part of a playground's state; the component renders again when it changes. */
export function usePart<T>(playground: Playground, select: (state: PlaygroundState) => T): T {
  return useStore(playground.store, select);
}

/** The same for the playground of the nearest `DocumentProvider`. */
export function usePlayground<T>(select: (state: PlaygroundState) => T): T {
  return usePart(useDocument().playground, select);
}

/** Whether the experiment is on a function of x alone, for `usePlayground`. */
export const isSingle = ({ experiment }: PlaygroundState): boolean => dimensionsOf(experiment) === 1;

/** The indices of all runs: the same array until a run comes or goes. */
export function useRunIndices(): readonly number[] {
  const count = usePlayground((state) => state.experiment.runs.length);
  return useMemo(() => Array.from({ length: count }, (_, index) => index), [count]);
}
