/** All words of one language: a visitor loads those of their own, and others when they ask for them. */
import type { Words } from './vocabulary.ts';

export type Tongue = 'en' | 'zh';

const LOAD: Readonly<Record<Tongue, () => Promise<{ words: Words }>>> = {
  en: () => import('./words-en.ts'),
  zh: () => import('./words-zh.ts'),
};

const loaded = new Map<Tongue, Words>();

/** Makes the words of a language available to `words`. */
export async function loadWords(lang: Tongue): Promise<void> {
  if (!loaded.has(lang)) loaded.set(lang, (await LOAD[lang]()).words);
}

/** The words of a language; until they are loaded, those of one that is. @throws Error before any is. */
export function words(lang: Tongue): Words {
  const found = loaded.get(lang) ?? [...loaded.values()][0];
  if (!found) throw new Error('No words yet: loadWords comes first.');
  return found;
}
