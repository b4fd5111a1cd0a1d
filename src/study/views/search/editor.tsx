/** How a search is set: how trials are chosen and measured, and a row for each setting that is varied. All of it is in the link. */
import { type ReactNode, useId } from 'react';
import { defaults } from '../../../core/tables.ts';
import type { Argument, Parameter } from '../../../core/types.ts';
import { useDocument, usePlayground } from '../../../document/context.ts';
import { NumberField } from '../../../document/controls/number-field.tsx';
import { listed, readAxes, within, writeAxis } from '../../../experiment/axis.ts';
import { type Axis, type Experiment, isNetwork } from '../../../experiment/index.ts';
import {
  AXIS_VALUES,
  MAX_AXES,
  NETWORK_MEASURES,
  settingOf,
  studies,
  studyRow,
} from '../../../experiment/studies.ts';
import { Choice } from '../../../ui/controls/choice.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { NARROW, useMedia } from '../../../ui/layout/use-media.ts';
import { gridValues } from '../../axis-values.ts';
import { axisName, offeredAxes, usualAxis } from '../axes.ts';
import { useStudyWords } from '../words.ts';
import { withMeasure } from './choose.ts';

/** The arguments of a kind of study that the page shows, in this order. */
const SHOWN = ['trials', 'startup', 'factor', 'to', 'seeds', 'draw'] as const;

/** Open where there is room; elsewhere it says in a line what is searched. */
export function SearchEditor(): ReactNode {
  const words = useStudyWords();
  const { search } = words;
  const narrow = useMedia(NARROW);
  const lang = usePlayground((state) => state.lang);
  const experiment = usePlayground((state) => state.experiment);
  const { axes, study } = experiment;
  const names = axes.map(({ id }) => {
    const { term, symbol } = axisName(experiment, id, lang, words);
    return symbol || term;
  });
  const id = (study?.id ?? 'grid') as keyof typeof search.samplers;
  const trials = study?.args.trials;
  const said = [search.samplers[id], trials && words.trials(Number(trials)), names.join(', ')];
  return (
    <details className="search-editor" open={!narrow}>
      <summary>{said.filter(Boolean).join(' · ')}</summary>
      <StudyFields />
      <fieldset className="axis-rows">
        <legend className="visually-hidden">{search.axes}</legend>
        <AxisRows />
      </fieldset>
    </details>
  );
}

/** A change of the study or its axes: what cannot be said in a link is repaired as a link would be. */
function useChange(): (change: (experiment: Experiment) => Partial<Experiment>) => void {
  const { playground } = useDocument();
  return (change) => playground.edit(change(playground.store.getState().experiment));
}

function StudyFields(): ReactNode {
  const { search, measures } = useStudyWords();
  const change = useChange();
  const study = usePlayground(({ experiment }) => experiment.study);
  const network = usePlayground(({ experiment }) => isNetwork(experiment));
  const row = studyRow(study?.id ?? 'grid') ?? studies[0];
  const args = { ...defaults(row), ...study?.args };
  const set = (key: string, value: Argument): void =>
    change(() => ({ study: { id: row.id, args: { ...args, [key]: value } } }));
  const choose = (id: string): void =>
    change((experiment) => {
      const next = studyRow(id) ?? studies[0];
      const usual = defaults(next);
      // As many trials as before, where both say how many.
      const kept = typeof args.trials === 'number' && 'trials' in usual ? { trials: args.trials } : {};
      return { study: withMeasure({ id, args: { ...usual, ...kept } }, experiment) };
    });
  const measure = row.parameters.find(({ key }) => key === 'measure');
  const offered = (measure?.choices ?? []).filter((id) => network || !NETWORK_MEASURES.includes(id));
  return (
    <div className="search-fields">
      <label>
        <span>{search.kind}</span>
        <select
          value={row.id}
          title={search.samplerHints[row.id as keyof typeof search.samplerHints]}
          onChange={(event) => choose(event.target.value)}
        >
          {studies.map(({ id }) => {
            const name = search.samplers[id as keyof typeof search.samplers];
            return (
              name && (
                <option key={id} value={id} title={search.samplerHints[id as keyof typeof search.samplers]}>
                  {name}
                </option>
              )
            );
          })}
        </select>
      </label>
      <label>
        <span>{search.measure}</span>
        <select value={String(args.measure)} onChange={(event) => set('measure', event.target.value)}>
          {offered.map((id) => (
            <option key={id} value={id}>
              {measures[id as keyof typeof measures]}
            </option>
          ))}
        </select>
      </label>
      {SHOWN.map((key) => {
        const parameter = row.parameters.find((each) => each.key === key);
        if (!parameter || (key === 'to' && args.measure !== 'steps')) return null;
        return (
          <Field key={key} name={search[key]}>
            {(id) => (
              <NumberField
                id={id}
                parameter={parameter}
                name={search[key]}
                value={args[key] ?? null}
                onChange={(value) => value !== null && set(key, value)}
              />
            )}
          </Field>
        );
      })}
    </div>
  );
}

/** A field with its name above it. */
function Field({ name, children }: { name: string; children: (id: string) => ReactNode }): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{name}</label>
      {children(id)}
    </div>
  );
}

function AxisRows(): ReactNode {
  const { search } = useStudyWords();
  const change = useChange();
  const experiment = usePlayground((state) => state.experiment);
  const { axes } = experiment;
  const free = offeredAxes(experiment).filter((id) => !axes.some((axis) => axis.id === id));
  const put = (next: readonly Axis[]): void =>
    change(({ surface, runs }) => ({ axes: readAxes(next.map(writeAxis), surface, runs, () => undefined) }));
  const usual = (id: string): Axis => ({ ...usualAxis(experiment, id), n: AXIS_VALUES });
  return (
    <>
      {axes.map((axis, i) => (
        <AxisRow
          key={axis.id}
          axis={axis}
          offered={[axis.id, ...free]}
          grid={(experiment.study?.id ?? 'grid') === 'grid'}
          onChange={(next) => put(axes.with(i, next))}
          onChoose={(id) => put(axes.with(i, usual(id)))}
          onRemove={axes.length > 1 ? () => put(axes.toSpliced(i, 1)) : undefined}
        />
      ))}
      {axes.length < MAX_AXES && free.length > 0 && (
        <button type="button" className="quiet add-axis" onClick={() => put([...axes, usual(free[0])])}>
          <Icon name="plus" /> {search.addAxis}
        </button>
      )}
    </>
  );
}

function AxisRow(props: {
  axis: Axis;
  offered: readonly string[];
  /** Whether it matters how many values it has. */
  grid: boolean;
  onChange(axis: Axis): void;
  onChoose(id: string): void;
  onRemove?: (() => void) | undefined;
}): ReactNode {
  const { axis, offered, grid, onChange, onRemove } = props;
  const words = useStudyWords();
  const { search } = words;
  const lang = usePlayground((state) => state.lang);
  const experiment = usePlayground((state) => state.experiment);
  const setting = settingOf(experiment.surface, experiment.runs, axis.id);
  if (!setting) return null;
  const text = (id: string): string => {
    const { term, symbol } = axisName(experiment, id, lang, words);
    return symbol ? `${term} ${symbol}` : term;
  };
  const { term } = axisName(experiment, axis.id, lang, words);
  const asList = (): Axis => {
    const few = gridValues({ ...axis, n: Math.min(axis.n, 5), index: 0, integer: setting.kind !== 'number' });
    return listed(
      axis.id,
      few.map((value) => Number(value.toPrecision(2))),
    );
  };
  const asRange = (at: readonly number[]): Axis => ({
    ...axis,
    ...{ from: Math.min(...at), to: Math.max(...at), n: AXIS_VALUES, at: null },
  });
  const number = (key: 'from' | 'to' | 'n', parameter: Parameter, name: string): ReactNode => (
    <NumberField
      parameter={parameter}
      name={search.of(name, term)}
      value={axis[key]}
      onChange={(value) => typeof value === 'number' && onChange({ ...axis, [key]: value })}
    />
  );
  const end = within(setting, 'value', axis.scale);
  return (
    <div className="axis-row">
      <select aria-label={search.setting} value={axis.id} onChange={(e) => props.onChoose(e.target.value)}>
        {offered.map((id) => (
          <option key={id} value={id}>
            {text(id)}
          </option>
        ))}
      </select>
      <select
        aria-label={search.of(search.values, term)}
        value={axis.at ? 'list' : 'range'}
        onChange={() => onChange(axis.at ? asRange(axis.at) : asList())}
      >
        <option value="range">{search.between}</option>
        <option value="list">{search.listed}</option>
      </select>
      {axis.at ? (
        <span className="axis-list">
          <NumberField
            parameter={within(setting, 'list', 'linear')}
            name={search.of(search.list, term)}
            value={axis.at}
            onChange={(at) => Array.isArray(at) && at.length > 0 && onChange(listed(axis.id, at))}
          />
        </span>
      ) : (
        <>
          {number('from', end, search.from)}
          <span aria-hidden="true">–</span>
          {number('to', end, search.until)}
          {setting.kind !== 'flag' && (
            <Choice
              label={search.of(search.scale, term)}
              name={`scale-${axis.id}`}
              value={axis.scale}
              options={(['log', 'linear'] as const).map((value) => ({ value, text: search.scales[value] }))}
              onChange={(scale) => onChange({ ...axis, scale })}
            />
          )}
          {grid && <span className="axis-count">{number('n', COUNT, search.count)}</span>}
        </>
      )}
      {onRemove && (
        <button
          type="button"
          className="icon"
          aria-label={search.removeAxis(term)}
          title={search.removeAxis(term)}
          onClick={onRemove}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}

/** How many values an axis has on a grid. */
const COUNT: Parameter = { key: 'n', kind: 'integer', default: AXIS_VALUES, min: 1, max: 1000, symbol: 'n' };
