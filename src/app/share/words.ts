/** The words of the dialog, which come with it. */
import { useEffect, useState } from 'react';
import { usePlayground } from '../../document/context.ts';
import type { Language } from '../../experiment/index.ts';
import type { ShareStrings } from '../../i18n/share-en.ts';

const LOAD: Readonly<Record<Language, () => Promise<{ share: ShareStrings }>>> = {
  en: () => import('../../i18n/share-en.ts'),
  zh: () => import('../../i18n/share-zh.ts'),
};

const loaded = new Map<Language, ShareStrings>();

export async function loadShareWords(lang: Language): Promise<void> {
  if (!loaded.has(lang)) loaded.set(lang, (await LOAD[lang]()).share);
}

/** The words in the visitor's language; while they are on their way, those that were shown before. */
export function useShareWords(): ShareStrings {
  const lang = usePlayground((state) => state.lang);
  const [, setLoaded] = useState(lang);
  useEffect(() => {
    let current = true;
    void loadShareWords(lang).then(() => current && setLoaded(lang));
    return () => {
      current = false;
    };
  }, [lang]);
  const words = loaded.get(lang) ?? [...loaded.values()][0];
  if (!words) throw new Error('No words of the dialog yet: loadShareWords comes first.');
  return words;
}
