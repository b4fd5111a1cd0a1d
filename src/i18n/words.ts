/** All words of one language: a visitor loads those of their own, and others when they ask for them. */
import type { RowExplanation } from './catalogue/rows.ts';
import type { Explanations, Words } from './vocabulary.ts';

export type Locale = 'en' | 'zh';

const LOAD: Readonly<Record<Locale, () => Promise<{ words: Words }>>> = {
  en: () => import('./words-en.ts'),
  zh: () => import('./words-zh.ts'),
};

const EXPLAIN: Readonly<Record<Locale, () => Promise<{ explanations: Explanations }>>> = {
  en: () => import('./catalogue/explanations-en.ts'),
  zh: () => import('./catalogue/explanations-zh.ts'),
};

const loaded = new Map<Locale, Words>();
const explained = new Map<Locale, Explanations>();

/** Makes the words of a language available to `words`, with its explanations where those of another one are shown. */
export async function loadWords(lang: Locale): Promise<void> {
  const explaining = explained.size > 0 ? loadExplanations(lang) : undefined;
  if (!loaded.has(lang)) loaded.set(lang, (await LOAD[lang]()).words);
  await explaining;
}

/** Makes those of a language available to `explanation`: only the page has settings that explain rows. */
export async function loadExplanations(lang: Locale): Promise<void> {
  if (!explained.has(lang)) explained.set(lang, (await EXPLAIN[lang]()).explanations);
}

/** What a row shows; undefined where that is not loaded, or there is no such row. */
export const explanation = (
  lang: Locale,
  table: keyof Explanations,
  id: string,
): RowExplanation | undefined => explained.get(lang)?.[table][id];

/** The words of a language; until they are loaded, those of one that is. @throws Error before any is. */
export function words(lang: Locale): Words {
  const found = loaded.get(lang) ?? [...loaded.values()][0];
  if (!found) throw new Error('No words yet: loadWords comes first.');
  return found;
}
