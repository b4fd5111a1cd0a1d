/**
 * Everything that can be chosen, as one text: `docs/catalogue.md`, written from the tables.
 *
 *     npm run catalogue   # writes it anew
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stages } from '../../src/core/gradient/index.ts';
import { mnist } from '../../src/core/network.ts';
import { optimizers } from '../../src/core/optimizers/index.ts';
import { schedules } from '../../src/core/schedules/index.ts';
import { surfaces } from '../../src/core/surfaces/index.ts';
import { defaults } from '../../src/core/tables.ts';
import type { Argument, Domain, Optimizer, Parameter, Row, Schedule, Surface } from '../../src/core/types.ts';
import { createUpdater } from '../../src/core/updater.ts';
import { ruleOf, writeArgument } from '../../src/experiment/argument.ts';
import { runsOf } from '../../src/experiment/defaults/v1.ts';
import { inWords } from '../../src/experiment/problems.ts';
import { explanations } from '../../src/i18n/catalogue/explanations-en.ts';
import { optimizersEn } from '../../src/i18n/catalogue/optimizers-en.ts';
import type { RowExplanation, RowStrings } from '../../src/i18n/catalogue/rows.ts';
import { schedulesEn, stagesEn } from '../../src/i18n/catalogue/schedules-en.ts';
import { surfacesEn } from '../../src/i18n/catalogue/surfaces-en.ts';
import { language } from './catalogue-language.ts';

/** Where the catalogue is kept. */
export const CATALOGUE = fileURLToPath(new URL('../../docs/catalogue.md', import.meta.url));

/** How a catalogue that is out of date is written anew. */
export const REFRESH = 'npm run catalogue';

type Strings = Readonly<Record<string, RowStrings>>;

const code = (text: string): string => `\`${text}\``;
const shown = (value: Argument): string => (value === null ? 'not used' : code(writeArgument(value)));

function allowedOf(parameter: Parameter): string {
  if (parameter.kind === 'flag') return '0, 1';
  if (parameter.choices) return parameter.choices.map(code).join(', ');
  return `${inWords(ruleOf(parameter))}${parameter.optional ? ', or nothing' : ''}`;
}

function parametersOf({ parameters }: Row, { params }: RowStrings): readonly string[] {
  if (parameters.length === 0) return [];
  const lines = parameters.map((parameter) => {
    const { key, default: value } = parameter;
    return `| ${code(key)} | ${shown(value)} | ${allowedOf(parameter)} | ${params[key]} |`;
  });
  return ['| key | default | allowed | |', '|---|---|---|---|', ...lines, ''];
}

/** The defaults that follow another library. */
const conventionsOf = ({ conventions = {} }: Row): readonly string[] =>
  Object.entries(conventions).flatMap(([as, values]) => {
    const others = Object.entries(values).map(([key, value]) => `${key} ${shown(value)}`);
    return [`With ${code(`as:${as}`)}: ${others.length > 0 ? others.join(', ') : 'the same defaults'}.`, ''];
  });

/** Equations, one under the other. */
const mathematics = (lines: readonly string[]): readonly string[] => {
  const gathered = ['\\begin{gathered}', lines.join(' \\\\\n'), '\\end{gathered}'];
  return ['```math', ...(lines.length > 1 ? gathered : lines), '```', ''];
};

const text = (statements: string): readonly string[] => [
  '```text',
  ...statements
    .trim()
    .split('\n')
    .map((line) => line.trim()),
  '```',
  '',
];

type Explained = Readonly<Record<string, RowExplanation>>;

const entry = (
  row: Row,
  strings: Strings,
  explained: Explained,
  more: readonly string[],
): readonly string[] => [
  `### ${code(row.id)}: ${strings[row.id].name}`,
  '',
  [explained[row.id].about, explained[row.id].note ?? ''].join(' ').trim(),
  '',
  ...parametersOf(row, strings[row.id]),
  ...conventionsOf(row),
  ...more,
  `Source: ${row.source}`,
  '',
];

const point = ([x, y]: readonly number[]): string => `(${x}, ${y})`;
const domainOf = ({ x, y }: Domain): string => `x from ${x[0]} to ${x[1]}, y from ${y[0]} to ${y[1]}`;

const runsWhenNoneAreNamed = (surface: string): readonly string[] => [
  `Runs of a link that names none: ${runsOf(surface).map(code).join(' ')}`,
  '',
];

function surfaceOf(surface: Surface): readonly string[] {
  const { minima } = surface.create(defaults(surface), 1);
  const all = minima.map(({ x, y, loss }) => {
    const [atX, atY, at] = [x, y, loss].map((value) => Number(value.toPrecision(6)));
    return `${at} at ${point([atX, atY])}`;
  });
  return [
    ...mathematics([surface.tex]),
    `Shown: ${domainOf(surface.domain)}. Start: ${point(surface.start)}. ` +
      `Minima: ${all.length > 0 ? all.join('; ') : 'none known'}.`,
    '',
    ...runsWhenNoneAreNamed(surface.id),
  ];
}

/** A place that no number of a table has. */
const PLACE = 0.7853;

/** Memory and scalars of a rule before its first update, by name. */
function initialOf(row: Optimizer, changed: Readonly<Record<string, Argument>>): ReadonlyMap<string, number> {
  const args = { ...defaults(row), ...changed };
  const spec = { optimizer: { id: row.id, args }, schedules: [], stages: [] };
  const objective = surfaces[0].create(defaults(surfaces[0]), 1);
  const { memory, scalars } = createUpdater(spec, Float64Array.of(PLACE, PLACE), {
    seed: 1,
    objective,
  }).save();
  return new Map([
    ...Object.entries(memory).map(([name, values]): [string, number] => [name, values[0]]),
    ...Object.entries(scalars),
  ]);
}

/** What a rule remembers, and what it starts from: an argument where that decides it, the start `x`, or a number. */
function memoryOf(row: Optimizer): readonly string[] {
  if (row.id === 'custom') return [];
  const numbers = row.parameters.filter(({ default: value }) => typeof value === 'number');
  const others = numbers.map(({ key, default: value }) => {
    const other = (value as number) === 0 ? 0.0123 : (value as number) * 0.93;
    return { key, other, initial: initialOf(row, { [key]: other }) };
  });
  const all = [...initialOf(row, {})].map(([name, value]) => {
    const decides = others.find(({ initial, other }) => initial.get(name) === other && other !== value);
    if (decides) return `${code(name)} = ${code(decides.key)}`;
    return `${code(name)} = ${value === PLACE ? code('x') : value}`;
  });
  return all.length === 0 ? [] : [`Before the first update: ${all.join(', ')}.`, ''];
}

function optimizerOf(row: Optimizer): readonly string[] {
  const { tex, formula, formulas = {}, coordinatewise, needs } = row;
  const others = Object.entries(formulas).flatMap(([as, statements]) => [
    `With ${code(`as:${as}`)}:`,
    '',
    ...text(statements),
  ]);
  const reads = needs ? ['It looks at the function itself, and is not offered for a network.', ''] : [];
  const joint =
    coordinatewise === false ? ['The coordinates of a layer, or of the plane, move together.', ''] : [];
  return [
    ...mathematics(tex),
    ...(formula.trim() === '' ? [] : text(formula)),
    ...others,
    ...memoryOf(row),
    ...joint,
    ...reads,
  ];
}

const section = <R extends Row>(
  title: string,
  introduction: string,
  rows: readonly R[],
  strings: Strings,
  explained: Explained,
  more: (row: R) => readonly string[],
): readonly string[] => [
  `## ${title}`,
  '',
  introduction,
  '',
  rows.map(({ id }) => code(id)).join(' · '),
  '',
  ...rows.flatMap((row) => entry(row, strings, explained, more(row))),
];

/** The catalogue as it should be. */
export function catalogue(): string {
  const lines = [
    '# Catalogue',
    '',
    `Everything that a link can choose. Written from the tables by ${code(REFRESH)}.`,
    '',
    'A stage of a link is `id,key:value,key:value`, and a value that equals its default is left out. Ids and keys are an API:',
    'they are never renamed. What is not allowed is clamped or falls back to the default, and the page says so.',
    '',
    'Update `t` counts from 1 and uses the rate that a PyTorch loop has after t − 1 calls of `scheduler.step()`. Numbers equal those of',
    'PyTorch to the digit where PyTorch computes in float64: `torch.set_default_dtype(torch.float64)` before anything is made, since its',
    'default is float32.',
    '',
    ...section('Surfaces', 'Chosen with `surface=`.', surfaces, surfacesEn, explanations.surfaces, surfaceOf),
    ...entry(mnist, surfacesEn, explanations.surfaces, runsWhenNoneAreNamed(mnist.id)),
    ...section(
      'Optimizers',
      'The first stage of a `run=`. The text is the rule for one coordinate `x` with its gradient `g` at update `t`, and what ' +
        'a test evaluates beside the code. Where the coordinates of a layer, or of the plane, move together, a name stands for ' +
        'all of them: a vector is one column, a matrix has `rows` and `columns`, and operators and functions work element by ' +
        'element. `sum(A)` adds up, `dot(a, b)` is `sum(a*b)`, `matmul(A, B)` the matrix product, `outer(A, B)` the product of ' +
        'A with the transpose of B, `matpow(A, p)` the power of a matrix, `matabs(A)` the matrix with the absolute eigenvalues, ' +
        '`pinv(A)` the pseudo-inverse, `append(A, a, n)` A with a last column a, of which the last n stay. ' +
        '`repeat(A, n, …)` gives A a new value n times, `fold(A, …, a, B)` once for each column a of B, `first(k, n, …)` is the ' +
        'first k from 0 for which the condition holds (n if none below it), and `bracket(a, start, n, low, steep)` doubles and ' +
        'halves a until both conditions hold. `f`, `gradient` and `hessian` are the noise-free function; `sides` is 2 for a ' +
        'matrix, 1 for a vector of a network and 0 in the plane.',
      optimizers,
      optimizersEn,
      explanations.optimizers,
      optimizerOf,
    ),
    ...section(
      'Schedules',
      'Further stages of a run, joined by `~`. Each takes the rate that the one before it gives; `warmup` is always last.',
      schedules,
      schedulesEn,
      explanations.schedules,
      ({ tex }: Schedule) => mathematics([tex]),
    ),
    ...section(
      'Gradient stages',
      'Further stages of a run, joined by `~`; applied in this order, whatever the order in the link.',
      stages,
      stagesEn,
      explanations.stages,
      () => [],
    ),
    ...language(),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(CATALOGUE, catalogue());
