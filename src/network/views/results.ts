/** What came out, run by run, at a step: the numbers of the table, and the table as text. */
import { type Growing, indexAt, type NetworkHistory } from '../history/history.ts';

/** One run's results; NaN where there are none. */
export interface Result {
  readonly run: string;
  /** Mean over the last batches, at most `LAST_BATCHES`. */
  readonly trainLoss: number;
  /** At the latest evaluation on validation images, made after step `evaluatedAt` on so many images. */
  readonly loss: number;
  readonly accuracy: number;
  /** NaN for none. */
  readonly evaluatedAt: number;
  readonly evaluatedOn: number;
  /** At the latest evaluation on all test images, made after step `testedAt`; NaN for none. */
  readonly testAccuracy: number;
  readonly testedAt: number;
  /** Steps made: fewer for a run that diverged, and for one that is still being trained again. */
  readonly steps: number;
  /** Spent on the steps of all runs together: they are computed side by side. */
  readonly seconds: number;
  /** Learning rate of the last step. */
  readonly lr: number;
}

/** A batch's loss is noisy: so many are averaged. */
export const LAST_BATCHES = 50;

/** The results at a step, or as near to it as a run has got. */
export function resultsAt(
  history: NetworkHistory,
  names: readonly string[],
  step: number,
): readonly Result[] {
  return history.runs.map((run, k) => {
    const gone = run.divergedAt > 0 && run.divergedAt <= step;
    const reached = Math.min(step, run.trainLoss.length);
    const steps = gone ? run.divergedAt : reached;
    const last = Array.from(run.trainLoss.values.subarray(Math.max(0, reached - LAST_BATCHES), reached));
    const evaluated = indexAt(run.evaluatedAt, step);
    const tested = indexAt(run.testedAt, step);
    const at = (column: Growing, row: number): number => (row < 0 ? Number.NaN : column.values[row]);
    return {
      run: names[k],
      trainLoss: last.reduce((sum, value) => sum + value, 0) / last.length,
      loss: at(run.loss, evaluated),
      accuracy: at(run.accuracy, evaluated),
      evaluatedAt: at(run.evaluatedAt, evaluated),
      evaluatedOn: at(run.evaluatedOn, evaluated),
      testAccuracy: at(run.testAccuracy, tested),
      testedAt: at(run.testedAt, tested),
      steps,
      seconds: steps > 0 ? run.time.values[Math.min(steps, run.time.length) - 1] : 0,
      lr: reached > 0 && !gone ? run.lr.values[reached - 1] : Number.NaN,
    };
  });
}

/**
 * Whether a run's validation was made after the same step as the latest of any: only such values say which run is ahead.
 */
export const isComparable = (result: Result, results: readonly Result[]): boolean =>
  results.every(({ evaluatedAt }) => !(evaluatedAt > result.evaluatedAt));

/** The columns of the table as text, by key: in the words of the page. */
export type Headings = Readonly<Record<(typeof COLUMNS)[number], string>>;

export const COLUMNS = [
  'run',
  'trainLoss',
  'loss',
  'accuracy',
  'evaluatedAt',
  'testAccuracy',
  'testedAt',
  'steps',
  'seconds',
  'lr',
] as const satisfies readonly (keyof Result)[];

/** A number as another program reads it: full precision, nothing where there is none. */
const plain = (value: string | number): string =>
  typeof value === 'number' ? (Number.isFinite(value) ? String(value) : '') : value;

/** Comma-separated values (RFC 4180), numbers in full precision; headings are the keys. */
export function asCsv(results: readonly Result[]): string {
  const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [COLUMNS, ...results.map((result) => COLUMNS.map((key) => plain(result[key])))]
    .map((cells) => `${cells.map(quoted).join(',')}\r\n`)
    .join('');
}

/** A table in Markdown, numbers as the page shows them. */
export function asMarkdown(
  results: readonly Result[],
  headings: Headings,
  shown: (result: Result, key: keyof Result) => string,
): string {
  const escaped = (text: string): string => text.replaceAll('|', '\\|');
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |\n`;
  return [
    line(COLUMNS.map((key) => headings[key])),
    `|${COLUMNS.map((key) => (key === 'run' ? ' --- |' : ' ---: |')).join('')}\n`,
    ...results.map((result) => line(COLUMNS.map((key) => shown(result, key)))),
  ].join('');
}
