/** The schedules of a run as a function in Python, for libraries that have none that do the same. */
import type { StageSpec } from '../../core/types.ts';
import { indented } from './lines.ts';
import { pythonNumber as n, numbers } from './python.ts';
import { type Assignment, writtenSchedules } from './schedules.ts';

/** A function of the number of the update, `rate_of`, written from the formulas; what it is told after each update. */
export function rateFunction(
  specs: readonly StageSpec[],
  lr: number,
  steps: number,
  measured: { readonly loss: string; readonly norm: string },
): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const { chain, warmup, wait } = writtenSchedules(specs, steps, numbers);
  const assigned = (lines: readonly Assignment[]): readonly string[] =>
    lines.map(([name, text]) => `${name} = ${text}`);
  const states = chain.flatMap((one) => one.states);
  const body = chain.flatMap(({ id, rate }) => [
    `# ${id}`,
    // Both schedules count from the warm-up's end where there is one.
    ...(id === 'warmup' ? ['k = t'] : []),
    ...assigned(rate),
  ]);
  const after = chain.flatMap(({ id, observe }) => [
    ...(id === 'gradient' ? [`norm = ${measured.norm}`] : []),
    ...(id === 'plateau' ? [`loss = ${measured.loss}`] : []),
    ...assigned(observe),
  ]);
  const chosen = warmup
    ? [
        `if t <= ${wait}:`,
        ...indented(['k = t', ...assigned(warmup.rate)], '    '),
        'else:',
        ...indented([`k = t - ${wait}`, ...body], '    '),
      ]
    : ['k = t', ...body];
  return {
    before: [
      ...states.map(([name, initial]) => `${name} = ${n(initial)}`),
      '',
      'def rate_of(t):',
      ...(states.length > 0 ? [`    nonlocal ${states.map(([name]) => name).join(', ')}`] : []),
      ...indented([`rate = ${n(lr)}`, ...chosen, 'return rate'], '    '),
      '',
    ],
    after: wait > 0 && after.length > 0 ? [`if t > ${wait}:`, ...indented(after, '    ')] : after,
  };
}
