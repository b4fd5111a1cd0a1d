/** Cutting the text of a formula or rule into tokens. */
import { fail } from './error.ts';

export interface Token {
  readonly kind: 'number' | 'name' | 'symbol' | 'separator' | 'end';
  /** Normalised: `**` and `²` have become `^`, `×` has become `*`, `β1` has become `beta1`. */
  readonly text: string;
  /** Where it stands in the text as typed, in UTF-16 units. */
  readonly at: number;
  readonly length: number;
  /** The value of a number. */
  readonly value: number;
}

/** What is read as something else: as it comes from other programs, textbooks and Chinese input methods. */
const READ_AS: ReadonlyMap<string, string> = new Map([
  ['−', '-'],
  ['–', '-'],
  ['·', '*'],
  ['⋅', '*'],
  ['∗', '*'],
  ['×', '*'],
  ['÷', '/'],
  ['∕', '/'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
]);

const POWERS: ReadonlyMap<string, number> = new Map([
  ['²', 2],
  ['³', 3],
]);

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
const SYMBOLS = ['**', '==', '!=', '<=', '>=', '+', '-', '*', '/', '^', '(', ')', ',', '<', '>', '='];

const SPACE = /\s/;
const LETTER = /[A-Za-zα-ω]/;
const NAME_PART = /[A-Za-zα-ω0-9_]/;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;

/**
 * The tokens of `text`, the last of kind `end`.
 *
 * Semicolons are separators; so are line ends, if `lines` is set, outside parentheses and where a statement can end.
 */
export function tokenize(text: string, lines: boolean): Token[] {
  // One UTF-16 unit stands for one, so that positions in `plain` are positions in `text`.
  const plain = text.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  const tokens: Token[] = [];
  let open = 0;
  let at = 0;
  const push = (kind: Token['kind'], as: string, length: number, value = Number.NaN): void => {
    tokens.push({ kind, text: as, at, length, value });
  };

  while (at < plain.length) {
    const character = plain[at];
    if (character === ';') {
      push('separator', ';', 1);
      at++;
    } else if (SPACE.test(character)) {
      if (lines && character === '\n' && open === 0 && canEnd(tokens.at(-1))) push('separator', '\n', 1);
      at++;
    } else if (LETTER.test(character)) {
      let end = at + 1;
      while (end < plain.length && NAME_PART.test(plain[end])) end++;
      const name = plain.slice(at, end);
      push(
        'name',
        name.replace(/[α-ω]/g, (letter) => GREEK.get(letter) ?? letter),
        end - at,
      );
      at = end;
    } else if (startsNumber(plain, at)) {
      NUMBER.lastIndex = at;
      const written = NUMBER.exec(plain)?.[0] ?? '';
      const value = Number(written);
      if (!Number.isFinite(value))
        fail('number-too-large', { at, length: written.length }, { found: written });
      push('number', written, written.length, value);
      at += written.length;
    } else if (POWERS.has(character)) {
      push('symbol', '^', 1);
      push('number', String(POWERS.get(character)), 1, POWERS.get(character));
      at++;
    } else {
      const symbol = READ_AS.get(character) ?? SYMBOLS.find((one) => plain.startsWith(one, at));
      if (symbol === undefined) {
        const found = String.fromCodePoint(text.codePointAt(at) ?? 0);
        fail('unknown-character', { at, length: found.length }, { found });
      }
      if (symbol === '(') open++;
      if (symbol === ')') open--;
      const length = READ_AS.has(character) ? 1 : symbol.length;
      push('symbol', symbol === '**' ? '^' : symbol, length);
      at += length;
    }
  }
  push('end', '', 0);
  return tokens;
}

const isDigit = (character: string | undefined): boolean =>
  character !== undefined && character >= '0' && character <= '9';

const startsNumber = (text: string, at: number): boolean =>
  isDigit(text[at]) || (text[at] === '.' && isDigit(text[at + 1]));

/** Whether a statement can end after this token: after `x = x -` the next line belongs to it. */
const canEnd = (last: Token | undefined): boolean =>
  last !== undefined && (last.kind === 'number' || last.kind === 'name' || last.text === ')');
