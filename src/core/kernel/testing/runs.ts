/** Random runs for tests of what is compiled. */
import fc from 'fast-check';
import { argumentsOf } from '../../optimizers/contract/inputs.ts';
import { optimizers } from '../../optimizers/index.ts';
import { schedules } from '../../schedules/index.ts';
import { surfaceFormulas } from '../../surfaces/formulas.ts';
import { surfaces } from '../../surfaces/index.ts';
import { defaults } from '../../tables.ts';
import type { Arguments, Optimizer, Row, RunSpec, StageSpec } from '../../types.ts';
import type { KernelRun } from '../compile.ts';

const withArguments = (row: Row): fc.Arbitrary<StageSpec> =>
  fc
    .tuple(
      ...row.parameters.map(({ kind, default: usual, slider, min, max, choices }) => {
        if (kind === 'choice') return fc.constantFrom(...(choices ?? []));
        if (kind === 'flag') return fc.constantFrom(0, 1);
        if (kind === 'list' || !slider) return fc.constant(usual);
        if (kind === 'integer')
          return fc.integer({ min: Math.max(1, min ?? 1), max: Math.min(200, max ?? 200) });
        return fc.oneof(fc.constant(usual), fc.double({ min: slider.min, max: slider.max, noNaN: true }));
      }),
    )
    .map((values) => ({
      id: row.id,
      args: {
        ...defaults(row),
        ...Object.fromEntries(row.parameters.map(({ key }, i) => [key, values[i]])),
      },
    }));

const surface = fc.oneof(
  ...surfaces
    .filter(({ id }) => id in surfaceFormulas)
    .map((row) => fc.record({ surface: withArguments(row), formula: fc.constant(null) })),
  fc.record({
    surface: fc.constant({ id: 'custom', args: {} }),
    formula: fc.constantFrom(
      'x^4 - 3*x*y + exp(y/3)',
      'log(x) + y^2',
      'sqrt(abs(x)) + max(x, y)^2',
      'x^2 + cos(x)',
    ),
  }),
);
const clip = fc
  .record({
    norm: fc.option(fc.double({ min: 1e-3, max: 10, noNaN: true })),
    value: fc.option(fc.double({ min: 1e-3, max: 10, noNaN: true })),
  })
  .map((args): StageSpec[] => [{ id: 'clip', args }]);
const scheduled = fc.oneof(
  { weight: 2, arbitrary: fc.constant<StageSpec[]>([]) },
  fc
    .subarray(schedules.filter(({ driven }) => !driven) as Row[], { minLength: 1, maxLength: 2 })
    .chain((rows) => fc.tuple(...rows.map(withArguments)) as fc.Arbitrary<StageSpec[]>),
);
const coordinate = fc.oneof(
  fc.double({ min: -3, max: 3, noNaN: true }),
  fc.constantFrom(0, 1e-300, 1e80, 1e200, 1.7e308),
);

/** Some runs of a rule on one surface, from several starts and with several settings. */
export const runsOf = (rule: Optimizer, as: string): fc.Arbitrary<readonly KernelRun[]> =>
  fc
    .record({
      ...{ place: surface },
      several: fc.array(fc.record({ args: argumentsOf(rule, as), start: fc.tuple(coordinate, coordinate) }), {
        minLength: 1,
        maxLength: 5,
      }),
      stages: fc.oneof(fc.constant<StageSpec[]>([]), clip),
      schedules: scheduled,
      factor: fc.constantFrom(1, 1, 10),
    })
    .map(({ place, several, stages, schedules: chosen, factor }) =>
      several.map(({ args, start }) => {
        const faster = { ...args, lr: Number((args as Arguments).lr) * factor };
        const run: RunSpec = { optimizer: { id: rule.id, args: faster }, schedules: chosen, stages };
        return { ...place, rules: [], run, start };
      }),
    );

/** The rules whose runs machine code makes. */
export const compiled = optimizers.filter(
  ({ id, coordinatewise, needs }) => id !== 'custom' && coordinatewise !== false && !needs,
);
