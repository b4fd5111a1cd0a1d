/** Random inputs for the contract: hyper-parameters a row allows, gradients of any size, points. */
import fc from 'fast-check';
import { defaults } from '../../tables.ts';
import type { Argument, Arguments, Optimizer, Parameter } from '../../types.ts';

/** Evenly between two bounds: fast-check's own doubles are mostly denormal numbers and other extremes. */
export const between = (min: number, max: number): fc.Arbitrary<number> =>
  fc.noBias(fc.integer({ min: 0, max: 1000 })).map((part) => min + ((max - min) * part) / 1000);

/** A value that a slider can show, or the default. */
function shownValue(parameter: Parameter, usual: Argument): fc.Arbitrary<Argument> {
  const { kind, slider, choices } = parameter;
  if (kind === 'flag') return fc.constantFrom(0, 1);
  if (kind === 'choice') return fc.constantFrom(...(choices ?? [usual as string]));
  if (!slider || kind === 'list') return fc.constant(usual);
  const { min, max, scale } = slider;
  const value = between(0, 1).map((part) => {
    if (scale === 'linear') return min + part * (max - min);
    if (scale === 'log') return min * (max / min) ** part;
    return 1 - (1 - min) * ((1 - max) / (1 - min)) ** part;
  });
  const shown = value.map((x) => Math.min(max, Math.max(min, kind === 'integer' ? Math.round(x) : x)));
  return fc.oneof({ weight: 3, arbitrary: shown }, { weight: 1, arbitrary: fc.constant(usual) });
}

/** Arguments that the row allows, one by one and together, under a convention. `fixed` are kept as given. */
export function argumentsOf(rule: Optimizer, as: string, fixed: Arguments = {}): fc.Arbitrary<Arguments> {
  const usual = defaults(rule, as);
  const values = rule.parameters
    .filter(({ key }) => key !== 'as')
    .map((parameter) => [parameter.key, shownValue(parameter, usual[parameter.key])] as const);
  return fc.record(Object.fromEntries(values)).map((drawn) => {
    const kept = Object.entries(fixed).filter(([key]) => key in usual);
    const args: Record<string, Argument> = { ...usual, ...drawn, ...Object.fromEntries(kept) };
    for (const { key, used } of rule.check?.(args) ?? []) args[key] = used;
    return args;
  });
}

/** A number of either sign whose size ranges over many powers of ten, now and then 0. */
export const anySize: fc.Arbitrary<number> = fc
  .tuple(between(1, 10), fc.integer({ min: -5, max: 3 }), fc.boolean())
  .chain(([digits, power, negative]) => {
    const size = digits * 10 ** power;
    return fc.oneof(
      { weight: 15, arbitrary: fc.constant(negative ? -size : size) },
      { weight: 1, arbitrary: fc.constant(0) },
    );
  });

/** A coordinate of a point. */
export const coordinate: fc.Arbitrary<number> = between(-3, 3);

/** What one update is given: a gradient of two coordinates, and the factor a schedule puts on the rate. */
export interface Given {
  readonly gradient: readonly [number, number];
  readonly factor: number;
}

/** Some updates in a row. */
export const updates: fc.Arbitrary<readonly Given[]> = fc.array(
  fc.record({
    gradient: fc.tuple(anySize, anySize),
    factor: fc.oneof(fc.constant(1), between(0.1, 1)),
  }),
  { minLength: 1, maxLength: 12 },
);
