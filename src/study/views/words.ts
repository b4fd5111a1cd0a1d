/** The words of studies, which come with their views. */
import { useEffect, useState } from 'react';
import { usePlayground } from '../../document/context.ts';
import type { Language } from '../../experiment/index.ts';
import type { StudyStrings } from '../../i18n/study-en.ts';

const LOAD: Readonly<Record<Language, () => Promise<{ study: StudyStrings }>>> = {
  en: () => import('../../i18n/study-en.ts'),
  zh: () => import('../../i18n/study-zh.ts'),
};

const loaded = new Map<Language, StudyStrings>();

export async function loadStudyWords(lang: Language): Promise<void> {
  if (!loaded.has(lang)) loaded.set(lang, (await LOAD[lang]()).study);
}

/** The words in the visitor's language; while they are on their way, those that were shown before. */
export function useStudyWords(): StudyStrings {
  const lang = usePlayground((state) => state.lang);
  const [, setLoaded] = useState(lang);
  useEffect(() => {
    let current = true;
    void loadStudyWords(lang).then(() => current && setLoaded(lang));
    return () => {
      current = false;
    };
  }, [lang]);
  const words = loaded.get(lang) ?? [...loaded.values()][0];
  if (!words) throw new Error('No words of studies yet: loadStudyWords comes first.');
  return words;
}
