/** Arbitrary valid experiments over all rows of all tables, for property tests. */
import fc from 'fast-check';
import { stages as stageRows } from '../../core/gradient/index.ts';
import { mnist } from '../../core/network.ts';
import { optimizers } from '../../core/optimizers/index.ts';
import { schedules } from '../../core/schedules/index.ts';
import { surfaces } from '../../core/surfaces/index.ts';
import { defaults } from '../../core/tables.ts';
import type { Argument, Arguments, Parameter, Row, StageSpec } from '../../core/types.ts';
import { listed } from '../axis.ts';
import { defaultRuns } from '../defaults/index.ts';
import { MAX_COLOUR, MAX_SEED } from '../defaults/v1.ts';
import { mostSteps } from '../slice.ts';
import {
  defaultStudy,
  NETWORK_MEASURES,
  possibleAxes,
  settingOf,
  settingOfExperiment,
  studies,
} from '../studies.ts';
import { clean } from '../text.ts';
import { type Axis, type Experiment, type ExperimentRun, PARTS } from '../types.ts';

const withoutMinusZero = (value: number): number => value + 0;

/** Numbers of every size that the parameter allows. */
function number(parameter: Parameter): fc.Arbitrary<number> {
  const { min, max, above, below } = parameter;
  const [low, high] = [min ?? above, max ?? below];
  if (parameter.kind === 'integer' || parameter.integer) {
    return fc.integer({ min: low ?? -1_000_000, max: high ?? 1_000_000 });
  }
  const options = { noNaN: true, minExcluded: above !== undefined, maxExcluded: below !== undefined };
  const whole = fc.double({ ...options, min: low ?? -Number.MAX_VALUE, max: high ?? Number.MAX_VALUE });
  const usual = fc.double({ ...options, min: low ?? -1000, max: high ?? (low ?? 0) + 1000 });
  return fc.oneof(whole, usual).map(withoutMinusZero);
}

/** A value that `parameter` allows; its usual one half of the time. */
function value(parameter: Parameter, usual: Argument): fc.Arbitrary<Argument> {
  const { kind, choices = [], optional, maxLength = 5 } = parameter;
  const other: fc.Arbitrary<Argument> =
    kind === 'flag'
      ? fc.constantFrom(0, 1)
      : kind === 'choice'
        ? fc.constantFrom(...choices)
        : kind === 'list'
          ? fc.array(number(parameter), { minLength: 1, maxLength })
          : number(parameter);
  return fc.oneof(fc.constant(usual), optional ? fc.option(other) : other);
}

/** Arguments of a row, one by one and together allowed. */
function argumentsOf(row: Row): fc.Arbitrary<Arguments> {
  const convention = row.parameters.find(({ key }) => key === 'as')?.choices ?? ['pytorch'];
  return fc
    .constantFrom(...convention)
    .chain((as) => {
      const usual = defaults(row, as);
      const values = row.parameters.map((parameter) => {
        const { key } = parameter;
        return [key, key === 'as' ? fc.constant(as) : value(parameter, usual[key])] as const;
      });
      return fc.record(Object.fromEntries(values));
    })
    .map((args) => {
      const repaired: Record<string, Argument> = { ...args };
      for (const { key, used } of row.check?.(repaired) ?? []) repaired[key] = used;
      return repaired;
    });
}

const spec = (row: Row): fc.Arbitrary<StageSpec> => argumentsOf(row).map((args) => ({ id: row.id, args }));

const some = (rows: readonly Row[]): fc.Arbitrary<StageSpec[]> =>
  fc.subarray([...rows], { maxLength: 3 }).chain((chosen) => fc.tuple(...chosen.map(spec)));

/** Visible text of any script, or none. */
const text = (max: number, lines: 'one line' | 'lines' = 'one line'): fc.Arbitrary<string | null> =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength: max }),
      fc.string({ unit: fc.constantFrom(...'ab,:~/%&=#+?;.!\'()*"<>\\ \n2Cam学'), maxLength: max }),
    )
    .map((given) => clean(given, max, lines) || null);

const run = (rules: number): fc.Arbitrary<ExperimentRun> =>
  fc
    .record({
      optimizer: fc.constantFrom(...optimizers).chain(spec),
      schedules: some(schedules),
      stages: some(stageRows),
      label: fc.option(text(12)).map((label) => label ?? null),
      hidden: fc.boolean(),
      colour: fc.option(fc.integer({ min: 1, max: MAX_COLOUR })),
    })
    .map((made) => {
      const { optimizer } = made;
      if (optimizer.id !== 'custom') return made;
      const rule = Math.min(Number(optimizer.args.rule), rules);
      return { ...made, optimizer: { ...optimizer, args: { ...optimizer.args, rule } } };
    });

/** An axis over a setting of the experiment. */
function axis(id: string, setting: Parameter): fc.Arbitrary<Axis> {
  const bounded: Parameter =
    setting.kind === 'flag' ? { ...setting, kind: 'integer', min: 0, max: 1 } : setting;
  const values = number(bounded);
  const spread = fc.constantFrom('log' as const, 'linear' as const).chain((scale) => {
    const ends = scale === 'linear' ? values : values.filter((value) => value > 0);
    const positive = scale === 'linear' || bounded.max === undefined || bounded.max > 0;
    return fc.record({
      id: fc.constant(id),
      from: positive ? ends : values,
      to: positive ? ends : values,
      n: fc.integer({ min: 1, max: 9 }),
      scale: fc.constant(positive ? scale : ('linear' as const)),
      at: fc.constant(null),
    });
  });
  const list = fc.array(values, { minLength: 1, maxLength: 4 }).map((at) => listed(id, at));
  return fc.oneof({ weight: 3, arbitrary: spread }, { weight: 1, arbitrary: list });
}

/** A study of an experiment: none in half of the cases. */
const studyOf = (
  surface: StageSpec,
  runs: readonly ExperimentRun[],
): fc.Arbitrary<Pick<Experiment, 'study' | 'axes'>> => {
  const none = fc.constant({ study: null, axes: [] });
  const some = fc
    .record({
      study: fc.constantFrom(...studies).chain(spec),
      ids: fc.subarray([...possibleAxes(surface, runs)], { minLength: 1, maxLength: 3 }),
    })
    .chain(({ study, ids }) =>
      fc
        .tuple(...ids.map((id) => axis(id, settingOf(surface, runs, id) as Parameter)))
        .map((axes) => ({ study: possible(study, surface), axes: possibleOf(study, surface, axes) })),
    );
  return fc.oneof(none, some);
};

/** A race has its own surfaces, starts and seed. */
const possibleOf = (study: StageSpec, surface: StageSpec, axes: readonly Axis[]): readonly Axis[] =>
  study.id === 'race' ? axes.filter(({ id }) => !settingOfExperiment(surface, id)) : axes;

/** The same study with a measure that the surface has, and not too many trials. */
function possible(study: StageSpec, surface: StageSpec): StageSpec {
  if (study.id === 'race') return surface.id === 'mnist' ? defaultStudy() : study;
  const { measure, trials } = study.args;
  const known = surface.id === 'mnist' || !NETWORK_MEASURES.includes(String(measure));
  return {
    ...study,
    args: {
      ...study.args,
      seeds: 1,
      ...(trials !== undefined && { trials: Math.min(Number(trials), 10_000) }),
      ...(!known && { measure: 'final' }),
    },
  };
}

/** Two numbers of any size, the lower one first. */
const interval = fc
  .tuple(
    fc.double({ noNaN: true, noDefaultInfinity: true, max: 8e307, min: -8e307 }),
    fc.double({ noNaN: true, noDefaultInfinity: true, max: 8e307, min: -8e307 }),
  )
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => [Math.min(a, b) + 0, Math.max(a, b) + 0] as const);
const rectangle = fc.tuple(interval, interval).map(([x, y]) => [...x, ...y] as const);

const FORMULAS = ['x^2 + y^2', 'sin(x)*cos(y) + x/10', '(1 - x)^2 + 100*(y - x^2)^2'];
const RULES = ['x = x - lr*g', 'm = 0.9*m + g; x = x - lr*m', 'v = v + g^2\nx = x - lr*g/(sqrt(v) + 1e-8)'];

/** A valid experiment with up to `most` runs. */
export const experiments = (most = 3): fc.Arbitrary<Experiment> =>
  fc
    .record({
      surface: fc.constantFrom<Row>(...surfaces, mnist).chain(spec),
      rules: fc.oneof(
        { weight: 3, arbitrary: fc.constant(RULES.slice(0, 1)) },
        { weight: 1, arbitrary: fc.array(fc.constantFrom(...RULES), { minLength: 2, maxLength: 3 }) },
      ),
    })
    .chain(({ surface, rules }) => {
      const longest = mostSteps(surface.id);
      const coordinate = fc.double({ noNaN: true, noDefaultInfinity: true }).map(withoutMinusZero);
      const plain = fc.record({
        version: fc.constant(1 as const),
        surface: fc.constant(surface),
        formula: surface.id === 'custom' ? fc.constantFrom(...FORMULAS) : fc.constant(null),
        rules: fc.constant(rules),
        start: fc.tuple(coordinate, coordinate),
        runs: fc.oneof(
          { weight: 1, arbitrary: fc.constant(defaultRuns(surface.id)) },
          { weight: 4, arbitrary: fc.array(run(rules.length), { minLength: 1, maxLength: most }) },
        ),
        steps: fc.oneof(fc.constant(500), fc.integer({ min: 1, max: longest })),
        seed: fc.integer({ min: 0, max: MAX_SEED }),
        view: fc.constantFrom('overlay' as const, 'split' as const, '3d' as const),
        window: fc.option(rectangle),
        rates: fc.constantFrom('effective' as const, 'realized' as const, 'stability' as const),
        future: fc.boolean(),
        t: fc.nat(),
        speed: fc.double({ min: 0, minExcluded: true, max: 10_000, noNaN: true }),
        title: text(40),
        note: text(60, 'lines'),
        lesson: fc.constantFrom('rotation', 'adam-38', null),
        lang: fc.constantFrom('en' as const, 'zh' as const, null),
        theme: fc.constantFrom('light' as const, 'dark' as const, 'auto' as const, 'projector' as const),
        embed: fc.boolean(),
        hide: fc.shuffledSubarray([...PARTS]),
      });
      return plain.chain((experiment) =>
        studyOf(surface, experiment.runs).map((study) => ({
          ...experiment,
          ...study,
          t: experiment.t % (experiment.steps + 1),
        })),
      );
    });
