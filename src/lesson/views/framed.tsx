/** A lesson in a frame of another page: beside the experiment a part at a time, or, where there is no room, the way to it. */
import { type ReactNode, useState } from 'react';
import { useDocument, usePlayground } from '../../document/context.ts';
import { Icon } from '../../ui/icon.tsx';
import { contents } from '../contents.ts';
import type { Lesson } from '../types.ts';
import { useFirstStep, useLesson } from './lesson.tsx';
import { showStep, showsQuery } from './open.ts';
import { LessonText } from './text.tsx';
import { useLessonWords } from './words.ts';

/** One part of the text: as much as is read at a time. */
interface Part {
  readonly heading: string | null;
  readonly body: ReactNode;
  /** The experiment that belongs to it. */
  readonly query: string | null;
}

function usePartsOf(lesson: Lesson): readonly Part[] {
  const words = useLessonWords();
  const { steps, look, question, answer } = lesson;
  return [
    ...steps.map(({ text, query }, number) => ({
      heading: steps.length > 1 ? words.step(String(number + 1)) : null,
      body: <LessonText words={text} />,
      query,
    })),
    { heading: words.look, body: <LessonText words={look} />, query: null },
    {
      heading: words.question,
      body: (
        <>
          <LessonText words={question} />
          <details>
            <summary>{words.answer}</summary>
            <LessonText words={answer} />
          </details>
        </>
      ),
      query: null,
    },
  ];
}

function Parts({ lesson }: { lesson: Lesson }): ReactNode {
  const { playground } = useDocument();
  const words = useLessonWords();
  const parts = usePartsOf(lesson);
  const [at, setAt] = useState(0);
  const { heading, body, query } = parts[at];
  const shown = usePlayground(({ experiment }) => query === null || showsQuery(experiment, query));
  const turn = (to: number): void => {
    setAt(to);
    const next = parts[to].query;
    if (next !== null && !showsQuery(playground.store.getState().experiment, next))
      showStep(playground, next);
  };
  return (
    <>
      <div key={at} className="lesson-body">
        {heading && <h3>{heading}</h3>}
        {body}
        {query !== null && !shown && (
          <button type="button" className="step-show" onClick={() => showStep(playground, query)}>
            <Icon name="play" />
            {words.show}
          </button>
        )}
      </div>
      <nav className="framed-turns" aria-label={words.gallery}>
        <button
          type="button"
          className="icon"
          aria-label={words.previous}
          disabled={at === 0}
          onClick={() => turn(at - 1)}
        >
          <Icon name="back" />
        </button>
        <span aria-live="polite">{words.parts(String(at + 1), String(parts.length))}</span>
        <button
          type="button"
          className="icon"
          aria-label={words.next}
          disabled={at === parts.length - 1}
          onClick={() => turn(at + 1)}
        >
          <Icon name="forward" />
        </button>
      </nav>
    </>
  );
}

/** @param address Of the lesson on a page of its own. @param line Whether there is room for a line only. */
export function FramedLesson(props: { id: string; address: string; line: boolean }): ReactNode {
  const { id, address, line } = props;
  const words = useLessonWords();
  const lang = usePlayground((state) => state.lang);
  const [lesson] = useLesson(id);
  useFirstStep(lesson);
  const title = contents.find((entry) => entry.id === id)?.title[lang] ?? id;
  const whole = (
    <a className="open-whole" href={address} target="_blank" rel="noopener" title={words.openWholeHint}>
      {words.openWhole}
      <Icon name="open" />
    </a>
  );
  if (line) {
    return (
      <aside className="lesson-line" aria-label={title}>
        <strong>{title}</strong>
        {whole}
      </aside>
    );
  }
  return (
    <aside className="lesson framed-lesson" aria-label={title}>
      <header className="lesson-head">
        <h2>{title}</h2>
      </header>
      {typeof lesson === 'object' ? (
        <Parts key={id} lesson={lesson} />
      ) : (
        <div className="lesson-body">
          <p className="hint">{lesson === 'loading' ? words.loading : words.unloaded}</p>
        </div>
      )}
      {whole}
    </aside>
  );
}
