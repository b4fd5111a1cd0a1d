/** What a race is run over, and with which budget: written into the link. */
import type { ReactNode } from 'react';
import type { StageSpec } from '../../../core/types.ts';
import { useDocument, usePlayground } from '../../../document/context.ts';
import { surfaceEntry } from '../../../document/names.ts';
import { RACE_SURFACES } from '../../../experiment/studies.ts';
import { useStudyWords } from '../words.ts';
import { usualRace } from './study.ts';

/** Offered beside what the link says. */
const OFFERED = { trials: [5, 10, 20, 50], starts: [1, 2, 4, 8], tol: [1e-1, 1e-2, 1e-3, 1e-5] } as const;
type Key = keyof typeof OFFERED;

/** The surfaces that take part. */
const chosenOf = ({ args }: StageSpec): readonly string[] => {
  const named = String(args.surfaces).split('/');
  return named.includes('all') ? RACE_SURFACES : RACE_SURFACES.filter((id) => named.includes(id));
};

export function RaceChoices(): ReactNode {
  const { playground } = useDocument();
  const { race: words } = useStudyWords();
  const lang = usePlayground((state) => state.lang);
  const study = usePlayground(({ experiment }) => experiment.study) ?? usualRace();
  const chosen = chosenOf(study);
  const set = (key: string, value: string | number): void =>
    playground.edit({ study: { ...study, args: { ...study.args, [key]: value } } });
  const toggle = (id: string, on: boolean): void => {
    const next = RACE_SURFACES.filter((each) => (each === id ? on : chosen.includes(each)));
    // A race without a problem is none: the last one stays.
    if (next.length > 0) set('surfaces', next.length === RACE_SURFACES.length ? 'all' : next.join('/'));
  };
  const numbers = (key: Key): ReactNode => {
    const now = Number(study.args[key]);
    const values = [...new Set([...OFFERED[key], now])].sort((a, b) => a - b);
    return (
      <label title={words[`${key}Hint`]}>
        {words[key]}
        <select value={now} onChange={(event) => set(key, Number(event.target.value))}>
          {values.map((value) => (
            <option key={value} value={value}>
              {value < 1e-2 ? value.toExponential().replace('-', '−') : value}
            </option>
          ))}
        </select>
      </label>
    );
  };
  return (
    <div className="race-choices">
      <details className="race-surfaces">
        <summary>{words.surfaces(chosen.length)}</summary>
        <fieldset>
          <legend className="visually-hidden">{words.surfaces(chosen.length)}</legend>
          {RACE_SURFACES.map((id) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={(event) => toggle(id, event.target.checked)}
              />
              {surfaceEntry(lang, id).name}
            </label>
          ))}
          <button type="button" onClick={() => set('surfaces', 'all')}>
            {words.all}
          </button>
        </fieldset>
      </details>
      {numbers('starts')}
      {numbers('trials')}
      {numbers('tol')}
    </div>
  );
}
