/** What the characters of a typed text are read as: they come from other programs, textbooks and input methods. */

/** A text as it is read: one character for each entry of `starts` and `ends`, its place in the text as typed. */
export interface Characters {
  readonly plain: string;
  /** Where the text as typed has the character, in UTF-16 units. */
  readonly starts: readonly number[];
  /** Where it ends there. */
  readonly ends: readonly number[];
}

/** Characters without width that stand for nothing, marks and isolates of direction too: they split no name and no number. */
const NOTHING = /[\u00ad\u061c\u180e\u200b-\u200f\u2060\u2066-\u2069\ufeff]|[\u034f\ufe00-\ufe0f]/;

/**
 * Invisible signs of mathematics (function application, times, separator, plus). They are skipped as a space is: names and
 * numbers end at them, since `1⁢0` is no ten.
 */
const INVISIBLE_SIGN = /[\u2061-\u2064]/;

/** Letters and digits in other shapes: mathematical alphabets, ℎ and ℯ, µ (micro), and the other forms of Greek letters. */
const STYLED = /[\u{1d400}-\u{1d7ff}\u2100-\u214f\u00b5\u03d0-\u03d6\u03f0-\u03f5]/u;
const LETTER_OR_DIGIT = /^[A-Za-z0-9α-ω]$/;

/** The text as it is read, character by character. */
export function readCharacters(text: string): Characters {
  const plain: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    // Positions are counted in UTF-16 units: an unknown character of two units stays two.
    const read = readAs(character);
    for (let unit = 0; unit < read.length; unit++) {
      plain.push(read[unit]);
      starts.push(read.length === 1 ? at : at + unit);
      ends.push(read.length === 1 ? end : at + unit + 1);
    }
    at = end;
  }
  return { plain: plain.join(''), starts, ends };
}

function readAs(character: string): string {
  if (character < '\u0080') return character;
  if (NOTHING.test(character)) return '';
  if (INVISIBLE_SIGN.test(character)) return ' ';
  if (character >= '！' && character <= '～') return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
  // The full stop of Chinese input methods, where a decimal point was meant.
  if (character === '。' || character === '｡') return '.';
  if (!STYLED.test(character)) return character;
  const usual = character.normalize('NFKC');
  return LETTER_OR_DIGIT.test(usual) ? usual : character;
}

/** A piece of a text for a message: characters that cannot be seen by their number, as `U+202E`. */
export const visible = (piece: string): string =>
  piece.replace(/[\p{C}\p{Z}]/gu, (character) =>
    character === ' '
      ? character
      : `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
