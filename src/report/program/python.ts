/** Formulas as Python: the numbers of Python itself (schedules), or arrays of a library (surfaces and rules). */
import type { Operator } from '../../core/formula/expression.ts';
import { type Dialect, LEVEL, type Piece, within } from './language.ts';

/** A number as Python reads it, in full precision. */
export function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return 'float("nan")';
  if (!Number.isFinite(value)) return value < 0 ? '-float("inf")' : 'float("inf")';
  // Python's whole numbers have no end, and are no floats: large ones are written as floats.
  const text = String(value).replace('e+', 'e');
  return Number.isInteger(value) && !Number.isSafeInteger(value) && !text.includes('e') ? `${text}.0` : text;
}

/** Names that a formula may use and that mean something else in a program of ours. */
const RESERVED: ReadonlySet<string> = new Set([
  ...[
    'and',
    'as',
    'assert',
    'async',
    'await',
    'break',
    'class',
    'continue',
    'def',
    'del',
    'elif',
    'else',
    'except',
  ],
  ...[
    'False',
    'finally',
    'for',
    'from',
    'global',
    'if',
    'import',
    'in',
    'is',
    'lambda',
    'None',
    'nonlocal',
    'not',
  ],
  ...[
    'or',
    'pass',
    'raise',
    'return',
    'True',
    'try',
    'while',
    'with',
    'yield',
    'float',
    'math',
    'json',
    'torch',
  ],
  ...[
    'tensor',
    'where',
    'minimum',
    'maximum',
    'value',
    'gradient',
    'hessian',
    'theta',
    'jax',
    'jnp',
    'keras',
    'ops',
  ],
  ...[
    'sqrt',
    'sign',
    'floor',
    'log',
    'exp',
    'mod',
    'matmul',
    'outer',
    'transpose',
    'identity',
    'diagonal',
    'matpow',
  ],
  ...[
    'matabs',
    'pinv',
    'append',
    'last',
    'repeat',
    'fold',
    'first',
    'bracket',
    'dot',
    'total',
    'absolute',
    'range',
  ],
  ...[
    'print',
    'max',
    'min',
    'abs',
    'sum',
    'tf',
    'np',
    'optax',
    'optimizer',
    'record',
    'run',
    'rounded',
    'stream',
  ],
]);

export const pythonName = (name: string): string => (RESERVED.has(name) ? `${name}_` : name);

const OPERATORS: Readonly<Record<Operator, readonly [text: string, level: number]>> = {
  '+': [' + ', LEVEL.sum],
  '-': [' - ', LEVEL.sum],
  '*': ['*', LEVEL.product],
  '/': ['/', LEVEL.product],
  '^': ['**', LEVEL.power],
  '==': [' == ', LEVEL.comparison],
  '!=': [' != ', LEVEL.comparison],
  '<': [' < ', LEVEL.comparison],
  '<=': [' <= ', LEVEL.comparison],
  '>': [' > ', LEVEL.comparison],
  '>=': [' >= ', LEVEL.comparison],
};

/** What functions are called in the program: those of arrays are defined at its head, see `helpers`. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  ln: 'log',
  abs: 'absolute',
  min: 'minimum',
  max: 'maximum',
  sum: 'total',
  pow: 'power',
  f: 'value',
  sigmoid: 'sigmoid',
};

/** A truth value as a number: libraries refuse to subtract them. */
const counted = (piece: Piece): Piece =>
  piece.level === LEVEL.comparison
    ? { text: `tensor(${piece.text})`, level: LEVEL.atom, uniform: piece.uniform }
    : piece;

const isComparison = (operator: Operator): boolean => OPERATORS[operator][1] === LEVEL.comparison;

const infix = (operator: Operator, left: Piece, right: Piece): Piece => {
  const [text, level] = OPERATORS[operator];
  const uniform = left.uniform && right.uniform;
  const comparison = level === LEVEL.comparison;
  // Powers bind to the right, comparisons would be chained, and a − (b − c) needs its parentheses.
  const [first, second] =
    operator === '^'
      ? [LEVEL.atom, LEVEL.sign]
      : [comparison ? LEVEL.sum : level, operator === '+' || operator === '*' ? level : level + 1];
  return { text: `${within(left, first)}${text}${within(right, second)}`, level, uniform };
};

const lambda = (names: readonly string[], body: Piece): string =>
  `lambda ${names.map(pythonName).join(', ')}: ${body.text}`;

const choice = (condition: Piece, yes: Piece, no: Piece): Piece => ({
  text: `${within(yes, LEVEL.comparison)} if ${within(condition, LEVEL.comparison)} else ${within(no, LEVEL.conditional)}`,
  level: LEVEL.conditional,
  uniform: yes.uniform && no.uniform,
});

const negative = (operand: Piece): Piece => ({
  text: `-${within(operand, LEVEL.sign)}`,
  level: LEVEL.sign,
  uniform: operand.uniform,
});

/** Arrays of a library: what is not uniform is chosen coordinate by coordinate, with `where`. */
export const arrays: Dialect = {
  number: pythonNumber,
  name: pythonName,
  negative: (operand) => negative(counted(operand)),
  operation: (operator, left, right) =>
    isComparison(operator) ? infix(operator, left, right) : infix(operator, counted(left), counted(right)),
  call(name, operands, uniform) {
    const texts = operands.map(({ text }) => text);
    const called = FUNCTIONS[name] ?? name;
    const chained = name === 'min' || name === 'max';
    const text = chained ? texts.reduce((a, b) => `${called}(${a}, ${b})`) : `${called}(${texts.join(', ')})`;
    return { text, level: LEVEL.atom, uniform };
  },
  conditional(condition, yes, no) {
    if (condition.uniform) return choice(condition, counted(yes), counted(no));
    return { text: `where(${condition.text}, ${yes.text}, ${no.text})`, level: LEVEL.atom, uniform: false };
  },
  lambda,
};

const MATH: Readonly<Record<string, string>> = {
  ...{
    abs: 'abs',
    min: 'min',
    max: 'max',
    floor: 'math.floor',
    sqrt: 'math.sqrt',
    cos: 'math.cos',
    sin: 'math.sin',
  },
};

/** The value of a statement, a number also where it is a truth value. */
export const asNumber = (piece: Piece): string => counted(piece).text;

/** Numbers of Python: all are the same for all coordinates. */
export const numbers: Dialect = {
  number: pythonNumber,
  name: pythonName,
  negative,
  operation: (operator, left, right) =>
    operator === '^' && !(left.value !== undefined && Math.abs(left.value) <= 1)
      ? { text: `power(${left.text}, ${right.text})`, level: LEVEL.atom, uniform: true }
      : infix(operator, left, right),
  call(name, operands) {
    const texts = operands.map(({ text }) => text);
    if (name === 'mod') {
      const text = `(${within(operands[0], LEVEL.product)} % ${within(operands[1], LEVEL.sign)})`;
      return { text, level: LEVEL.atom, uniform: true };
    }
    const known = MATH[name];
    if (known === undefined) throw new RangeError(`a schedule's formula cannot call ${name}`);
    return { text: `${known}(${texts.join(', ')})`, level: LEVEL.atom, uniform: true };
  },
  conditional: choice,
  lambda,
};
