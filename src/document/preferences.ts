/** What visitors chose for themselves, and what follows from it where a link says nothing. */
import type { Experiment, Language, Theme } from '../experiment/index.ts';

/** Where the page keeps what a visitor chose for themselves; does nothing where storage is refused. */
export interface Preferences {
  read(key: string): string | null;
  write(key: string, value: string): void;
}

/** The language and the theme in which an experiment is shown. */
export type Appearance = (experiment: Experiment) => { readonly lang: Language; readonly theme: Theme };

/** @param language The browser's. */
export function createAppearance(preferences: Preferences, language: Language): Appearance {
  const preferred = <T extends string>(key: string, allowed: readonly T[]): T | null =>
    allowed.find((value) => value === preferences.read(key)) ?? null;
  return ({ lang, theme }) => ({
    lang: lang ?? preferred('lang', ['en', 'zh']) ?? language,
    theme: theme === 'auto' ? (preferred('theme', ['light', 'dark', 'projector']) ?? 'auto') : theme,
  });
}
