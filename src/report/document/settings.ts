/** The settings of runs in words and formulas. */
import { ruleToTex, toTex } from '../../core/formula/index.ts';
import { createOptimizer } from '../../core/optimizer.ts';
import { scheduleTable, stageTable, surfaceTable } from '../../core/tables.ts';
import type { Argument, Parameter, Row, StageSpec } from '../../core/types.ts';
import { optimizerEntry, type RowEntry, scheduleEntry, stageEntry } from '../../document/names.ts';
import { type Experiment, type ExperimentRun, type Language, writeArgument } from '../../experiment/index.ts';
import { explanation } from '../../i18n/index.ts';
import type { Block, Line } from './tree.ts';
import type { ReportWords } from './words-en.ts';

/** What gradient stages do to the gradient, which has no text of its own in their rows. */
const STAGE_TEX: Readonly<Record<string, (args: StageSpec['args']) => readonly string[]>> = {
  noise: () => ['g_t \\gets g_t + \\sigma\\,\\xi_t,\\quad \\xi_t \\sim \\mathcal N(0, I)'],
  precision: () => ['g_t \\gets \\operatorname{round}(S\\,g_t)/S'],
  accumulate: () => ['g_t \\gets \\frac1N\\sum_{k=1}^{N} g_t^{(k)}'],
  clip: ({ norm, value }) => [
    ...(norm === null ? [] : ['g_t \\gets g_t\\,\\min\\bigl(1, c/(\\lVert g_t\\rVert_2 + 10^{-6})\\bigr)']),
    ...(value === null ? [] : ['g_{t,i} \\gets \\min(\\max(g_{t,i}, -v), v)']),
  ],
};

/** A number in full, with a power of ten where it is short that way. */
const numberTex = (value: number): string => {
  const [digits, exponent] = String(value).split('e');
  if (exponent === undefined) return digits;
  const power = `10^{${Number(exponent)}}`;
  return digits === '1' ? power : `${digits}\\times ${power}`;
};

function writtenValue(parameter: Parameter, value: Argument, entry: RowEntry, words: ReportWords): Line {
  const text =
    value === null || (Array.isArray(value) && value.length === 0)
      ? words.settings.unused
      : parameter.kind === 'flag'
        ? value === 1
          ? words.settings.yes
          : words.settings.no
        : parameter.kind === 'choice'
          ? (entry.choices?.[parameter.key]?.[String(value)] ?? String(value))
          : null;
  if (text !== null) return [text];
  return typeof value === 'number'
    ? [{ tex: numberTex(value) }]
    : [writeArgument(value).replaceAll('/', ', ')];
}

/** The arguments of a stage as a table: symbol, meaning, value. Nothing where it has none. */
export function argumentTable(
  row: Row,
  { args }: StageSpec,
  entry: RowEntry,
  words: ReportWords,
): readonly Block[] {
  const shown = row.parameters.filter(({ key }) => key !== 'as' || args.as !== 'pytorch');
  if (shown.length === 0) return [];
  const { symbol, name, value } = words.settings;
  return [
    {
      kind: 'table',
      caption: null,
      numbers: false,
      head: [[symbol], [name], [value]],
      rows: shown.map((parameter) => {
        const meaning = entry.params?.[parameter.key] ?? parameter.key;
        const word = parameter.symbol.startsWith('\\text');
        return [
          word ? [{ code: parameter.key }] : [{ tex: parameter.symbol }],
          [meaning],
          writtenValue(parameter, args[parameter.key] ?? null, entry, words),
        ];
      }),
    },
  ];
}

const sentences = (...parts: readonly (string | undefined)[]): readonly Block[] =>
  parts.flatMap((part) => (part === undefined ? [] : { kind: 'paragraph', line: [part] }));

/** The rule's equations, in the convention that the run follows. */
function equationsOf({ optimizer }: ExperimentRun, rules: readonly string[], words: ReportWords) {
  const row = createOptimizer(optimizer, rules);
  const convention = typeof optimizer.args.as === 'string' ? optimizer.args.as : 'pytorch';
  const text = row.formulas?.[convention];
  if (text === undefined) return { row, convention: null, tex: row.tex };
  const symbols = new Map(row.parameters.map(({ key, symbol }) => [key, symbol]));
  const { if: condition, otherwise } = words.settings;
  const tex = ruleToTex(text, { symbols, words: { if: condition, otherwise } });
  return { row, convention, tex: Array.isArray(tex) ? (tex as readonly string[]) : row.tex };
}

/** What one run does: its rule, its schedules, its gradient stages. */
export function runBlocks(
  run: ExperimentRun,
  rules: readonly string[],
  lang: Language,
  words: ReportWords,
): readonly Block[] {
  const { row, convention, tex } = equationsOf(run, rules, words);
  const { settings } = words;
  const said = explanation(lang, 'optimizers', run.optimizer.id);
  const entry = optimizerEntry(lang, run.optimizer.id);
  const library = convention && (entry.choices?.as?.[convention] ?? convention);
  const part = (
    title: string,
    table: 'schedules' | 'stages',
    spec: StageSpec,
    row: Row,
    equations: readonly string[],
    entry: RowEntry,
  ): Block => ({
    kind: 'section',
    title,
    blocks: [
      ...sentences(explanation(lang, table, spec.id)?.about),
      { kind: 'equations', tex: equations },
      ...argumentTable(row, spec, entry, words),
    ],
  });
  return [
    ...sentences(
      said?.about,
      library ? settings.convention(library) : `${settings.update}${words.colon.trim()}`,
    ),
    { kind: 'equations', tex },
    ...argumentTable(row, run.optimizer, entry, words),
    ...(run.schedules.length === 0 ? sentences(settings.constant) : []),
    ...run.schedules.map((spec) => {
      const of = scheduleTable.get(spec.id);
      const named = scheduleEntry(lang, spec.id);
      return part(settings.schedule(named.name), 'schedules', spec, of, [of.tex], named);
    }),
    ...run.stages.map((spec) => {
      const named = stageEntry(lang, spec.id);
      const equations = STAGE_TEX[spec.id]?.(spec.args) ?? [];
      return part(settings.stage(named.name), 'stages', spec, stageTable.get(spec.id), equations, named);
    }),
  ];
}

/** The function of a surface as TeX. */
export function surfaceTex({ surface, formula }: Experiment): string {
  if (surface.id !== 'custom' || formula === null) return surfaceTable.get(surface.id).tex;
  const tex = toTex(formula);
  return typeof tex === 'string' ? `f(x,y) = ${tex}` : surfaceTable.get(surface.id).tex;
}
