/** Records as lines of text: ndjson or csv, numbers in full precision. */

export const FORMATS = ['ndjson', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** The cells of one key of a record in csv: one for a plain value, one for each number of a list. */
export interface Column {
  readonly key: string;
  readonly cells: readonly string[];
}

const one = (key: string): Column => ({ key, cells: [key] });
const two = (key: string): Column => ({ key, cells: [`${key}0`, `${key}1`] });

/** The columns of a `Frame`. */
export const FRAME_COLUMNS: readonly Column[] = [
  one('run'),
  one('step'),
  two('theta'),
  one('loss'),
  one('lr'),
  two('grad'),
  two('rate'),
  two('realized'),
  one('status'),
];

/** How records become lines. Without `header` there is no first line. */
export interface Lines {
  readonly header?: string;
  line(record: object): string;
}

/** Lines in a format; `columns` are those of csv. What a record lacks, or is null, is an empty cell. */
export function linesOf(format: Format, columns: readonly Column[]): Lines {
  if (format === 'ndjson') return { line: (record) => JSON.stringify(record) };
  return {
    header: columns.flatMap(({ cells }) => cells).join(','),
    line(record) {
      const values = record as Readonly<Record<string, unknown>>;
      const row = columns.flatMap(({ key, cells }) => {
        const value = values[key];
        const flat: readonly unknown[] = Array.isArray(value)
          ? value.flat(Number.POSITIVE_INFINITY)
          : [value];
        return cells.map((_, i) => flat[i] ?? '');
      });
      return row.join(',');
    },
  };
}
