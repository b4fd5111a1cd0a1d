/** A lesson beside the experiment: its steps, what to look at, a question, its numbers, and the way on. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useDocument, usePlayground } from '../../document/context.ts';
import { useStrings } from '../../ui/context.ts';
import { Icon } from '../../ui/icon.tsx';
import { contents } from '../contents.ts';
import { loadLesson } from '../load.ts';
import type { Lesson, LessonEntry } from '../types.ts';
import { Claims } from './claims.tsx';
import { type LessonPools, useEvaluation } from './compute.ts';
import { openInstead, openLesson, saysNothingElse, showStep, showsQuery } from './open.ts';
import { LessonText } from './text.tsx';
import { useLessonWords } from './words.ts';
import './lesson.css';

type Loaded = Lesson | 'loading' | 'failed';

/** A lesson by its id, and how to try once more where it could not be loaded. */
export function useLesson(id: string): readonly [Loaded, () => void] {
  const [found, setFound] = useState<{ readonly id: string; readonly lesson: Loaded }>();
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt loads again
  useEffect(() => {
    let current = true;
    const put = (lesson: Loaded): void => {
      if (current) setFound({ id, lesson });
    };
    loadLesson(id).then(
      (lesson) => put(lesson ?? 'failed'),
      () => put('failed'),
    );
    return () => {
      current = false;
    };
  }, [id, attempt]);
  const again = (): void => {
    setFound(undefined);
    setAttempt(attempt + 1);
  };
  return [found?.id === id ? found.lesson : 'loading', again];
}

/** A link that says only the lesson opens its first experiment. */
export function useFirstStep(lesson: Loaded): void {
  const { playground } = useDocument();
  useEffect(() => {
    if (typeof lesson === 'string') return;
    const { experiment } = playground.store.getState();
    if (!saysNothingElse(experiment) || showsQuery(experiment, lesson.query)) return;
    openInstead(playground, lesson.query);
  }, [lesson, playground]);
}

/** One part of the text with the experiment that belongs to it. */
function Step({ lesson, number }: { lesson: Lesson; number: number }): ReactNode {
  const { playground } = useDocument();
  const words = useLessonWords();
  const { text, query } = lesson.steps[number];
  const shown = usePlayground(({ experiment }) => showsQuery(experiment, query));
  const single = lesson.steps.length === 1;
  return (
    <section className="lesson-step" aria-current={shown && !single ? 'step' : undefined}>
      <LessonText words={text} />
      {(!single || !shown) && (
        <p className="step-line">
          {!single && <span className="step-number">{words.step(String(number + 1))}</span>}
          {shown ? (
            <span className="step-shown">
              <Icon name="check" />
              {words.shown}
            </span>
          ) : (
            <button type="button" className="step-show" onClick={() => showStep(playground, query)}>
              <Icon name="play" />
              {single ? words.again : words.show}
            </button>
          )}
        </p>
      )}
    </section>
  );
}

function Turn({ entry, next }: { entry: LessonEntry | undefined; next: boolean }): ReactNode {
  const { playground } = useDocument();
  const words = useLessonWords();
  const lang = usePlayground((state) => state.lang);
  if (!entry) return <span />;
  return (
    <button
      type="button"
      className={next ? 'turn next' : 'turn'}
      onClick={() => openLesson(playground, entry)}
    >
      <small>{next ? words.next : words.previous}</small>
      <span>{entry.title[lang]}</span>
    </button>
  );
}

function Body({ lesson, pools, active }: { lesson: Lesson; pools: LessonPools; active: boolean }): ReactNode {
  const words = useLessonWords();
  const evaluation = useEvaluation(pools, lesson.claims, active);
  return (
    <>
      {lesson.steps.map(({ query }, number) => (
        <Step key={query} lesson={lesson} number={number} />
      ))}
      <section className="lesson-look">
        <h3>{words.look}</h3>
        <LessonText words={lesson.look} />
      </section>
      <Claims claims={lesson.claims} evaluation={evaluation} />
      <section className="lesson-question">
        <h3>{words.question}</h3>
        <LessonText words={lesson.question} />
        <details key={lesson.id}>
          <summary>{words.answer}</summary>
          <LessonText words={lesson.answer} />
        </details>
      </section>
      <section className="lesson-reading">
        <h3>{words.reading}</h3>
        <ul>
          {lesson.reading.map((source) => (
            <li key={source}>{source}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

export interface LessonPanelProps {
  readonly id: string;
  readonly pools: LessonPools;
  /** Whether it is a sheet below the experiment, which can be folded down. */
  readonly sheet: boolean;
  /** The names of the runs, where the experiment does not show them. */
  readonly legend: ReactNode;
  /** Whether it was opened by the person, who then goes on there with the keyboard. */
  readonly focus: boolean;
  /** Opens the table of contents. */
  course(): void;
  close(): void;
}

export function LessonPanel(props: LessonPanelProps): ReactNode {
  const { id, pools, sheet, legend, focus, course, close } = props;
  const words = useLessonWords();
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const [lesson, again] = useLesson(id);
  const [folded, setFolded] = useState(false);
  const [settings, setSettings] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const titled = useId();
  const place = contents.findIndex((entry) => entry.id === id);
  const entry = contents[place];
  useFirstStep(lesson);

  // Whoever turns to another lesson reads it from its beginning.
  const latest = useRef(focus ? null : id);
  useEffect(() => {
    if (latest.current === id) return;
    latest.current = id;
    body.current?.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [id]);
  const hidden = sheet && folded;
  return (
    <aside
      className={sheet ? 'lesson sheet-lesson' : 'lesson'}
      aria-labelledby={titled}
      data-folded={hidden || undefined}
      data-settings={settings || undefined}
    >
      <header className="lesson-head">
        <div className="lesson-tools">
          <button type="button" className="quiet lesson-place" title={words.course} onClick={course}>
            <Icon name="lessons" />
            <span>
              {words.chapters[entry.chapter]} · {place + 1}/{contents.length}
            </span>
          </button>
          {!sheet && (
            <button
              type="button"
              className="quiet"
              aria-pressed={settings}
              title={words.settingsHint}
              onClick={() => setSettings(!settings)}
            >
              <Icon name="settings" />
              <span>{words.settings}</span>
            </button>
          )}
          {sheet && (
            <button
              type="button"
              className="icon"
              aria-expanded={!folded}
              aria-label={folded ? words.unfold : words.fold}
              title={folded ? words.unfold : words.fold}
              onClick={() => setFolded(!folded)}
            >
              <Icon name={folded ? 'up' : 'down'} />
            </button>
          )}
          <button
            type="button"
            className="icon"
            aria-label={words.closeLesson}
            title={words.closeLesson}
            onClick={close}
          >
            <Icon name="close" />
          </button>
        </div>
        <h2 id={titled} ref={heading} tabIndex={-1}>
          {entry.title[lang]}
        </h2>
      </header>
      <div className="lesson-body" ref={body} hidden={hidden}>
        {legend}
        {typeof lesson === 'object' ? (
          <Body lesson={lesson} pools={pools} active={!hidden} />
        ) : lesson === 'loading' ? (
          <p className="hint" role="status">
            {words.loading}
          </p>
        ) : (
          <p role="alert">
            {words.unloaded}{' '}
            <button type="button" onClick={again}>
              {words.retry}
            </button>
          </p>
        )}
        <nav className="lesson-turns" aria-label={strings.header.lessons}>
          <Turn entry={contents[place - 1]} next={false} />
          <Turn entry={contents[place + 1]} next />
        </nav>
      </div>
    </aside>
  );
}

/** After a lesson was closed: the way back to what the person had before. */
export function LessonClosed({ back, stay }: { back(): void; stay(): void }): ReactNode {
  const words = useLessonWords();
  const button = useRef<HTMLButtonElement>(null);
  // The button that closed the lesson is gone with it.
  useEffect(() => button.current?.focus({ preventScroll: true }), []);
  return (
    <aside className="banner quiet lesson-closed" role="status">
      <p>{words.closed}</p>
      <button ref={button} type="button" onClick={back}>
        {words.back}
      </button>
      <button type="button" className="icon" aria-label={words.stay} title={words.stay} onClick={stay}>
        <Icon name="close" />
      </button>
    </aside>
  );
}
