/** Records as lines of text: ndjson or csv, numbers in full precision. */
import { QUANTILES } from '../network/history/record.ts';

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

/** The percentages of `QUANTILES`. */
const PERCENTAGES = QUANTILES.map((quantile) => Math.round(quantile * 100));

/**
 * The columns of the record of a network with so many layers: `rate0_50` is the median of the first one's
 * rates.
 */
export function networkColumns(layers: number): readonly Column[] {
  const each = Array.from({ length: layers }, (_, layer) => layer);
  const rates = each.flatMap((layer) => PERCENTAGES.map((percentage) => `rate${layer}_${percentage}`));
  return [
    ...['run', 'step', 'loss', 'accuracy', 'trainLoss', 'trainAccuracy', 'lr'].map(one),
    { key: 'rate', cells: rates },
    { key: 'untouched', cells: each.map((layer) => `untouched${layer}`) },
    one('status'),
  ];
}

/** The plain values of a record's value, in order. */
const flat = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(flat) : [value];

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
        const found = flat(values[key]);
        return cells.map((_, i) => found[i] ?? '');
      });
      return row.join(',');
    },
  };
}
