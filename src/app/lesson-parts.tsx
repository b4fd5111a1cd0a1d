/** The parts of the page that show lessons: loaded when somebody wants one, with their words. */
import type { ReactNode } from 'react';
import { useDocument, usePlayground } from '../document/context.ts';
import { LessonGallery } from '../lesson/views/gallery.tsx';
import { LessonClosed, LessonPanel } from '../lesson/views/lesson.tsx';
import { experimentBefore, forgetBefore, openBefore } from '../lesson/views/open.ts';
import { loadLessonWords } from '../lesson/views/words.ts';
import { NARROW, useMedia } from '../ui/layout/use-media.ts';
import { lessonPools as pools } from './lesson-pools.ts';
import { courseOpen, experimentOffered } from './lesson-state.ts';
import { Legend } from './runs/legend.tsx';

/** The lesson beside the experiment. @param focus Whether the person opened it, and goes on there with the keyboard. */
function Panel({ id, focus }: { id: string; focus: boolean }): ReactNode {
  const { playground } = useDocument();
  const narrow = useMedia(NARROW);
  const named = usePlayground(({ experiment }) => experiment.view === 'split') && !narrow;
  const close = (): void => {
    playground.edit({ lesson: null }, 'go');
    experimentOffered.set(experimentBefore());
    if (experimentOffered.value === null) document.querySelector<HTMLElement>('.open-lessons')?.focus();
  };
  return (
    <LessonPanel
      {...{ id, pools, focus, close }}
      sheet={narrow}
      legend={named || narrow ? null : <Legend />}
      course={() => courseOpen.set(true)}
    />
  );
}

/** After a lesson was closed: the way back to what was there before. */
function Closed({ link }: { link: string }): ReactNode {
  const { playground } = useDocument();
  return (
    <LessonClosed
      back={() => {
        experimentOffered.set(null);
        openBefore(playground, link);
      }}
      stay={() => {
        experimentOffered.set(null);
        forgetBefore();
      }}
    />
  );
}

const Course = (): ReactNode => <LessonGallery pools={pools} close={() => courseOpen.set(false)} />;

/** What the page shows of lessons now. */
export type LessonShown =
  | { readonly part: 'panel'; readonly id: string; readonly focus: boolean }
  | { readonly part: 'closed'; readonly link: string }
  | { readonly part: 'course' };

function Shown(shown: LessonShown): ReactNode {
  if (shown.part === 'panel') return <Panel id={shown.id} focus={shown.focus} />;
  return shown.part === 'closed' ? <Closed link={shown.link} /> : <Course />;
}

/** With the words of a language. */
export async function loadShown(lang: 'en' | 'zh'): Promise<{ default: typeof Shown }> {
  await loadLessonWords(lang);
  return { default: Shown };
}
