/** Text that people write: labels, titles, notes, formulas. Shown as plain text only. */
import { problem } from './problems.ts';
import type { Problem } from './types.ts';

/** The most characters (code points) of each. */
export const MAX_LABEL = 80;
export const MAX_TITLE = 200;
export const MAX_NOTE = 2000;

const CONTROL = /[\p{Control}\p{Surrogate}]/gu;
const CONTROL_BUT_NEWLINE = /(?!\n)[\p{Control}\p{Surrogate}]/gu;

/** Text without control characters and outer white space, at most `max` characters long. */
export function clean(text: string, max: number, lines: 'one line' | 'lines'): string {
  // A character takes up to two places; behind so many there is nothing that would be kept.
  const looked = text.length > 4 * max + 1000 ? text.trimStart().slice(0, 2 * max + 2) : text;
  const visible = looked
    .replace(/\r\n?/g, '\n')
    .replace(lines === 'lines' ? CONTROL_BUT_NEWLINE : CONTROL, ' ')
    .trim();
  const characters = Array.from(visible);
  return characters.length <= max ? visible : characters.slice(0, max).join('').trimEnd();
}

/**
 * Reads a text; null when nothing is left of it. Reports when it was cut or held characters that cannot be
 * shown.
 */
export function readText(
  given: string,
  max: number,
  lines: 'one line' | 'lines',
  key: string,
  report: (problem: Problem) => void,
): string | null {
  const text = clean(given, max, lines);
  if (text !== given.replace(/\r\n?/g, '\n').trim()) {
    report(problem(key, given, text, { kind: 'text', max }));
  }
  return text === '' ? null : text;
}
