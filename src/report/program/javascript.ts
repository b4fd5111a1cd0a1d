/** Formulas as JavaScript: of one number after the other, or of arrays and tensors by functions. */
import type { Operator } from '../../core/formula/expression.ts';
import { type Dialect, LEVEL, type Piece, within } from './language.ts';

/** A number as JavaScript reads it, in full precision. */
export const javascriptNumber = (value: number): string => String(value).replace('e+', 'e');

/** Names that a formula may use and that mean something else in a program of ours. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally ' +
    'for function if implements import in instanceof interface let new null package private protected public return static super ' +
    'switch this throw true try typeof undefined var void while with yield tf theta value gradient hessian each add sub mul div pow ' +
    'neg where greater greaterEqual less lessEqual equal notEqual minimum maximum total dot matmul outer transpose identity ' +
    'diagonal matpow matabs pinv append last repeat fold first bracket sqrt abs sign exp log floor ceil round sin cos tan mod ' +
    'Math Number Array JSON console process record run rounded stream sigmoid curvature_ NaN Infinity'
  ).split(' '),
);

export const javascriptName = (name: string): string => (RESERVED.has(name) ? `${name}_` : name);

const OPERATORS: Readonly<Record<Operator, readonly [text: string, level: number]>> = {
  '+': [' + ', LEVEL.sum],
  '-': [' - ', LEVEL.sum],
  '*': [' * ', LEVEL.product],
  '/': [' / ', LEVEL.product],
  '^': [' ** ', LEVEL.power],
  '==': [' === ', LEVEL.comparison],
  '!=': [' !== ', LEVEL.comparison],
  '<': [' < ', LEVEL.comparison],
  '<=': [' <= ', LEVEL.comparison],
  '>': [' > ', LEVEL.comparison],
  '>=': [' >= ', LEVEL.comparison],
};

const atom = (text: string, uniform: boolean): Piece => ({ text, level: LEVEL.atom, uniform });

/** A truth value as a number. */
const counted = (piece: Piece): Piece =>
  piece.level === LEVEL.comparison && piece.uniform ? atom(`Number(${piece.text})`, true) : piece;

/** The value of a statement, a number also where it is a truth value. */
export const asJavascriptNumber = (piece: Piece): string => counted(piece).text;

function infix(operator: Operator, left: Piece, right: Piece): Piece {
  const [text, level] = OPERATORS[operator];
  const comparison = level === LEVEL.comparison;
  const [a, b] = [counted(left), counted(right)];
  // A sign before a power needs parentheses, comparisons cannot be chained, and neither can a − (b − c).
  const [first, second] =
    operator === '^'
      ? [LEVEL.atom, LEVEL.sign]
      : [comparison ? LEVEL.sum : level, operator === '+' || operator === '*' ? level : level + 1];
  return { text: `${within(a, first)}${text}${within(b, second)}`, level, uniform: a.uniform && b.uniform };
}

const choice = (condition: Piece, yes: Piece, no: Piece): Piece => ({
  text: `${within(condition, LEVEL.comparison)} ? ${within(counted(yes), LEVEL.comparison)} : ${within(counted(no), LEVEL.conditional)}`,
  level: LEVEL.conditional,
  uniform: true,
});

const signed = (operand: Piece): Piece => {
  const { text, level, uniform } = counted(operand);
  // Not two signs: --x is something else.
  return { text: `-${within({ text, level, uniform }, LEVEL.power)}`, level: LEVEL.sign, uniform };
};

/** Functions of one number. Those that `Math` lacks are defined in the program where they are called. */
const MATH: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    (
      'sin cos tan asin acos atan sinh cosh tanh exp expm1 log log2 log10 sqrt cbrt abs sign floor ceil round min ' +
      'max pow'
    )
      .split(' ')
      .map((name) => [name, `Math.${name}`]),
  ),
  ln: 'Math.log',
};

/** What is one number for each coordinate, written for one coordinate. */
export const scalars: Dialect = {
  number: javascriptNumber,
  name: javascriptName,
  negative: signed,
  operation: infix,
  call(name, operands) {
    const texts = operands.map((operand) => counted(operand).text);
    return atom(`${MATH[name] ?? name}(${texts.join(', ')})`, true);
  },
  conditional: choice,
  lambda: (names, body) => `(${names.map(javascriptName).join(', ')}) => ${asJavascriptNumber(body)}`,
};

const FUNCTION_OF: Readonly<Record<Operator, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '^': 'pow',
  '==': 'equal',
  '!=': 'notEqual',
  '<': 'less',
  '<=': 'lessEqual',
  '>': 'greater',
  '>=': 'greaterEqual',
};

/** Functions of the rules by their names in the program; the others keep theirs. */
const RENAMED: Readonly<Record<string, string>> = {
  ln: 'log',
  min: 'minimum',
  max: 'maximum',
  sum: 'total',
  f: 'valueAt',
  gradient: 'gradientAt',
  hessian: 'hessianAt',
};

/** Functions that tfjs has under another name, or not at all: these are the program's own. */
const OWN: ReadonlySet<string> = new Set(
  (
    'total dot matmul outer transpose identity diagonal matpow matabs pinv append last repeat fold first bracket valueAt ' +
    'gradientAt hessianAt mod sigmoid cbrt log2 log10'
  ).split(' '),
);

/**
 * Whole vectors: operators are functions, `add(a, b)`, of arrays or, with the prefix `tf.`, of tensors. What is the same for all
 * coordinates is an ordinary number.
 */
export function vectors(prefix: '' | 'tf.'): Dialect {
  const named = (name: string): string => (OWN.has(name) ? name : prefix + name);
  return {
    ...scalars,
    negative: (operand) => (operand.uniform ? signed(operand) : atom(`${prefix}neg(${operand.text})`, false)),
    operation: (operator, left, right) =>
      left.uniform && right.uniform
        ? infix(operator, left, right)
        : atom(`${prefix}${FUNCTION_OF[operator]}(${counted(left).text}, ${counted(right).text})`, false),
    call(name, operands, uniform) {
      const renamed = RENAMED[name] ?? name;
      if (uniform && operands.every((one) => one.uniform) && MATH[name])
        return scalars.call(name, operands, true);
      const texts = operands.map((operand) => counted(operand).text);
      const pairwise = name === 'min' || name === 'max';
      const text = pairwise
        ? texts.reduce((a, b) => `${named(renamed)}(${a}, ${b})`)
        : `${named(renamed)}(${texts.join(', ')})`;
      return atom(text, uniform);
    },
    conditional(condition, yes, no) {
      if (condition.uniform) return { ...choice(condition, yes, no), uniform: yes.uniform && no.uniform };
      return atom(`${prefix}where(${condition.text}, ${counted(yes).text}, ${counted(no).text})`, false);
    },
  };
}
