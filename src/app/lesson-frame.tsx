/** The lesson of a frame, loaded where a link asks for one. */
import { type ReactNode, useEffect, useState } from 'react';
import { useDocument, usePlayground } from '../document/context.ts';
import { FramedLesson } from '../lesson/views/framed.tsx';
import { loadLessonWords } from '../lesson/views/words.ts';
import { addressOf } from './site.ts';

/** @param line Whether there is room for a line only. */
export default function LessonFrame({ id, line }: { id: string; line: boolean }): ReactNode {
  const { playground } = useDocument();
  const lang = usePlayground((state) => state.lang);
  const [ready, setReady] = useState(false);
  useEffect(() => void loadLessonWords(lang).then(() => setReady(true)), [lang]);
  // The link follows the experiment.
  usePlayground((state) => state.experiment);
  if (!ready) return null;
  return (
    <FramedLesson id={id} line={line} address={addressOf(playground.linkWith({ embed: false, hide: [] }))} />
  );
}
