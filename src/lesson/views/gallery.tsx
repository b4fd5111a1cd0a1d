/** The course: all lessons with a picture of each, part after part. */
import { type ReactNode, useEffect, useRef } from 'react';
import { useDocument, usePlayground } from '../../document/context.ts';
import { Icon } from '../../ui/icon.tsx';
import { Modal } from '../../ui/modal.tsx';
import { contents } from '../contents.ts';
import { CHAPTERS, type Chapter, type LessonEntry } from '../types.ts';
import type { LessonPools } from './compute.ts';
import { openLesson } from './open.ts';
import { LessonPicture } from './picture.tsx';
import { useLessonWords } from './words.ts';
import './gallery.css';

function Card(props: { entry: LessonEntry; number: number; pools: LessonPools; open(): void }): ReactNode {
  const { entry, number, pools, open } = props;
  const words = useLessonWords();
  const lang = usePlayground((state) => state.lang);
  const shown = usePlayground(({ experiment }) => experiment.lesson === entry.id);
  return (
    <li>
      <button type="button" className="lesson-card" aria-current={shown || undefined} onClick={open}>
        <LessonPicture query={entry.query} pools={pools} />
        <span className="card-words">
          <span className="card-number">
            {number}
            {shown && <em>{words.now}</em>}
          </span>
          <strong>{entry.title[lang]}</strong>
          <small>{entry.line[lang]}</small>
        </span>
      </button>
    </li>
  );
}

function Part(props: { chapter: Chapter; pools: LessonPools; open(entry: LessonEntry): void }): ReactNode {
  const { chapter, pools, open } = props;
  const words = useLessonWords();
  return (
    <section id={`part-${chapter}`} aria-labelledby={`part-${chapter}-title`}>
      <h3 id={`part-${chapter}-title`} tabIndex={-1}>
        <span aria-hidden="true">{CHAPTERS.indexOf(chapter) + 1}</span>
        {words.chapters[chapter]}
      </h3>
      <ol>
        {contents.map(
          (entry, place) =>
            entry.chapter === chapter && (
              <Card key={entry.id} entry={entry} number={place + 1} pools={pools} open={() => open(entry)} />
            ),
        )}
      </ol>
    </section>
  );
}

export function LessonGallery({ pools, close }: { pools: LessonPools; close(): void }): ReactNode {
  const { playground } = useDocument();
  const words = useLessonWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    playground.pause();
    // Whoever looks on from a lesson looks on from there.
    dialog.current?.querySelector<HTMLElement>('[aria-current=true]')?.scrollIntoView({ block: 'center' });
  }, [playground]);
  const open = (entry: LessonEntry): void => {
    dialog.current?.close();
    openLesson(playground, entry);
  };
  const goTo = (chapter: Chapter): void => {
    const title = dialog.current?.querySelector<HTMLElement>(`#part-${chapter}-title`);
    title?.scrollIntoView({ block: 'start' });
    title?.focus({ preventScroll: true });
  };
  return (
    <Modal dialog={dialog} className="lesson-gallery" labelledBy="gallery-title" closed={close}>
      <div className="gallery-body">
        <header>
          <div>
            <h2 id="gallery-title">{words.gallery}</h2>
            <p className="hint">{words.about}</p>
          </div>
          <button
            type="button"
            className="icon"
            aria-label={words.close}
            title={words.close}
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
          <nav aria-label={words.chapterLabel}>
            {CHAPTERS.map((chapter) => (
              <button key={chapter} type="button" className="quiet" onClick={() => goTo(chapter)}>
                {words.chapters[chapter]}
              </button>
            ))}
          </nav>
        </header>
        <div className="gallery-parts">
          {CHAPTERS.map((chapter) => (
            <Part key={chapter} chapter={chapter} pools={pools} open={open} />
          ))}
        </div>
      </div>
    </Modal>
  );
}
