/** The schedules of a run as a function of the number of the update: tfjs has none of its own. */
import type { StageSpec } from '../../core/types.ts';
import { javascriptNumber as n, scalars } from './javascript.ts';
import { indented } from './lines.ts';
import { type Assignment, writtenSchedules } from './schedules.ts';

export interface RateLines {
  /** Before the loop; defines the function `rate`. */
  readonly before: readonly string[];
  /** After an update that was finite. */
  readonly after: readonly string[];
  /** The rate of update t. */
  readonly rate: string;
}

const assigned = (lines: readonly Assignment[]): readonly string[] =>
  lines.map(([name, text]) => `${name} = ${text};`);

/** `loss` and `norm` are what the loss after the update, and the norm of the gradient, are called. */
export function rateLines(
  specs: readonly StageSpec[],
  lr: number,
  steps: number,
  { loss, norm }: { readonly loss: string; readonly norm: string },
): RateLines {
  if (specs.length === 0) return { before: [], after: [], rate: n(lr) };
  const { chain, warmup, wait } = writtenSchedules(specs, steps, scalars);
  const states = chain.flatMap((one) => one.states);
  const kept = new Set(['rate', 'k', ...states.map(([name]) => name)]);
  const temporary = (lines: readonly Assignment[]): readonly string[] => [
    ...new Set(lines.map(([name]) => name).filter((name) => !kept.has(name))),
  ];
  const declared = (names: readonly string[]): readonly string[] =>
    names.length > 0 ? [`let ${names.join(', ')};`] : [];
  const body = chain.flatMap(({ id, rate }) => [
    `// ${id}`,
    ...(id === 'warmup' ? ['k = t;'] : []),
    ...assigned(rate),
  ]);
  const observed = chain.flatMap(({ id, observe }) => [
    ...(id === 'gradient' ? [`const norm = ${norm};`] : []),
    ...(id === 'plateau' ? [`const loss = ${loss};`] : []),
    ...assigned(observe),
  ]);
  const after = [...declared(temporary(chain.flatMap(({ observe }) => observe))), ...observed];
  const all = [...chain.flatMap(({ rate }) => rate), ...(warmup?.rate ?? [])];
  return {
    before: [
      ...states.map(([name, initial]) => `let ${name} = ${n(initial)};`),
      'const rateOf = (t) => {',
      ...indented(
        [
          `let [rate, k] = [${n(lr)}, t];`,
          ...declared(temporary(all)),
          ...(warmup
            ? [
                `if (t <= ${wait}) {`,
                ...indented(assigned(warmup.rate), '  '),
                '} else {',
                ...indented([`k = t - ${wait};`, ...body], '  '),
                '}',
              ]
            : body),
          'return rate;',
        ],
        '  ',
      ),
      '};',
    ],
    after:
      observed.length === 0 ? [] : wait > 0 ? [`if (t > ${wait}) {`, ...indented(after, '  '), '}'] : after,
    rate: 'rateOf(t)',
  };
}
