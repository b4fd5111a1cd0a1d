/** Printing formulas and rules as TeX, to show them as mathematics. */
import { attempt, type FormulaError, isFormulaError } from './error.ts';
import type { Expression, Operator } from './expression.ts';
import { parseExpression, parseStatements } from './parse.ts';
import { symbolOf } from './symbols.ts';

export interface TexOptions {
  /** TeX of names, where it is not to be guessed from the name: `weightDecay` is `\lambda`. */
  readonly symbols?: ReadonlyMap<string, string>;
  /** The words of a case distinction. */
  readonly words?: { readonly if: string; readonly otherwise: string };
}

/** A formula as TeX. Its names need not be known. */
export function toTex(text: string, options: TexOptions = {}): string | FormulaError {
  const lines = attempt(text, (given) => [createPrinter(options).print(parseExpression(given), Level.any)]);
  return isFormulaError(lines) ? lines : lines[0];
}

/** The statements of a rule as TeX, one line each: `m \gets 0.9\,m + 0.1\,g`. */
export const ruleToTex = (text: string, options: TexOptions = {}): readonly string[] | FormulaError =>
  attempt(text, (given) => {
    const { print, symbol } = createPrinter(options);
    return parseStatements(given).map(
      ({ name, value }) => `${symbol(name)} \\gets ${print(value, Level.any)}`,
    );
  });

/** How tightly a piece of TeX holds together: what is looser than its place asks for is put in parentheses. */
const Level = { any: 0, sum: 1, product: 2, power: 3, atom: 4 } as const;
type Level = (typeof Level)[keyof typeof Level];
type Piece = readonly [tex: string, level: Level];

const COMPARISONS: Partial<Readonly<Record<Operator, string>>> = {
  '==': '=',
  '!=': '\\neq',
  '<': '<',
  '<=': '\\le',
  '>': '>',
  '>=': '\\ge',
};

/** Functions that are written before parentheses. */
const APPLIED: ReadonlyMap<string, string> = new Map([
  ...['sin', 'cos', 'tan', 'sinh', 'cosh', 'tanh', 'min', 'max', 'ln'].map(
    (name) => [name, `\\${name}`] as const,
  ),
  ['asin', '\\arcsin'],
  ['acos', '\\arccos'],
  ['atan', '\\arctan'],
  ['log', '\\ln'],
  ['log2', '\\log_{2}'],
  ['log10', '\\log_{10}'],
  ['sigmoid', '\\sigma'],
]);

/** Functions that are written around their argument. */
const AROUND: ReadonlyMap<string, readonly [string, string, Level]> = new Map([
  ['sqrt', ['\\sqrt{', '}', Level.atom]],
  ['cbrt', ['\\sqrt[3]{', '}', Level.atom]],
  ['abs', ['\\left|', '\\right|', Level.atom]],
  ['floor', ['\\left\\lfloor ', '\\right\\rfloor', Level.atom]],
  ['ceil', ['\\left\\lceil ', '\\right\\rceil', Level.atom]],
  ['exp', ['e^{', '}', Level.power]],
]);

function createPrinter({ symbols, words = { if: 'if', otherwise: 'otherwise' } }: TexOptions) {
  const symbol = (name: string): string => symbols?.get(name) ?? symbolOf(name);

  const print = (expression: Expression, level: Level): string => {
    const [tex, own] = piece(expression);
    return own < level ? parenthesized(tex) : tex;
  };

  const piece = (expression: Expression): Piece => {
    switch (expression.kind) {
      case 'number':
        return number(expression.value);
      case 'name':
        return [symbol(expression.name), Level.atom];
      case 'negative':
        return [`-${print(expression.operand, Level.product)}`, Level.sum];
      case 'operation':
        return operation(expression);
      case 'call':
        return call(expression.name, expression.operands);
    }
  };

  const operation = ({ operator, left, right }: Extract<Expression, { kind: 'operation' }>): Piece => {
    switch (operator) {
      case '+':
      case '-':
        return [`${print(left, Level.sum)} ${operator} ${print(right, Level.product)}`, Level.sum];
      case '*': {
        const factor = print(right, Level.product);
        const sign = /^[0-9]/.test(factor) ? '\\cdot ' : '\\,';
        return [`${print(left, Level.product)}${sign}${factor}`, Level.product];
      }
      case '/':
        return [`\\frac{${print(left, Level.any)}}{${print(right, Level.any)}}`, Level.product];
      case '^':
        return [`${print(left, Level.atom)}^{${print(right, Level.any)}}`, Level.power];
      default:
        // Iverson's bracket: 1 where the comparison holds, else 0.
        return [`[${condition({ kind: 'operation', operator, left, right })}]`, Level.atom];
    }
  };

  const condition = (expression: Expression): string => {
    const sign = expression.kind === 'operation' ? COMPARISONS[expression.operator] : undefined;
    if (expression.kind !== 'operation' || sign === undefined)
      return `${print(expression, Level.any)} \\neq 0`;
    return `${print(expression.left, Level.sum)} ${sign} ${print(expression.right, Level.sum)}`;
  };

  const call = (name: string, operands: readonly Expression[]): Piece => {
    if (name === 'if' && operands.length === 3) return cases(operands);
    if (name === 'mod' && operands.length === 2) {
      const [a, b] = operands.map((operand) => print(operand, Level.power));
      return [`${a} \\bmod ${b}`, Level.sum];
    }
    if (name === 'pow' && operands.length === 2) {
      const [left, right] = operands;
      return operation({ kind: 'operation', operator: '^', left, right });
    }
    const inner = operands.map((operand) => print(operand, Level.any)).join(', ');
    const around = AROUND.get(name);
    return around
      ? [around[0] + inner + around[1], around[2]]
      : [`${APPLIED.get(name) ?? `\\operatorname{${name}}`}${parenthesized(inner)}`, Level.power];
  };

  /** `if(c, a, if(d, b, …))` as one distinction. */
  const cases = (operands: readonly Expression[]): Piece => {
    const [test, yes, no] = operands;
    const lines = [`${print(yes, Level.any)} & \\text{${words.if} } ${condition(test)}`];
    const otherwise =
      no.kind === 'call' && no.name === 'if' && no.operands.length === 3 ? cases(no.operands) : null;
    const rest = otherwise
      ? otherwise[0].slice(CASES.length, -END.length)
      : `${print(no, Level.any)} & \\text{${words.otherwise}}`;
    return [`${CASES}${[...lines, rest].join(' \\\\ ')}${END}`, Level.any];
  };

  return { print, symbol };
}

const CASES = '\\begin{cases} ';
const END = ' \\end{cases}';

/** A number, with a power of ten where JavaScript writes an exponent. */
function number(value: number): Piece {
  const [digits, exponent] = String(value).split('e');
  if (exponent === undefined) return [digits, Level.atom];
  const power = `10^{${Number(exponent)}}`;
  return digits === '1' ? [power, Level.power] : [`${digits}\\cdot ${power}`, Level.product];
}

/** Parentheses, tall where what is inside is. */
const parenthesized = (tex: string): string =>
  /\\(frac|begin|sqrt|left)|\^/.test(tex) ? `\\left(${tex}\\right)` : `(${tex})`;
