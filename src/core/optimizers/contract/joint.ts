/** The text of a rule beside its code, where one coordinate's update depends on the others. */
import fc from 'fast-check';
import { type Expression, isFormulaError, parseRule } from '../../formula/index.ts';
import type { Arguments, Optimizer } from '../../types.ts';
import { agree, formulaOf } from './formula.ts';
import { argumentsOf, coordinate, updates } from './inputs.ts';
import { bowl, createTrial } from './trial.ts';

type Names = Record<string, number>;

const FUNCTIONS: Readonly<Record<string, (...values: number[]) => number>> = {
  sqrt: Math.sqrt,
  abs: Math.abs,
  min: Math.min,
  max: Math.max,
  mod: (a, b) => a - b * Math.floor(a / b),
  if: (condition, yes, no) => (condition !== 0 ? yes : no),
};

const OPERATORS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
  '==': (a, b) => Number(a === b),
  '>': (a, b) => Number(a > b),
};

/** The value of an expression at coordinate `i`, given the names of all coordinates. */
function evaluate(expression: Expression, all: readonly Names[], i: number): number {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'negative':
      return -evaluate(expression.operand, all, i);
    case 'operation': {
      const { operator, left, right } = expression;
      return OPERATORS[operator](evaluate(left, all, i), evaluate(right, all, i));
    }
    case 'name': {
      if (!Object.hasOwn(all[i], expression.name)) throw new Error(`the formula knows no ${expression.name}`);
      return all[i][expression.name];
    }
    case 'call': {
      const { name, operands } = expression;
      if (name === 'sum') return all.reduce((sum, _, k) => sum + evaluate(operands[0], all, k), 0);
      return FUNCTIONS[name](...operands.map((operand) => evaluate(operand, all, i)));
    }
  }
}

/** What a rule puts in the place of arguments that are empty. */
const filled = (args: Arguments): Names => ({
  ...(args as Names),
  ...(args.fMin === null && { fMin: 0 }),
  ...(args.maxRate === null && { maxRate: Number.POSITIVE_INFINITY }),
  ...(args.growthRate === null && { growthRate: Number.POSITIVE_INFINITY }),
  ...(args.beta3 === null && { beta3: Math.sqrt(Number(args.beta2)) }),
});

/** The objective that rules look at: a bowl whose lowest loss is 0. */
const objective = bowl([0.5, -0.5]);

/**
 * The formula, evaluated for all coordinates from the same memory as the code, gives the same memory, rates, directions
 * and point.
 *
 * @throws Error that names what differs, or the error in the text.
 */
export function jointClause(rule: Optimizer, as: string): void {
  const statements = parseRule(formulaOf(rule, as));
  if (isFormulaError(statements)) throw new Error(statements.message);
  const scalars = Object.keys(rule.scalars ?? {});
  for (const name of ['x', 'rate', 'direction', ...rule.memory, ...scalars]) {
    if (!statements.some((one) => one.name === name)) throw new Error(`the formula never assigns ${name}`);
  }
  const inputs = [argumentsOf(rule, as), updates, fc.tuple(coordinate, coordinate)] as const;
  const property = fc.property(...inputs, (args, given, start) => {
    const trial = createTrial(rule, args, Float64Array.from(start), { objective });
    const { step } = trial;
    const hessian = new Float64Array(4);
    for (const { gradient, factor } of given) {
      const lr = Number(args.lr) * factor;
      const loss = objective.loss(step.theta);
      objective.hessian?.(step.theta, hessian);
      const before = step.theta.slice();
      const all = gradient.map((g, i) => ({
        ...filled(args),
        ...step.scalars,
        ...Object.fromEntries(rule.memory.map((name) => [name, step.memory[name][i]])),
        ...{ x: before[i], g, lr, loss, t: step.t + 1, curvature: hessian[3 * i] },
      })) as Names[];
      trial.advance(gradient, lr, loss);
      if (!step.theta.every(Number.isFinite)) return;
      for (const { name, value } of statements) {
        const values = all.map((_, i) => evaluate(value, all, i));
        all.forEach((names, i) => {
          names[name] = values[i];
        });
      }
      all.forEach((text, i) => {
        const compare = (name: string, code: number, scale?: number): void => {
          if (!agree(code, text[name], scale))
            throw new Error(`at update ${step.t} ${name} is ${code}, by the formula ${text[name]}`);
        };
        for (const name of rule.memory) compare(name, step.memory[name][i]);
        for (const name of scalars) compare(name, step.scalars[name]);
        compare('rate', step.rate[i]);
        compare('direction', step.direction[i]);
        compare('x', step.theta[i], Math.abs(before[i]));
      });
    }
  });
  fc.assert(property, { numRuns: 150 });
}
