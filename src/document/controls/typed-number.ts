/**
 * Numbers as people type them, in any script and on any keyboard, read into the plain spelling that `readArgument` knows:
 * `0,05`, `０．０５`, `0。1`, `−1`, `3.4e−7`, `2×10⁻³`, `1 000`, `1'000'000`.
 *
 * A comma is a decimal mark where it stands alone (`0,05`), and groups digits where it could be nothing else (`1,234.5`,
 * `1,000,000`, or in a whole number `1,000`). What is read is shown in the field afterwards, so that nobody has to guess.
 */
import type { Parameter } from '../../core/types.ts';

/**
 * What came of a typed text.
 *
 * `unfinished`: what stands there is the beginning of a number and none yet (`-`, `0,`, `1e`), so nothing is to be done.
 */
export type TypedText =
  | { readonly kind: 'finished'; readonly text: string }
  | { readonly kind: 'unfinished' | 'unreadable' };

/** Longer texts are no numbers that a person typed. */
const MOST = 2000;

const UNREADABLE: TypedText = { kind: 'unreadable' };
const UNFINISHED: TypedText = { kind: 'unfinished' };

/** Characters that are not seen: joiners, direction marks, soft hyphens, the byte-order mark. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}/gu;
const MINUS = /[\u2010-\u2015\u207b\u208b\u2212\u2796\ufe58\ufe63\uff0d]/g;
const PLUS = /[\u207a\u208a\u2795\ufe62\uff0b]/g;
/** The full stops of other scripts, and the Arabic decimal mark. */
const POINT = /[\u3002\uff61\uff0e\u066b\ufe52]/g;
const COMMA = /[\uff0c\u3001\uff64\u060c\ufe50\ufe10]/g;
const SEMICOLON = /[\uff1b\u061b\ufe54]/g;
const APOSTROPHE = /[\u2018\u2019\u02bc\u2032\uff07\u066c]/g;
const SUPERSCRIPTS = /[\u207b\u207a]?[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+|[\u207b\u207a]/g;

/** The digits of every script as 0 … 9: each script's ten stand in a row. */
const digit = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
};

/** The same text in plain characters, without what cannot be seen. */
function plain(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(SUPERSCRIPTS, (raised) => `^${raised.normalize('NFKC')}`)
    .replace(POINT, '.')
    .replace(COMMA, ',')
    .replace(SEMICOLON, ';')
    .replace(APOSTROPHE, "'")
    .normalize('NFKC')
    .replace(/(?![0-9])\p{Nd}/gu, digit)
    .replace(MINUS, '-')
    .replace(PLUS, '+')
    .replace(/⁄|∕|÷/g, '/')
    .trim();
}

/** `1,234,567` without its marks; null where they do not stand as between groups. */
function ungrouped(text: string, mark: string): string | null {
  const groups = text.split(mark);
  const inner = groups.slice(1, -1).every(({ length }) => length === 2 || length === 3);
  const ends = /^\d{1,3}$/.test(groups[0]) && groups[groups.length - 1].length === 3;
  return inner && ends ? groups.join('') : null;
}

/** `12.5` of `12,5`, `1 234.5` or `1.234,5`; null where the marks make no number. */
function decimal(given: string, integer: boolean): string | null {
  const joined = given.replace(/(?<=\d)_(?=\d)/g, '');
  if (/[\s']/.test(joined) && !/^\d{1,3}(?:[\s']\d{3})*(?:[.,](?:\d{3}[\s'])*\d*)?$/.test(joined))
    return null;
  const text = joined.replace(/[\s']/g, '');
  if (!/^[\d.,]*$/.test(text)) return null;
  const marks = text.replace(/\d/g, '');
  if (marks === '') return text;
  const last = marks[marks.length - 1];
  if (marks.length === 1) {
    // In a whole number a mark before three digits can only group them.
    const whole = integer && !text.startsWith('0') ? ungrouped(text, last) : null;
    return whole ?? text.replace(',', '.');
  }
  const other = last === ',' ? '.' : ',';
  if (!marks.includes(other)) return ungrouped(text, last);
  const at = text.lastIndexOf(last);
  if (text.indexOf(last) !== at) return null;
  const whole = ungrouped(text.slice(0, at), other);
  return whole === null ? null : `${whole}.${text.slice(at + 1)}`;
}

/** `2×10^-3` and `10^-3` as `2e-3` and `1e-3`; what is typed on the way there ends in `e`. */
const scientific = (text: string): string =>
  text
    .replace(/^([+-]?)\s*10\s*\^\s*/, (_, sign: string) => `${sign}1e`)
    .replace(/\s*[×✕⋅·∙*x]\s*(?:1$|$|10\s*(?:\^\s*|$))/i, 'e');

/** One number in plain characters. `left`: nothing more will be typed. */
function readOne(given: string, integer: boolean, left: boolean): TypedText {
  const found = /^([+-]?)\s*([\d.,\s'_]*)(?:e\s*([+-]?)\s*(\d*))?$/i.exec(scientific(given));
  if (!found) return UNREADABLE;
  const [, sign, spaced, exponentSign = '', exponent] = found;
  const mantissa = spaced.trim();
  if (/^[.,]?$/.test(mantissa)) return exponent === undefined ? UNFINISHED : UNREADABLE;
  const open = /[.,]$/.test(mantissa) && exponent === undefined;
  const digits = decimal(mantissa.replace(/[.,]$/, ''), integer);
  if (digits === null) return UNREADABLE;
  if (exponent === '' || (open && !left)) return UNFINISHED;
  const power = exponent === undefined ? '' : `e${exponentSign}${exponent}`;
  return { kind: 'finished', text: `${sign === '-' ? '-' : ''}${digits}${power}` };
}

/** Brackets around a list or a point. */
const unbracketed = (text: string): string => text.replace(/^[([{【「]\s*/, '').replace(/\s*[)\]}】」]$/, '');

/**
 * The numbers of a list, whatever stands between them. A slash or a semicolon leaves the comma to be a decimal mark;
 * otherwise commas separate, and without them white space does.
 */
function split(text: string): readonly string[] {
  const inside = unbracketed(text);
  const separator = /[/;]/.test(inside) ? /[/;]/ : inside.includes(',') ? /,/ : /\s+/;
  return inside.split(separator).map((item) => item.trim());
}

/**
 * Reads what was typed into the field of `parameter` into the spelling of links: `0.05`, `10/40/90`. `left`: the field was
 * left or Enter pressed, so that `5.` is 5. An empty text is finished: what it means is the parameter's to say.
 */
export function readTyped(parameter: Parameter, typed: string, left = false): TypedText {
  if (typed.length > MOST) return UNREADABLE;
  const text = plain(typed);
  if (text === '') return { kind: 'finished', text };
  const integer = parameter.kind === 'integer' || parameter.integer === true;
  if (parameter.kind !== 'list') return readOne(text, integer, left);
  const items = split(text).map((item) => readOne(item, integer, left));
  // A separator at the end announces another number; two in a row are a mistake.
  if (items.some(({ kind }, i) => kind === 'unreadable' || (kind === 'unfinished' && i < items.length - 1)))
    return UNREADABLE;
  const texts = items.flatMap((item) => (item.kind === 'finished' ? item.text : []));
  return texts.length < items.length ? UNFINISHED : { kind: 'finished', text: texts.join('/') };
}

/**
 * A point put into one field: `(−1.5, 2)`, `-1,5; 2`, `-1.5 2`. Null for what is one number, as `-1,5` is.
 */
export function readPair(typed: string): readonly [x: string, y: string] | null {
  if (typed.length > MOST) return null;
  const text = plain(typed);
  const inside = unbracketed(text);
  // In brackets two whole numbers are a point, too: nobody puts one decimal number there.
  if (inside === text && readOne(text, false, true).kind === 'finished') return null;
  // A comma separates where it cannot be a decimal mark: in brackets, before a space, after a decimal point.
  const comma = inside !== text || /,\s/.test(inside) || /\..*,/.test(inside);
  const parts = /[;/]/.test(inside)
    ? inside.split(/[;/]/)
    : comma
      ? inside.split(',')
      : inside.split(/\s+(?=[+-]?[\d.,])/);
  if (parts.length !== 2) return null;
  const [x, y] = parts.map((part) => readOne(part.trim(), false, true));
  return x.kind === 'finished' && y.kind === 'finished' ? [x.text, y.text] : null;
}
