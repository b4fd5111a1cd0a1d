/** Texts of lessons, read: what is prose, what is emphasized, what is mathematics. */

/** A part of a line. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'emphasis'; readonly parts: readonly Inline[] }
  /** `after`: punctuation that stays with it on its line. */
  | { readonly kind: 'mathematics'; readonly tex: string; readonly after: string };

/** A paragraph's part: running text, or a formula on a line of its own. */
export type Block =
  | { readonly kind: 'text'; readonly parts: readonly Inline[] }
  | { readonly kind: 'formula'; readonly tex: string };

/** Formulas with the punctuation behind them, and emphasis. */
const MARKED = /(\$[^$]+\$[,.;:!?)\]，。；：！？、）”]*|\*[^*\s](?:[^*]*[^*\s])?\*)/;

function inlineOf(text: string): readonly Inline[] {
  return text
    .split(MARKED)
    .filter((part) => part !== '')
    .map((part): Inline => {
      if (part.length > 2 && part.startsWith('$')) {
        const end = part.lastIndexOf('$');
        return { kind: 'mathematics', tex: part.slice(1, end), after: part.slice(end + 1) };
      }
      if (part.length > 2 && part.startsWith('*') && part.endsWith('*'))
        return { kind: 'emphasis', parts: inlineOf(part.slice(1, -1)) };
      return { kind: 'text', text: part };
    });
}

/**
 * The paragraphs of a text, each as running text and formulas. Paragraphs are parted by an empty line, formulas of their own stand
 * between `$$`, others between `$`; `*…*` is emphasis.
 */
export function paragraphsOf(text: string): readonly (readonly Block[])[] {
  return text.split(/\n\s*\n/).map((paragraph) =>
    paragraph
      .split(/(\$\$[^$]+\$\$)/)
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map(
        (part): Block =>
          part.startsWith('$$')
            ? { kind: 'formula', tex: part.slice(2, -2).trim() }
            : { kind: 'text', parts: inlineOf(part) },
      ),
  );
}

/**
 * A number as a lesson prints it: as many digits as its tolerance leaves certain and one more, a real minus sign.
 *
 * @param tolerance How far off the number may be; 0: it is exact.
 */
export function numeral(value: number, tolerance: number): string {
  const size = Math.abs(value);
  const certain = tolerance > 0 && size > 0 ? Math.ceil(Math.log10(size / tolerance)) + 1 : 12;
  const digits = Math.max(2, Math.min(12, certain));
  const rounded = Number(value.toPrecision(digits));
  const text =
    size !== 0 && (size < 1e-4 || size >= 1e7) ? rounded.toExponential().replace('e+', 'e') : String(rounded);
  return text.replace(/-/g, '−');
}
