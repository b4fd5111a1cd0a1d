/** What came out, run by run, at a step: the numbers of the table, and the table as text. */
import { indexAt, type NetworkHistory } from '../../frames/history.ts';

/** One run's results; NaN where there are none. */
export interface Result {
  readonly run: string;
  /** Mean over the last batches, at most `LAST_BATCHES`. */
  readonly trainLoss: number;
  readonly loss: number;
  readonly accuracy: number;
  /** At the latest evaluation on all test images, made after step `testedAt`; 0 for none. */
  readonly testAccuracy: number;
  readonly testedAt: number;
  /** Steps made: fewer for a run that diverged. */
  readonly steps: number;
  /** Spent on the steps of all runs together: they are computed side by side. */
  readonly seconds: number;
  /** Learning rate of the last step. */
  readonly lr: number;
}

/** A batch's loss is noisy: so many are averaged. */
export const LAST_BATCHES = 50;

/** The results at a step. */
export function resultsAt(
  history: NetworkHistory,
  names: readonly string[],
  step: number,
): readonly Result[] {
  const evaluated = indexAt(history.evaluatedAt, step);
  const tested = indexAt(history.testedAt, step);
  return history.runs.map((run, k) => {
    const gone = run.divergedAt > 0 && run.divergedAt <= step;
    const steps = gone ? run.divergedAt : step;
    const last = Array.from(run.trainLoss.values.subarray(Math.max(0, step - LAST_BATCHES), step));
    return {
      run: names[k],
      trainLoss: last.reduce((sum, value) => sum + value, 0) / last.length,
      loss: evaluated < 0 ? Number.NaN : run.loss.values[evaluated],
      accuracy: evaluated < 0 ? Number.NaN : run.accuracy.values[evaluated],
      testAccuracy: tested < 0 ? Number.NaN : run.testAccuracy.values[tested],
      testedAt: tested < 0 ? 0 : history.testedAt.values[tested],
      steps,
      seconds: steps > 0 ? history.time.values[Math.min(steps, history.time.length) - 1] : 0,
      lr: step > 0 && !gone ? run.lr.values[step - 1] : Number.NaN,
    };
  });
}

/** The columns of the table as text, by key: in the words of the page. */
export type Headings = Readonly<Record<keyof Result, string>>;

const COLUMNS = [
  'run',
  'trainLoss',
  'loss',
  'accuracy',
  'testAccuracy',
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
