/**
 * The language of the rules whose coordinates move together, evaluated for a whole block of parameters at
 * once.
 *
 * Names hold matrices: `x`, `g` and the memory as the block is shaped, a vector being one column, and
 * numbers being 1 × 1. Operators and functions work element by element, as for one coordinate, and a number
 * goes with every element. Beside the functions of `core/formula` there are
 *
 *     sum(A)                    the sum of all elements
 *     dot(a, b)                 sum(a*b)
 *     transpose(A), outer(A, B) Aᵀ, ABᵀ
 *     matmul(A, B, …)           the matrix product
 *     identity(A)               the identity with as many rows as A
 *     diagonal(A)               A with 0 outside its diagonal
 *     matpow(A, p), matabs(A)   the power of a positive definite A; the absolute value of a symmetric one
 *     pinv(A)                   the pseudo-inverse
 *     append(A, a, n)           A with a as its last column, of which the last n stay
 *     last(A)                   the last column
 *     repeat(A, n, …)           A after `A = …` has been done n times
 *     fold(A, …, a, B, c, D)    A after `A = …` for each column a of B with the same column c of D
 *     first(k, n, …)            the first of k = 0, 1, … n − 1 for which … holds, n if none does
 *     f(x), gradient(x), hessian(x)   the noise-free objective
 *     bracket(a, first, n, …, …)      a line search over a: see below
 */
import type { Expression } from '../../formula/index.ts';
import type { SurfaceObjective } from '../../types.ts';
import {
  absolute,
  combine,
  diagonal,
  identity,
  isNumber,
  type Matrix,
  multiply,
  power,
  pseudoinverse,
  transpose,
  Undecided,
} from './matrices.ts';

/** What names stand for. */
export type Names = Record<string, Matrix>;

export const number = (value: number): Matrix => [[value]];
export const column = (values: ArrayLike<number>): Matrix => Array.from(values, (value) => [value]);

const OPERATORS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
  '==': (a, b) => Number(a === b),
  '<': (a, b) => Number(a < b),
  '>': (a, b) => Number(a > b),
  '<=': (a, b) => Number(a <= b),
  '>=': (a, b) => Number(a >= b),
};

const each =
  (of: (value: number) => number) =>
  (a: Matrix): Matrix =>
    a.map((row) => row.map(of));
const between =
  (of: (a: number, b: number) => number) =>
  (...all: Matrix[]): Matrix =>
    all.reduce((a, b) => combine(a, b, of));
const total = (a: Matrix): Matrix => number(a.flat().reduce((sum, value) => sum + value, 0));
const product = between(OPERATORS['*']);
const appended = (a: Matrix, one: Matrix, [[most]]: Matrix): Matrix =>
  a.map((row, i) => [...row, one[i][0]].slice(-most));

const FUNCTIONS: Readonly<Record<string, (...values: Matrix[]) => Matrix>> = {
  sqrt: each(Math.sqrt),
  abs: each(Math.abs),
  min: between(Math.min),
  max: between(Math.max),
  mod: between((a, b) => a - b * Math.floor(a / b)),
  sum: total,
  dot: (a, b) => total(product(a, b)),
  transpose,
  outer: (a, b) => multiply(a, transpose(b)),
  matmul: (...all) => all.reduce(multiply),
  identity,
  diagonal,
  matpow: (a, [[exponent]]) => power(a, exponent),
  matabs: absolute,
  pinv: pseudoinverse,
  append: appended,
  last: (a) => a.map((row) => [row[row.length - 1]]),
};

/** The columns of a matrix. */
const split = (a: Matrix): readonly Matrix[] => transpose(a).map((values) => column(values));

export interface Evaluator {
  /** The value of an expression. @throws Error for what the language does not have. */
  evaluate(expression: Expression, names: Readonly<Names>): Matrix;
}

/** The language over an objective. */
export function createEvaluator(objective: SurfaceObjective): Evaluator {
  const ask: Readonly<Record<string, (at: Matrix) => Matrix>> = {
    f: (at) => number(objective.loss(Float64Array.from(at.flat()))),
    gradient(at) {
      const out = new Float64Array(at.length);
      objective.gradient(Float64Array.from(at.flat()), out);
      return column(out);
    },
    hessian(at) {
      const out = new Float64Array(4);
      objective.hessian(Float64Array.from(at.flat()), out);
      return [
        [out[0], out[1]],
        [out[2], out[3]],
      ];
    },
  };

  const evaluate = (expression: Expression, names: Readonly<Names>): Matrix => {
    switch (expression.kind) {
      case 'number':
        return number(expression.value);
      case 'negative':
        return evaluate(expression.operand, names).map((row) => row.map((value) => -value));
      case 'operation': {
        const { operator, left, right } = expression;
        return combine(evaluate(left, names), evaluate(right, names), OPERATORS[operator]);
      }
      case 'name': {
        if (!Object.hasOwn(names, expression.name))
          throw new Error(`the formula knows no ${expression.name}`);
        return names[expression.name];
      }
      case 'call':
        return call(expression.name, expression.operands, names);
    }
  };

  const call = (name: string, operands: readonly Expression[], names: Readonly<Names>): Matrix => {
    const value = (k: number, more: Names = {}): Matrix => evaluate(operands[k], { ...names, ...more });
    /** The name that stands as an argument. */
    const named = (k: number): string => {
      const operand = operands[k];
      if (operand.kind !== 'name') throw new Error(`argument ${k + 1} of ${name} is not a name`);
      return operand.name;
    };
    /** Whether a condition holds, where it does not depend on rounding. */
    const holds = (k: number, more: Names): boolean => {
      const condition = operands[k];
      if (condition.kind !== 'operation' || !/[<>=]/.test(condition.operator))
        throw new Error(`argument ${k + 1} of ${name} is no condition`);
      const [[a]] = evaluate(condition.left, { ...names, ...more });
      const [[b]] = evaluate(condition.right, { ...names, ...more });
      const apart = Math.abs(a - b);
      if (apart !== 0 && apart <= 1e-14 * Math.max(Math.abs(a), Math.abs(b))) throw new Undecided('a tie');
      return OPERATORS[condition.operator](a, b) === 1;
    };
    switch (name) {
      case 'if': {
        const condition = value(0);
        if (isNumber(condition)) return value(condition[0][0] !== 0 ? 1 : 2);
        const yes = combine(condition, value(1), (test, then) => (test !== 0 ? then : 0));
        const no = combine(condition, value(2), (test, otherwise) => (test !== 0 ? 0 : otherwise));
        return combine(yes, no, OPERATORS['+']);
      }
      case 'repeat': {
        let result = value(0);
        for (let k = value(1)[0][0]; k > 0; k--) result = value(2, { [named(0)]: result });
        return result;
      }
      case 'fold': {
        const lists = Array.from({ length: (operands.length - 2) / 2 }, (_, l) => ({
          as: named(2 + 2 * l),
          columns: split(value(3 + 2 * l)),
        }));
        return lists[0].columns.reduce((result, _, k) => {
          const those = lists.map(({ as, columns }) => [as, columns[k]] as const);
          return value(1, { [named(0)]: result, ...Object.fromEntries(those) });
        }, value(0));
      }
      case 'first': {
        const most = value(1)[0][0];
        for (let k = 0; k < most; k++) if (holds(2, { [named(0)]: number(k) })) return number(k);
        return number(most);
      }
      case 'bracket':
        return number(
          bracket(value(1)[0][0], value(2)[0][0], (k, at) => holds(k, { [named(0)]: number(at) })),
        );
      default: {
        const known = Object.hasOwn(ask, name) ? ask[name] : FUNCTIONS[name];
        if (known === undefined) throw new Error(`the formula knows no ${name}()`);
        return known(...operands.map((_, k) => value(k)));
      }
    }
  };
  return { evaluate };
}

/**
 * `bracket(a, first, n, low, steep)`: the first a for which both conditions hold, out of at most n from
 * `first`: while none has failed `low`, double the last one, then halve the gap between the largest one
 * that is `low` but not `steep` (0 if none is) and the smallest that is not `low`. That largest one if none
 * of the n will do.
 */
function bracket(first: number, most: number, holds: (operand: number, a: number) => boolean): number {
  const passed = [0];
  const failed: number[] = [];
  for (let a = first; passed.length + failed.length <= most; ) {
    const low = holds(3, a);
    if (low && holds(4, a)) return a;
    (low ? passed : failed).push(a);
    const bottom = Math.max(...passed);
    a = failed.length === 0 ? 2 * bottom : (bottom + Math.min(...failed)) / 2;
  }
  return Math.max(...passed);
}
