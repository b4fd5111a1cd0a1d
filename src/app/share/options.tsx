/** What holds for link and frame alike: title, note, step, language, theme, view. */
import { type ReactNode, useId } from 'react';
import type { Parameter } from '../../core/types.ts';
import { usePlayground } from '../../document/context.ts';
import { NumberField } from '../../document/controls/number-field.tsx';
import {
  isNetwork,
  type Language,
  MAX_NOTE,
  MAX_TITLE,
  type Theme,
  type View,
} from '../../experiment/index.ts';
import { useStrings } from '../../ui/context.ts';
import { useRestore } from '../../ui/controls/use-restore.ts';
import type { Choices } from './choices.ts';
import { useShareWords } from './words.ts';

export interface Choosing {
  readonly choices: Choices;
  choose(change: Partial<Choices>): void;
}

const THEMES: readonly Theme[] = ['auto', 'light', 'dark', 'projector'];
const LANGUAGES: readonly Language[] = ['en', 'zh'];
const NAMES: Readonly<Record<Language, string>> = { en: 'English', zh: '简体中文' };

export function Options({ choices, choose, step }: Choosing & { step: number }): ReactNode {
  const strings = useStrings();
  const words = useShareWords();
  const steps = usePlayground((state) => state.experiment.steps);
  const network = usePlayground(({ experiment }) => isNetwork(experiment));
  const views: readonly View[] = network
    ? ['overlay', 'split', 'study']
    : ['overlay', 'split', '3d', 'study'];
  const restoreTitle = useRestore(choices.title, (title) => choose({ title }));
  const restoreNote = useRestore(choices.note, (note) => choose({ note }));
  return (
    <div className="share-options">
      <Row label={words.title}>
        {(id) => (
          <input
            id={id}
            type="text"
            maxLength={MAX_TITLE}
            value={choices.title}
            placeholder={words.titleHint}
            onChange={(event) => choose({ title: event.target.value })}
            {...restoreTitle}
          />
        )}
      </Row>
      <Row label={words.note}>
        {(id) => (
          <textarea
            id={id}
            rows={3}
            maxLength={MAX_NOTE}
            value={choices.note}
            placeholder={words.noteHint}
            onChange={(event) => choose({ note: event.target.value })}
            {...restoreNote}
          />
        )}
      </Row>
      <Row label={words.opensAt}>
        {(id) => (
          <select
            id={id}
            value={typeof choices.at === 'number' ? 'own' : choices.at}
            onChange={({ target: { value } }) =>
              choose({ at: value === 'start' || value === 'here' ? value : step })
            }
          >
            <option value="start">{words.atStart}</option>
            <option value="here">{words.atStep(String(step))}</option>
            <option value="own">{words.atOwn}</option>
          </select>
        )}
      </Row>
      {typeof choices.at === 'number' && (
        <Row label={words.ownStep(String(steps))}>
          {(id) => (
            <NumberField
              id={id}
              parameter={stepIn(steps)}
              name={words.ownStep(String(steps))}
              value={choices.at as number}
              onChange={(at) => choose({ at: at as number })}
            />
          )}
        </Row>
      )}
      <Row label={strings.header.view}>
        {(id) => (
          <select
            id={id}
            value={choices.view}
            onChange={(event) => choose({ view: event.target.value as View })}
          >
            {views.map((view) => (
              <option key={view} value={view}>
                {strings.views[view]}
              </option>
            ))}
          </select>
        )}
      </Row>
      <Row label={words.language}>
        {(id) => (
          <select
            id={id}
            value={choices.lang ?? ''}
            onChange={(event) => choose({ lang: (event.target.value || null) as Language | null })}
          >
            <option value="">{words.visitors}</option>
            {LANGUAGES.map((lang) => (
              <option key={lang} value={lang}>
                {NAMES[lang]}
              </option>
            ))}
          </select>
        )}
      </Row>
      <Row label={strings.header.theme}>
        {(id) => (
          <select
            id={id}
            value={choices.theme}
            onChange={(event) => choose({ theme: event.target.value as Theme })}
          >
            {THEMES.map((theme) => (
              <option key={theme} value={theme}>
                {theme === 'auto' ? words.visitors : strings.header.themes[theme]}
              </option>
            ))}
          </select>
        )}
      </Row>
    </div>
  );
}

/** A step of an experiment with so many. */
const stepIn = (steps: number): Parameter => ({
  key: 't',
  kind: 'integer',
  default: 0,
  min: 0,
  max: steps,
  symbol: 't',
});

function Row(props: { label: string; children: (id: string) => ReactNode }): ReactNode {
  const id = useId();
  return (
    <div className="share-row">
      <label htmlFor={id}>{props.label}</label>
      {props.children(id)}
    </div>
  );
}
