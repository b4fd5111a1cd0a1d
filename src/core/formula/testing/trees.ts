/** Random expressions as trees of their own, with meanings of their own: what the language is checked against. */
import fc from 'fast-check';
import * as elementary from '../../elementary/index.ts';

/** A number, a variable, or a function or operator of others. */
export type Tree = number | 'x' | 'y' | Branch;

export interface Branch {
  readonly name: string;
  readonly operands: readonly Tree[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

type Meaning = (...values: number[]) => number;

/** x to a whole number, the way the language documents: products for small ones. */
const power = (base: number, exponent: number): number => {
  if (exponent === 2) return base * base;
  if (exponent === 3) return base * base * base;
  if (exponent === 4) return base * base * (base * base);
  return exponent === -1 ? 1 / base : elementary.pow(base, exponent);
};

const operators: Readonly<Record<string, Meaning>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': power,
};

const comparisons: Readonly<Record<string, Meaning>> = {
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  '<': (a, b) => Number(a < b),
  '<=': (a, b) => Number(a <= b),
  '>': (a, b) => Number(a > b),
  '>=': (a, b) => Number(a >= b),
};

/** Functions of one argument with a derivative almost everywhere. */
const smooth: Readonly<Record<string, Meaning>> = {
  sin: elementary.sin,
  cos: elementary.cos,
  tan: elementary.tan,
  atan: elementary.atan,
  sinh: elementary.sinh,
  cosh: elementary.cosh,
  tanh: elementary.tanh,
  exp: elementary.exp,
  log: elementary.log,
  sqrt: Math.sqrt,
  sigmoid: (a) => 1 / (1 + elementary.exp(-a)),
};

const rough: Readonly<Record<string, Meaning>> = {
  asin: elementary.asin,
  acos: elementary.acos,
  ln: elementary.log,
  log2: elementary.log2,
  log10: elementary.log10,
  cbrt: elementary.cbrt,
  abs: Math.abs,
  sign: Math.sign,
  floor: Math.floor,
  ceil: Math.ceil,
  round: Math.round,
};

const several: Readonly<Record<string, Meaning>> = {
  min: Math.min,
  max: Math.max,
  mod: (a, b) => a - b * Math.floor(a / b),
};

const meanings = new Map(
  [operators, comparisons, smooth, rough, several].flatMap((table) => Object.entries(table)),
);

/** The value of a tree, read off it. */
export function evaluate(tree: Tree, point: Point): number {
  if (typeof tree === 'number') return tree;
  if (typeof tree === 'string') return point[tree];
  const { name, operands } = tree;
  const values = operands.map((operand) => evaluate(operand, point));
  if (name === 'neg') return -values[0];
  if (name === 'if') return Number.isNaN(values[0]) ? Number.NaN : values[0] !== 0 ? values[1] : values[2];
  return (meanings.get(name) as Meaning)(...values);
}

/** A tree as a person might type it: every operation in parentheses, or only where precedence needs them. */
export function write(tree: Tree, everywhere: boolean, around = 0): string {
  if (typeof tree === 'number') return String(tree);
  if (typeof tree === 'string') return tree;
  const { name, operands } = tree;
  const inner = (operand: Tree, level: number): string => write(operand, everywhere, level);
  const enclose = (text: string, level: number): string =>
    everywhere || level < around ? `(${text})` : text;
  if (name === 'neg') return enclose(`-${inner(operands[0], 3)}`, 2);
  if (name === '^') return enclose(`${inner(operands[0], 5)}^${inner(operands[1], 4)}`, 4);
  if (name === '*' || name === '/')
    return enclose(`${inner(operands[0], 3)}${name}${inner(operands[1], 4)}`, 3);
  if (name === '+' || name === '-')
    return enclose(`${inner(operands[0], 2)} ${name} ${inner(operands[1], 3)}`, 2);
  if (name in comparisons) return enclose(`${inner(operands[0], 2)} ${name} ${inner(operands[1], 2)}`, 1);
  return `${name}(${operands.map((operand) => inner(operand, 0)).join(', ')})`;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** The exponent of a power as it is printed, `²³` or `⁻¹`; null where it is no whole number. */
function superscript(exponent: Tree): string | null {
  if (typeof exponent === 'object' && exponent.name === 'neg') {
    const size = superscript(exponent.operands[0]);
    return size === null || size.startsWith('⁻') ? null : `⁻${size}`;
  }
  if (typeof exponent !== 'number' || !/^\d+$/.test(String(exponent))) return null;
  return [...String(exponent)].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
}

/**
 * A tree as a book prints it: exponents raised, roots with their sign, products without one where a number or an exponent
 * stands before a letter or parenthesis. The levels are those of `write`, and 5 for what may bear an exponent.
 */
export function print(tree: Tree, around = 0): string {
  if (typeof tree === 'number' || typeof tree === 'string') return String(tree);
  const { name, operands } = tree;
  const enclose = (text: string, level: number): string => (level < around ? `(${text})` : text);
  switch (name) {
    case 'neg':
      return enclose(`−${print(operands[0], 3)}`, 2);
    case 'sqrt':
      return enclose(`√${print(operands[0], 4)}`, 4);
    case '^': {
      const raised = superscript(operands[1]);
      return raised === null
        ? enclose(`${print(operands[0], 5)}^${print(operands[1], 4)}`, 4)
        : enclose(`${print(operands[0], 6)}${raised}`, 5);
    }
    case '*':
    case '/': {
      const [left, right] = [print(operands[0], 3), print(operands[1], 4)];
      const [factor] = operands;
      const short =
        typeof factor === 'number' ||
        (typeof factor === 'object' && factor.name === '^' && superscript(factor.operands[1]) !== null);
      const implied = name === '*' && short && /^[a-z(√]/.test(right);
      return enclose(left + (implied ? '' : name === '*' ? '·' : '÷') + right, 3);
    }
    case '+':
    case '-':
      return enclose(`${print(operands[0], 2)} ${name} ${print(operands[1], 3)}`, 2);
  }
  if (name in comparisons) return enclose(`${print(operands[0], 2)} ${name} ${print(operands[1], 2)}`, 1);
  return `${name}(${operands.map((operand) => print(operand)).join(', ')})`;
}

/** A text in the characters of other programs: full width, mathematical italics, with invisible ones in between. */
export const disguise = (text: string, choices: readonly number[]): string =>
  [...text]
    .map((character, i) => {
      const code = character.charCodeAt(0);
      const italic = 0x1d44e + code - 97;
      switch (choices[i % choices.length]) {
        case 0:
          return code > 32 && code < 127 ? String.fromCharCode(code + 0xfee0) : character;
        case 1:
          // The italic h has its place elsewhere.
          return /[a-z]/.test(character)
            ? String.fromCodePoint(character === 'h' ? 0x210e : italic)
            : character;
        case 2:
          return `${character}\u200b`;
        case 3:
          return `\ufeff${character}\u2060`;
        default:
          return character;
      }
    })
    .join('');

const number = fc.oneof(
  fc.integer({ min: 0, max: 9 }),
  fc.integer({ min: 1, max: 4000 }).map((n) => n / 1000),
  fc.constantFrom(1e-8, 1e3, 2.5e-7, 6.02e23),
);
const variable = fc.constantFrom('x' as const, 'y' as const);
const leaf: fc.Arbitrary<Tree> = fc.oneof(
  { weight: 3, arbitrary: variable },
  { weight: 2, arbitrary: number },
);

const pick = (table: object): fc.Arbitrary<string> => fc.constantFrom(...Object.keys(table));

/** A branch whose name and operands are drawn. */
const branch = (
  name: string | fc.Arbitrary<string>,
  ...operands: fc.Arbitrary<Tree>[]
): fc.Arbitrary<Branch> =>
  fc.record({
    name: typeof name === 'string' ? fc.constant(name) : name,
    operands: fc.tuple(...operands),
  });

/** Expressions with everything the language has. */
export const anyTree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => {
  const tree = tie('tree');
  const exponent = fc.oneof(fc.integer({ min: -3, max: 12 }).map(asTyped), variable);
  return {
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      branch(fc.constantFrom('+', '-', '*', '/'), tree, tree),
      branch('^', tree, exponent),
      branch('neg', tree),
      branch(fc.oneof(pick(smooth), pick(rough)), tree),
      branch(fc.oneof(pick(several), pick(comparisons)), tree, tree),
      branch('if', branch(pick(comparisons), tree, tree), tree, tree),
    ),
  };
}).tree;

/** Expressions that are analytic where they are defined. */
export const smoothTree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => {
  const tree = tie('tree');
  return {
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      branch(fc.constantFrom('+', '-', '*', '/'), tree, tree),
      branch('^', tree, fc.oneof(fc.constantFrom(2, 3, 4, 5, 0.5, 2.5), tree)),
      branch('neg', tree),
      branch(pick(smooth), tree),
    ),
  };
}).tree;

/** There are no negative numbers in the language: a sign before one is an operation. */
function asTyped(value: number): Tree {
  return value < 0 ? { name: 'neg', operands: [-value] } : value;
}

/** Points of the plane, spread evenly rather than drawn to 0. */
export const point: fc.Arbitrary<Point> = fc
  .tuple(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -3000, max: 3000 }))
  .map(([a, b]) => ({ x: a / 1000 + 1e-4 / 3, y: b / 1000 - 1e-4 / 7 }));
