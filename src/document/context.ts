/** What every view is given: the playground, the words, the colours, and the part of the plane that is shown. */
import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import type { PlaneWindow } from '../experiment/index.ts';
import type { Strings } from '../i18n/index.ts';
import type { Playground, PlaygroundState } from '../store/playground.ts';
import type { Signal } from '../store/signal.ts';
import type { Palette } from '../ui/palette.ts';

export interface ViewContext {
  readonly playground: Playground;
  readonly strings: Strings;
  readonly palette: Palette;
  /** The part of the plane that all landscapes show; null: the surface's own. */
  readonly window: Signal<PlaneWindow | null>;
  /** On paper: device pixels per CSS pixel of canvases, which are drawn once and at once. Absent on the screen. */
  readonly paper?: number;
}

const Context = createContext<ViewContext | null>(null);
export const ViewProvider = Context.Provider;

/** @throws Error outside a `ViewProvider`. */
export function useView(): ViewContext {
  const view = useContext(Context);
  if (!view) throw new Error('useView needs a ViewProvider above it.');
  return view;
}

/** A part of a playground's state; the component renders again when it changes. */
export function usePart<T>(playground: Playground, select: (state: PlaygroundState) => T): T {
  return useStore(playground.store, select);
}

/** The same for the playground of the nearest `ViewProvider`. */
export function usePlayground<T>(select: (state: PlaygroundState) => T): T {
  return usePart(useView().playground, select);
}

/** The words of the interface in the visitor's language. */
export const useStrings = (): Strings => useView().strings;

/** The indices of all runs: the same array until a run comes or goes. */
export function useRunIndices(): readonly number[] {
  const count = usePlayground((state) => state.experiment.runs.length);
  return useMemo(() => Array.from({ length: count }, (_, index) => index), [count]);
}
