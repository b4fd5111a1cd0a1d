/** Lines of programs. */
/** What of an experiment a line of text in a program may say. */
export const oneLine = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/\\/g, '\\\\').replace(/"/g, "'");

/** Lines further in; empty ones stay empty. */
export const indented = (lines: readonly string[], by: string): readonly string[] =>
  lines.map((line) => (line === '' ? '' : by + line));
