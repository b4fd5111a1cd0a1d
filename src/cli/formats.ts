/** Records as lines of text: ndjson or csv, numbers in full precision. */
import type { Experiment } from '../experiment/types.ts';
import { QUANTILES } from '../network/history/record.ts';
import { isRace, tunedAxes } from '../study/race/problems.ts';

export const FORMATS = ['ndjson', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** The cells of one key of a record in csv: one for a plain value, one for each number of a list. */
export interface Column {
  readonly key: string;
  readonly cells: readonly string[];
  /** The cells are named like the values that they hold: what the record lacks is an empty one. */
  readonly named?: true;
}

const one = (key: string): Column => ({ key, cells: [key] });
const two = (key: string): Column => ({ key, cells: [`${key}0`, `${key}1`] });

/** The columns of a `Frame`, of two coordinates. */
const FRAME_COLUMNS: readonly Column[] = [
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

/** The same for so many coordinates, with what `--stability` adds. */
export function frameColumns(dimensions: 1 | 2, stability: boolean): readonly Column[] {
  const columns = FRAME_COLUMNS.map(({ key, cells }) => ({ key, cells: cells.slice(0, dimensions) }));
  const added = stability ? [one('sharpness'), one('preconditioned'), one('limit')] : [];
  return [...columns.slice(0, -1), ...added, ...columns.slice(-1)];
}

/**
 * The columns of a trial: a value for each axis. A summary has a line of its own only in ndjson: a table holds one kind of row.
 */
export function trialColumns(experiment: Experiment): readonly Column[] {
  const { axes, study } = experiment;
  const race = isRace(experiment);
  const named = study?.id === 'halving' ? [one('steps')] : [];
  const varied = race
    ? [...tunedAxes(experiment).map(({ id }) => id), 'start.x', 'start.y']
    : axes.map(({ id }) => id);
  return [
    ...['run', 'trial'].map(one),
    ...(race ? ['surface', 'to'].map(one) : []),
    { key: 'at', cells: varied, named: true },
    ...['seed', 'value', 'final', 'best', 'bestStep', 'reached', 'minimum', 'status'].map(one),
    ...named,
  ];
}

const NETWORK_STABILITY = [
  ...['sharpness', 'sharpnessError', 'preconditioned', 'preconditionedError'],
  'limit',
];

/** The percentages of `QUANTILES`. */
const PERCENTAGES = QUANTILES.map((quantile) => Math.round(quantile * 100));

/**
 * The columns of the record of a network with so many layers: `rate0_50` is the median of the first one's
 * rates. With what `--stability` adds.
 */
export function networkColumns(layers: number, stability = false): readonly Column[] {
  const each = Array.from({ length: layers }, (_, layer) => layer);
  const rates = each.flatMap((layer) => PERCENTAGES.map((percentage) => `rate${layer}_${percentage}`));
  return [
    ...['run', 'step', 'loss', 'accuracy', 'trainLoss', 'trainAccuracy', 'lr'].map(one),
    { key: 'rate', cells: rates },
    { key: 'untouched', cells: each.map((layer) => `untouched${layer}`) },
    ...(stability ? NETWORK_STABILITY : []).map(one),
    one('status'),
  ];
}

/** The plain values of a record's value, in order. */
const flat = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(flat) : [value];

type Values = Readonly<Record<string, unknown>>;

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
      const values = record as Values;
      const row = columns.flatMap(({ key, cells, named }) => {
        if (named) return cells.map((cell) => (values[key] as Values)[cell] ?? '');
        const found = flat(values[key]);
        return cells.map((_, i) => found[i] ?? '');
      });
      return row.join(',');
    },
  };
}
