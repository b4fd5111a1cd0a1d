/** The words of lessons, which come with their views. */
import { useEffect, useState } from 'react';
import { usePlayground } from '../../document/context.ts';
import type { Language } from '../../experiment/index.ts';
import type { LessonStrings } from '../../i18n/lesson-en.ts';

const LOAD: Readonly<Record<Language, () => Promise<{ lesson: LessonStrings }>>> = {
  en: () => import('../../i18n/lesson-en.ts'),
  zh: () => import('../../i18n/lesson-zh.ts'),
};

const loaded = new Map<Language, LessonStrings>();

export async function loadLessonWords(lang: Language): Promise<void> {
  if (!loaded.has(lang)) loaded.set(lang, (await LOAD[lang]()).lesson);
}

/** The words in the visitor's language; while they are on their way, those that were shown before. */
export function useLessonWords(): LessonStrings {
  const lang = usePlayground((state) => state.lang);
  const [, setLoaded] = useState(lang);
  useEffect(() => {
    let current = true;
    void loadLessonWords(lang).then(() => current && setLoaded(lang));
    return () => {
      current = false;
    };
  }, [lang]);
  const words = loaded.get(lang) ?? [...loaded.values()][0];
  if (!words) throw new Error('No words of lessons yet: loadLessonWords comes first.');
  return words;
}
