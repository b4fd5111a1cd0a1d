/** What everything that is drawn is given: the words, the colours, and whether it is drawn on paper. */
import { createContext, useContext } from 'react';
import type { Strings } from '../i18n/index.ts';
import type { Palette } from './palette.ts';

export interface UiContext {
  readonly strings: Strings;
  readonly palette: Palette;
  /** On paper: device pixels per CSS pixel of canvases, which are drawn once and at once. Absent on the screen. */
  readonly paper?: number;
}

const Context = createContext<UiContext | null>(null);
export const UiProvider = Context.Provider;

/** @throws Error outside a `UiProvider`. */
export function useUi(): UiContext {
  const ui = useContext(Context);
  if (!ui) throw new Error('useUi needs a UiProvider above it.');
  return ui;
}

/** The words of the interface in the visitor's language. */
export const useStrings = (): Strings => useUi().strings;
