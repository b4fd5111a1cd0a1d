/** Foreign text on a terminal. */

/** What a terminal obeys or a reader does not see: control and format characters, line ends of every kind, halves of characters. */
const UNSEEN = /[\p{Control}\p{Format}\p{Surrogate}\p{Line_Separator}\p{Paragraph_Separator}]/gu;

/** `text` in one line, with everything escaped that a terminal would not show as a character: `\u{1b}`. */
export const printable = (text: string): string =>
  text.replace(UNSEEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
