/** What a link fixes, in words: the surface, the start, every run with its settings. */
import { mnist } from '../../core/network.ts';
import { defaults, optimizerTable, scheduleTable, stageTable, surfaceTable } from '../../core/tables.ts';
import type { Row, StageSpec } from '../../core/types.ts';
import { runNames, scheduleEntry, stageEntry, surfaceEntry } from '../../document/names.ts';
import {
  type Experiment,
  type ExperimentRun,
  isNetwork,
  type Language,
  writeArgument,
} from '../../experiment/index.ts';
import type { Strings } from '../../i18n/index.ts';
import type { ShareStrings } from '../../i18n/share-en.ts';
import { short } from '../../ui/format.ts';

export interface Fact {
  readonly what: string;
  readonly values: readonly string[];
}

/** A setting as libraries and links say it: `lr 0.05`. */
const setting = ({ args }: StageSpec, key: string): string => `${key} ${writeArgument(args[key])}`;

/** The rate, and what is not usual: `lr 0.05, beta1 0.8`. */
function unusual(row: Row, spec: StageSpec): string {
  const { args } = spec;
  const usual = defaults(row, args.as === undefined ? undefined : String(args.as));
  return row.parameters
    .filter(({ key }) => {
      if (key === 'as') return args.as !== 'pytorch';
      return key === 'lr' || writeArgument(args[key]) !== writeArgument(usual[key]);
    })
    .map(({ key }) => setting(spec, key))
    .join(', ');
}

/** All that is set: of two ways to say the same, one is null. */
const all = (row: Row, spec: StageSpec): string =>
  row.parameters
    .filter(({ key }) => spec.args[key] !== null)
    .map(({ key }) => setting(spec, key))
    .join(', ');

const named = (name: string, said: string): string => (said ? `${name} (${said})` : name);

/**
 * What is set of a run, one text a stage: of the optimizer the rate and what is not usual, of schedules and gradient stages
 * their names and all that is set. `rules` are those of the experiment.
 */
export function runSettings(
  { optimizer, schedules, stages }: ExperimentRun,
  rules: readonly string[],
  lang: Language,
): readonly string[] {
  return [
    unusual(optimizerTable.get(optimizer.id), optimizer),
    ...(optimizer.id === 'custom' ? [rules[Number(optimizer.args.rule) - 1] ?? ''] : []),
    ...schedules.map((spec) =>
      named(scheduleEntry(lang, spec.id).name, all(scheduleTable.get(spec.id), spec)),
    ),
    ...stages.map((spec) => named(stageEntry(lang, spec.id).name, all(stageTable.get(spec.id), spec))),
  ];
}

/** The surface with its arguments or its formula: `Rosenbrock (a 1, b 100)`. */
export function surfaceFact({ surface, formula }: Experiment, lang: Language): string {
  const row = isNetwork({ surface }) ? mnist : surfaceTable.get(surface.id);
  return named(surfaceEntry(lang, surface.id).name, formula ?? all(row, surface));
}

/** @param step The step at which the link opens. */
export function facts(
  experiment: Experiment,
  step: number,
  lang: Language,
  strings: Strings,
  words: ShareStrings,
): readonly Fact[] {
  const { surface, rules, start, runs, steps, seed } = experiment;
  const network = isNetwork({ surface });
  const names = runNames(runs, lang, strings);
  return [
    { what: strings.header.surface, values: [surfaceFact(experiment, lang)] },
    ...(network
      ? []
      : [{ what: strings.header.start, values: [start.map((value) => short(value)).join(', ')] }]),
    {
      what: strings.runs.title,
      values: runs.map((run, i) => {
        const [said, ...others] = runSettings(run, rules, lang);
        return [named(names[i], said), ...others].join(' · ');
      }),
    },
    { what: strings.header.steps, values: [String(steps)] },
    { what: strings.header.seed, values: [String(seed)] },
    { what: words.opensAt, values: [words.atNumber(String(step))] },
  ];
}
