/** Lessons one at a time, for the page: each is a part of its own. */
import { contents } from './contents.ts';
import type { Lesson, LessonContent } from './types.ts';

const files = import.meta.glob<{ readonly content: LessonContent }>([
  './lessons/*.ts',
  '!./lessons/index.ts',
]);

/** A lesson; null where there is none of that id. Rejects where it cannot be loaded. */
export async function loadLesson(id: string): Promise<Lesson | null> {
  const entry = contents.find((lesson) => lesson.id === id);
  const load = files[`./lessons/${id}.ts`];
  if (!entry || !load) return null;
  return { ...entry, ...(await load()).content };
}
