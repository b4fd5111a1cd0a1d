/** The formulas that programs are written from, beside the code of the surfaces and schedules. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFormula, type Formula, isFormulaError, parseRule } from '../../core/formula/index.ts';
import type { parseExpression } from '../../core/formula/parse.ts';
import { createScheduleChain } from '../../core/schedule-chain.ts';
import { schedules } from '../../core/schedules/index.ts';
import { defaults, scheduleTable, surfaceTable } from '../../core/tables.ts';
import { simplify, write } from './language.ts';
import { numbers } from './python.ts';
import { SCHEDULE_FORMULAS } from './schedules.ts';
import { REDDI, SURFACE_FORMULAS } from './surfaces.ts';

/** A formula with numbers in the place of the surface's arguments. */
function compiled(text: string, args: Readonly<Record<string, number>>): Formula {
  const filled = Object.entries(args).reduce(
    (result, [name, value]) => result.replace(new RegExp(`\\b${name}\\b`, 'g'), `(${value})`),
    text,
  );
  const formula = compileFormula(filled);
  if (isFormulaError(formula)) throw new Error(formula.message);
  return formula;
}

describe('the formula of a surface', () => {
  it.each([...Object.entries(SURFACE_FORMULAS), ['reddi', REDDI.mean] as const])(
    'of %s has the values and gradients of its code',
    (id, text) => {
      const row = surfaceTable.get(id);
      const args = defaults(row) as Record<string, number>;
      const formula = compiled(text, args);
      const objective = row.create(args, 1);
      const [ours, theirs] = [new Float64Array(2), new Float64Array(2)];
      const { x, y } = row.domain;
      const place = fc.tuple(
        fc.double({ min: x[0], max: x[1], noNaN: true }),
        fc.double({ min: y[0], max: y[1], noNaN: true }),
      );
      fc.assert(
        fc.property(place, (point) => {
          const theta = Float64Array.from(point);
          // Ackley's cone has no slope at its tip, and 1e-300 is where the formula's begins.
          if (Math.max(Math.abs(point[0]), Math.abs(point[1])) < 1e-100) return;
          const loss = objective.loss(theta);
          expect(Math.abs(formula.loss(theta) - loss)).toBeLessThanOrEqual(
            1e-12 * Math.max(1, Math.abs(loss)),
          );
          objective.gradient(theta, ours);
          formula.gradient(theta, theirs);
          const size = Math.max(1, Math.abs(ours[0]), Math.abs(ours[1]), Math.abs(loss));
          for (const i of [0, 1]) expect(Math.abs(ours[i] - theirs[i])).toBeLessThanOrEqual(1e-11 * size);
        }),
      );
    },
  );
});

describe('the formula of a schedule', () => {
  it('can be read, and written in Python, for every schedule', () => {
    for (const row of schedules) {
      const { rate, observe } = SCHEDULE_FORMULAS[row.id as keyof typeof SCHEDULE_FORMULAS](
        defaults(row),
        500,
      );
      for (const text of [rate, ...(observe ? [observe] : [])]) {
        const statements = parseRule(text);
        if (isFormulaError(statements)) throw new Error(`${row.id}: ${statements.message}`);
        for (const { value } of statements)
          expect(write(simplify(value, {}), numbers, new Set()).text).not.toMatch(/NaN|undefined/);
      }
    }
  });

  it('gives the rates of the code, for schedules that follow the number of the update', () => {
    for (const row of schedules) {
      if (row.driven) continue;
      const { args } = { args: defaults(scheduleTable.get(row.id)) };
      const chain = createScheduleChain([{ id: row.id, args }]);
      const { rate } = SCHEDULE_FORMULAS[row.id as keyof typeof SCHEDULE_FORMULAS](args, 700);
      const statements = parseRule(rate);
      if (isFormulaError(statements)) throw new Error(statements.message);
      for (let k = 1; k <= 700; k++) {
        const names: Record<string, number> = { k, rate: 0.3, pi: Math.PI };
        for (const { name, value } of statements) {
          const result = simplify(value, names);
          if (result.kind !== 'number') {
            // What is left are functions that are not worked out beforehand.
            names[name] = evaluated(result);
          } else names[name] = result.value;
        }
        const expected = chain.rate(k, 0.3);
        expect(Math.abs(names.rate - expected), `${row.id} at ${k}`).toBeLessThanOrEqual(1e-13);
      }
    }
  });
});

/** The value of an expression of numbers, by the language's own compiler. */
function evaluated(expression: ReturnType<typeof parseExpression>): number {
  const text = write(
    expression,
    {
      ...numbers,
      call: (name, operands, uniform) => ({
        text: `${name}(${operands.map((one) => one.text).join(', ')})`,
        level: 6,
        uniform,
      }),
    },
    new Set(),
  ).text;
  const formula = compileFormula(text.replaceAll('**', '^'));
  if (isFormulaError(formula)) throw new Error(`${text}: ${formula.message}`);
  return formula.loss(Float64Array.of(0, 0));
}
