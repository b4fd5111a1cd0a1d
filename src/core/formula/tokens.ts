/** Cutting the text of a formula or rule into tokens. */
import { readCharacters, visible } from './characters.ts';
import { fail } from './error.ts';

export interface Token {
  /** A `superscript` is an exponent by its position: `²³`, `⁻¹`. */
  readonly kind: 'number' | 'name' | 'superscript' | 'symbol' | 'separator' | 'end';
  /** Normalised: `**` has become `^`, `×` has become `*`, `β1` and `β₁` have become `beta1`. */
  readonly text: string;
  /** Where it stands in the text as typed, in UTF-16 units. */
  readonly at: number;
  readonly length: number;
  /** The value of a number or superscript. */
  readonly value: number;
}

/** Signs that are read as others. */
const READ_AS: ReadonlyMap<string, string> = new Map([
  ['−', '-'],
  ['–', '-'],
  ['·', '*'],
  ['⋅', '*'],
  ['∗', '*'],
  ['×', '*'],
  ['÷', '/'],
  ['∕', '/'],
  ['⁄', '/'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
]);

/** What a superscript is made of, and what it stands for. */
const SUPERSCRIPTS: ReadonlyMap<string, string> = new Map([
  ...[...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((character, digit) => [character, String(digit)] as const),
  ['⁺', '+'],
  ['⁻', '-'],
]);
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

/** The Greek letters and the names they stand for, which are also their names in TeX. */
export const GREEK: ReadonlyMap<string, string> = new Map([
  ['α', 'alpha'],
  ['β', 'beta'],
  ['γ', 'gamma'],
  ['δ', 'delta'],
  ['ε', 'epsilon'],
  ['ζ', 'zeta'],
  ['η', 'eta'],
  ['θ', 'theta'],
  ['κ', 'kappa'],
  ['λ', 'lambda'],
  ['μ', 'mu'],
  ['ν', 'nu'],
  ['ξ', 'xi'],
  ['π', 'pi'],
  ['ρ', 'rho'],
  ['σ', 'sigma'],
  ['τ', 'tau'],
  ['φ', 'phi'],
  ['χ', 'chi'],
  ['ψ', 'psi'],
  ['ω', 'omega'],
]);

/** Where a symbol may be followed by another to make one: longest first. */
const SYMBOLS = [
  '**',
  '==',
  '!=',
  '<=',
  '>=',
  '+',
  '-',
  '*',
  '/',
  '^',
  '(',
  ')',
  ',',
  '<',
  '>',
  '=',
  '√',
  '∛',
];

const SPACE = /\s/;
const LINE_END = /[\n\r\u2028\u2029]/;
const NAME = /[A-Za-zα-ω][A-Za-zα-ω0-9_₀-₉]*/y;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const SUPERSCRIPT = /[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/y;

/**
 * The tokens of `text`, the last of kind `end`, in time that grows with its length.
 *
 * Semicolons are separators; so are line ends, if `lines` is set, outside parentheses and where a statement can end.
 */
export function tokenize(text: string, lines: boolean): Token[] {
  const { plain, starts, ends } = readCharacters(text);
  const tokens: Token[] = [];
  let open = 0;
  let at = 0;
  /** Adds a token that is `length` characters long, and goes on behind it. */
  const push = (kind: Token['kind'], as: string, length: number, value = Number.NaN): void => {
    const start = starts[at];
    tokens.push({ kind, text: as, at: start, length: ends[at + length - 1] - start, value });
    at += length;
  };
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    return pattern.exec(plain)?.[0] ?? '';
  };
  /** Whether a name, number or superscript stood here. */
  const word = (): boolean => {
    const name = match(NAME);
    if (name !== '') {
      push('name', nameOf(name), name.length);
      return true;
    }
    const number = match(NUMBER);
    const superscript = number === '' ? match(SUPERSCRIPT) : '';
    if (number === '' && superscript === '') return false;
    const written = number || [...superscript].map((part) => SUPERSCRIPTS.get(part)).join('');
    push(number === '' ? 'superscript' : 'number', written, (number || superscript).length, Number(written));
    const token = tokens[tokens.length - 1];
    if (!Number.isFinite(token.value)) fail('number-too-large', token, { found: number || superscript });
    return true;
  };

  while (at < plain.length) {
    const character = plain[at];
    if (character === ';') {
      push('separator', ';', 1);
    } else if (SPACE.test(character)) {
      if (lines && LINE_END.test(character) && open === 0 && canEnd(tokens.at(-1)))
        push('separator', '\n', 1);
      else at++;
    } else if (!word()) {
      const symbol = READ_AS.get(character) ?? SYMBOLS.find((one) => plain.startsWith(one, at));
      if (symbol === undefined) {
        const found = String.fromCodePoint(text.codePointAt(starts[at]) ?? 0);
        fail('unknown-character', { at: starts[at], length: found.length }, { found: visible(found) });
      }
      if (symbol === '(') open++;
      if (symbol === ')') open--;
      push('symbol', symbol === '**' ? '^' : symbol, READ_AS.has(character) ? 1 : symbol.length);
    }
  }
  tokens.push({ kind: 'end', text: '', at: text.length, length: 0, value: Number.NaN });
  return tokens;
}

const nameOf = (typed: string): string =>
  typed
    .replace(/[α-ω]/g, (letter) => GREEK.get(letter) ?? letter)
    .replace(/[₀-₉]/g, (digit) => String(SUBSCRIPTS.indexOf(digit)));

/** Whether a statement can end after this token: after `x = x -` the next line belongs to it. */
const canEnd = (last: Token | undefined): boolean =>
  last !== undefined &&
  (last.kind === 'number' || last.kind === 'name' || last.kind === 'superscript' || last.text === ')');
