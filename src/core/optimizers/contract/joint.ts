/** The text of a rule beside its code, where one coordinate's update depends on the others. */
import fc from 'fast-check';
import { type Expression, isFormulaError, parseRule } from '../../formula/index.ts';
import type { Optimizer } from '../../types.ts';
import { placesOf, readBlock, readGiven } from './blocks.ts';
import { formulaOf } from './formula.ts';
import { type Journey, journeys } from './journeys.ts';
import { createEvaluator, type Names } from './language.ts';
import { combine, largest, type Matrix, Undecided } from './matrices.ts';
import { createTrial } from './trial.ts';

/** Functions that are worked out in another way than in the code, so that they round in other ways. */
const INEXACT: ReadonlySet<string> = new Set([
  ...['matmul', 'outer', 'matpow', 'matabs', 'pinv', 'repeat', 'fold', 'first', 'bracket'],
]);

const RUNS = 150;

const callsOf = (expression: Expression): readonly string[] => {
  switch (expression.kind) {
    case 'negative':
      return callsOf(expression.operand);
    case 'operation':
      return [...callsOf(expression.left), ...callsOf(expression.right)];
    case 'call':
      return [expression.name, ...expression.operands.flatMap(callsOf)];
    default:
      return [];
  }
};

/**
 * The formula, evaluated for whole blocks of coordinates from the same memory as the code, gives the same
 * memory, rates, directions and point.
 *
 * @throws Error that names what differs, or the error in the text.
 */
export function jointClause(rule: Optimizer, as: string): void {
  const statements = parseRule(formulaOf(rule, as));
  if (isFormulaError(statements)) throw new Error(statements.message);
  const inexact = statements.some(({ value }) => callsOf(value).some((name) => INEXACT.has(name)));

  /** Whether the elements agree, but for rounding of themselves, or of the numbers that they come from. */
  const compare = (name: string, t: number, code: Matrix, text: Matrix, scale: number): void => {
    const bound = inexact ? 1e-10 * Math.max(Math.min(largest(code), largest(text)), scale) : 0;
    combine(code, text, (a, b) => {
      const close = Math.abs(a - b) <= Math.max(bound, 1e-12 * Math.max(Math.abs(a), Math.abs(b), scale));
      if (!Object.is(a, b) && a !== b && !close)
        throw new Error(`at update ${t} ${name} is ${a}, by the formula ${b}`);
      return 0;
    });
  };

  const follow = ({ args, start, shapes, landscape, open, updates }: Journey): void => {
    const trial = createTrial(rule, args, Float64Array.from(start), {
      ...(open && { objective: landscape }),
      ...(shapes && { shapes }),
    });
    const { step } = trial;
    const { evaluate } = createEvaluator(landscape);
    for (const { gradientAt, factor } of updates) {
      const lr = Number(args.lr) * factor;
      const loss = landscape.loss(step.theta);
      const gradient = gradientAt(step.theta);
      const given = { gradient, lr, loss, t: step.t + 1 };
      const blocks = placesOf(start.length, shapes).map((place) => {
        const before = readBlock(rule.id, step, place);
        const names: Names = { ...before, ...readGiven(step, place, given) };
        return { place, before, names };
      });
      trial.advance(gradient, lr, loss);
      const finite = step.theta.every(Number.isFinite);
      for (const { place, before, names } of blocks) {
        for (const { name, value } of statements) names[name] = evaluate(value, names);
        if (!finite) continue;
        const after = readBlock(rule.id, step, place);
        for (const name of Object.keys(after)) {
          if (!statements.some((one) => one.name === name))
            throw new Error(`the formula never assigns ${name}`);
          compare(name, step.t, after[name], names[name], name === 'x' ? largest(before.x) : 0);
        }
      }
      if (finite) continue;
      if (blocks.every(({ names }) => names.x.flat().every(Number.isFinite)))
        throw new Error(`at update ${step.t} x is ${step.theta}, by the formula it is finite`);
      return;
    }
  };
  let undecided = 0;
  const property = fc.property(journeys(rule, as, inexact), (journey) => {
    try {
      follow(journey);
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      undecided++;
    }
  });
  fc.assert(property, { numRuns: RUNS });
  if (undecided > RUNS / 4) throw new Error(`rounding decides in ${undecided} of ${RUNS} journeys`);
}
