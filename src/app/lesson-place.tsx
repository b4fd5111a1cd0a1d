/** Where a lesson stands on the page, and what opens the course: what they show is loaded when somebody wants it. */
import { type ReactNode, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useDocument, usePlayground } from '../document/context.ts';
import { useStrings } from '../ui/context.ts';
import { Icon } from '../ui/icon.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import type { LessonShown } from './lesson-parts.tsx';
import { courseOpen, experimentOffered } from './lesson-state.ts';

/** Opens the course. `icon`: an icon stands for its name. */
export function LessonsButton({ icon }: { icon: boolean }): ReactNode {
  const words = useStrings().header;
  return (
    <button
      type="button"
      className="quiet open-lessons"
      aria-label={words.lessons}
      title={words.lessonsHint}
      onClick={() => courseOpen.set(true)}
    >
      <Icon name="lessons" />
      {!icon && <span>{words.lessons}</span>}
    </button>
  );
}

/** A part, in the page's language. */
function Loaded(shown: LessonShown): ReactNode {
  const { playground } = useDocument();
  const [Shown] = useState(() =>
    lazyPart(async () => (await import('./lesson-parts.tsx')).loadShown(playground.store.getState().lang)),
  );
  return (
    <Suspense fallback={shown.part === 'panel' && <aside className="lesson" />}>
      <Shown {...shown} />
    </Suspense>
  );
}

/** The course, and what is said when a lesson was closed. */
export function LessonNotices(): ReactNode {
  const lesson = usePlayground((state) => state.experiment.lesson);
  const open = useSyncExternalStore(courseOpen.subscribe, () => courseOpen.value);
  const link = useSyncExternalStore(experimentOffered.subscribe, () => experimentOffered.value);
  // Back or Forward has led to a lesson again.
  useEffect(() => {
    if (lesson !== null) experimentOffered.set(null);
  }, [lesson]);
  return (
    <>
      {link !== null && lesson === null && <Loaded part="closed" link={link} />}
      {open && <Loaded part="course" />}
    </>
  );
}

/** The lesson beside the experiment. */
export function LessonPlace(): ReactNode {
  const id = usePlayground((state) => state.experiment.lesson);
  // A page that opens with a lesson leaves the focus where it is.
  const [first] = useState(id);
  const opened = useRef(false);
  if (id !== first) opened.current = true;
  return id === null ? null : <Loaded part="panel" id={id} focus={opened.current} />;
}
