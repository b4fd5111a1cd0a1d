/** What is minimised: the surface with its arguments, where the runs start, how many steps. */
import { type ReactNode, useMemo } from 'react';
import { toTex } from '../core/formula/index.ts';
import { mnist } from '../core/network.ts';
import { surfaceTable } from '../core/tables.ts';
import type { Parameter } from '../core/types.ts';
import { isSingle, useDocument, usePlayground } from '../document/context.ts';
import { CodeField } from '../document/controls/code-field.tsx';
import { GroupedOptions } from '../document/controls/grouped-options.tsx';
import { NumberField } from '../document/controls/number-field.tsx';
import { ParameterControl } from '../document/controls/parameter.tsx';
import { readPair } from '../document/controls/typed-number.ts';
import { surfaceMenu } from '../document/menus.ts';
import { surfaceEntry } from '../document/names.ts';
import {
  defaultStart,
  dimensionsOf,
  type Experiment,
  formulaError,
  isNetwork,
  mostSteps,
} from '../experiment/index.ts';
import { explanation, type Strings } from '../i18n/index.ts';
import { useStrings } from '../ui/context.ts';
import { Icon } from '../ui/icon.tsx';
import { Mathematics } from '../ui/mathematics.tsx';
import { wholeRunSpeed } from './timeline/timeline.tsx';

const coordinate = (symbol: string): Parameter => ({ key: symbol, kind: 'number', default: 0, symbol });
const X = coordinate('x');
const Y = coordinate('y');

/** The menu of surfaces. */
export function SurfacePicker(): ReactNode {
  const { playground } = useDocument();
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const id = usePlayground((state) => state.experiment.surface.id);
  return (
    <select
      className="surface-picker"
      aria-label={strings.header.surface}
      value={id}
      onChange={(event) => playground.setSurface(event.target.value)}
    >
      <GroupedOptions
        groups={surfaceMenu(strings.groups)}
        headings={strings.groups.surfaces}
        name={(id) => surfaceEntry(lang, id).name}
      />
    </select>
  );
}

/** The start as two numbers: the same as the handle in the landscape. */
export function StartFields(): ReactNode {
  const { playground } = useDocument();
  const strings = useStrings();
  const start = usePlayground((state) => state.experiment.start);
  const surface = usePlayground((state) => state.experiment.surface.id);
  const [x, y] = defaultStart(surface);
  const single = usePlayground(isSingle);
  const moved = start[0] !== x || (!single && start[1] !== y);
  /** Both coordinates, pasted into one field. */
  const point = (text: string): boolean => {
    const pair = readPair(text)?.map(Number);
    if (!pair?.every(Number.isFinite)) return false;
    playground.edit({ start: [pair[0], single ? 0 : pair[1]] });
    return true;
  };
  return (
    <fieldset className="start-fields">
      {/* A legend stands above its fields in some browsers, whatever the style. */}
      <legend className="visually-hidden">{strings.header.start}</legend>
      <span aria-hidden="true">{strings.header.start}</span>
      <NumberField
        parameter={X}
        name={strings.header.startX}
        value={start[0]}
        onChange={(value) => playground.edit({ start: [value as number, start[1]] })}
        paste={point}
      />
      {!single && (
        <NumberField
          parameter={Y}
          name={strings.header.startY}
          value={start[1]}
          onChange={(value) => playground.edit({ start: [start[0], value as number] })}
          paste={point}
        />
      )}
      <button
        type="button"
        className="icon"
        aria-label={strings.start.reset}
        title={strings.start.reset}
        // Not `disabled`, which would take the focus away from under the person who pressed it.
        aria-disabled={!moved}
        onClick={() => moved && playground.edit({ start: [x, single ? 0 : y] })}
      >
        <Icon name="reset" />
      </button>
    </fieldset>
  );
}

/** The surface as TeX: its row's, or what the typed formula says; null where there is none. */
function surfaceTex(id: string, formula: string | null): string | null {
  if (id !== 'custom') return surfaceTable.find(id)?.tex ?? null;
  const tex = toTex(formula ?? '');
  if (typeof tex !== 'string') return null;
  return dimensionsOf({ surface: { id, args: {} }, formula }) === 1 ? `f(x)=${tex}` : `f(x,y)=${tex}`;
}

/** Another formula. One that has another number of variables has another start and window: y is 0 where there is none. */
function withFormula(experiment: Experiment, formula: string): Partial<Experiment> {
  const next = dimensionsOf({ ...experiment, formula });
  if (next === dimensionsOf(experiment)) return { formula };
  const [x] = experiment.start;
  const [, y] = defaultStart(experiment.surface.id);
  return { formula, start: [x, next === 1 ? 0 : y], window: null };
}

/** Where the slider of steps ends: more are typed. */
const SLIDER_STEPS = 10_000;

/** What most trainings leave as it is is folded away: how weights begin, and what is done to the images. */
const FOLDED = [
  { heading: 'firstWeights', keys: ['init', 'scale'] },
  { heading: 'changedImages', keys: ['images', 'shift', 'rotate', 'noise', 'balance', 'labelNoise'] },
] as const satisfies readonly { heading: keyof Strings['network']; keys: readonly string[] }[];

/** Arguments of the surface, its formula, number of steps and seed. */
export function SurfaceSettings(): ReactNode {
  const { playground } = useDocument();
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const surface = usePlayground((state) => state.experiment.surface);
  const formula = usePlayground((state) => state.experiment.formula);
  const steps = usePlayground((state) => state.experiment.steps);
  const seed = usePlayground((state) => state.experiment.seed);
  const network = isNetwork({ surface });
  const row = network ? mnist : surfaceTable.get(surface.id);
  const entry = surfaceEntry(lang, surface.id);
  const explained = explanation(lang, 'surfaces', surface.id);
  const tex = useMemo(() => surfaceTex(surface.id, formula), [surface.id, formula]);

  const folded = network ? FOLDED : [];
  const ofGroup = (keys: readonly string[]): readonly Parameter[] =>
    row.parameters.filter(
      ({ key }) => keys.includes(key) && (key !== 'scale' || surface.args.init === 'normal'),
    );
  const isFolded = (key: string): boolean =>
    folded.some(({ keys }) => (keys as readonly string[]).includes(key));
  const isChanged = ({ key, default: value }: Parameter): boolean => surface.args[key] !== value;
  const control = (parameter: Parameter): ReactNode => (
    <ParameterControl
      key={parameter.key}
      parameter={parameter}
      name={entry.params?.[parameter.key] ?? parameter.key}
      choices={entry.choices?.[parameter.key]}
      value={surface.args[parameter.key]}
      onChange={(value) =>
        playground.edit({ surface: { ...surface, args: { ...surface.args, [parameter.key]: value } } })
      }
    />
  );

  /** Where the whole run is played in ten seconds, it still is. */
  const setSteps = (next: number): void => {
    const { speed } = playground.store.getState().experiment;
    playground.edit({ steps: next, ...(speed === wholeRunSpeed(steps) && { speed: wholeRunSpeed(next) }) });
  };
  const most = mostSteps(surface.id);
  const stepsParameter = useMemo<Parameter>(
    () => ({
      key: 'steps',
      kind: 'integer',
      default: 500,
      min: 1,
      max: most,
      slider: { min: 10, max: network ? most : SLIDER_STEPS, scale: 'log' },
      symbol: 'T',
    }),
    [network, most],
  );
  const seedParameter: Parameter = {
    key: 'seed',
    kind: 'integer',
    default: 1,
    min: 0,
    max: 4294967295,
    symbol: '\\text{seed}',
  };

  return (
    <section className="panel surface-settings">
      <h2>{entry.name}</h2>
      {explained && <p className="hint">{explained.about}</p>}
      {tex && (
        <div className="equations">
          <Mathematics tex={tex} wrap />
        </div>
      )}
      {surface.id === 'custom' && (
        <CodeField
          label="f(x, y)"
          rows={2}
          text={formula ?? ''}
          check={formulaError}
          onChange={(text) => playground.edit(withFormula(playground.store.getState().experiment, text))}
        />
      )}
      {row.parameters.filter(({ key }) => !isFolded(key)).map(control)}
      {folded.map(({ heading, keys }) => (
        <details key={heading} className="more" open={ofGroup(keys).some(isChanged)}>
          <summary>{strings.network[heading]}</summary>
          {ofGroup(keys).map(control)}
        </details>
      ))}
      <ParameterControl
        parameter={stepsParameter}
        name={strings.header.steps}
        value={steps}
        onChange={(value) => setSteps(value as number)}
      />
      <ParameterControl
        parameter={seedParameter}
        name={strings.header.seed}
        value={seed}
        onChange={(value) => playground.edit({ seed: value as number })}
      />
    </section>
  );
}
