/** What an experiment comes to, as columns of numbers: what quantities of claims are computed from. */
import { dimensionsOf, type Experiment, isNetwork, parseExperiment } from '../experiment/index.ts';
import { study } from '../study/study.ts';
import { trace } from '../surface/trace.ts';

/** The columns of one run, all of one length: a number a record. NaN where there is none. */
export interface RunSeries {
  /** `step`, and what a record of `trace --stability` or a trial of `study` has; lists by coordinate: `theta0`, `theta1`. */
  readonly columns: Readonly<Record<string, readonly number[]>>;
  /** Numbers of the whole run: `diverged`, of a study also `trials`, `best` and `bestAt`. */
  readonly constants: Readonly<Record<string, number>>;
}

/** All runs of an experiment. */
export type Series = readonly RunSeries[];

/** Records whose values are numbers, lists of numbers or null. */
type Values = Readonly<Record<string, unknown>>;

/** Appends the numbers of a record: those of a list under the name with their place behind it, of an object with its keys. */
function append(columns: Record<string, number[]>, record: Values, keys: readonly string[]): void {
  const put = (name: string, value: unknown): void => {
    if (!Object.hasOwn(columns, name)) columns[name] = [];
    columns[name].push(typeof value === 'number' ? value : Number.NaN);
  };
  for (const key of keys) {
    const value = record[key];
    if (typeof value === 'object' && value !== null) {
      for (const [name, part] of Object.entries(value)) put(`${key}${name}`, part);
    } else put(key, value);
  }
}

/**
 * Columns of records, run after run, one record at a time so that nothing else is kept.
 *
 * @param blank What lists hold where a record has null for them: how many numbers.
 */
export function seriesFrom(keys: readonly string[], lists: readonly string[], length: number) {
  const runs: { columns: Record<string, number[]>; constants: Record<string, number> }[] = [];
  const blank = new Array<number>(length).fill(Number.NaN);
  return {
    add(record: Values & { readonly run: number }): void {
      runs[record.run] ??= { columns: {}, constants: { diverged: 0 } };
      const { columns, constants } = runs[record.run];
      const given = Object.fromEntries(lists.map((key) => [key, record[key] ?? blank]));
      append(columns, { ...record, ...given }, keys);
      if (record.status === 'diverged') constants.diverged = 1;
    },
    series: (): Series => runs,
  };
}

const LISTS = ['theta', 'grad', 'rate', 'realized'];
const KEYS = ['step', 'loss', 'lr', 'sharpness', 'preconditioned', 'limit', ...LISTS];

/** Work that can be interrupted wherever it yields. */
type Work<T> = Generator<void, T, void>;

/** So many records are made at a time: well under a millisecond's work. */
const AT_A_TIME = 64;

function* traced(experiment: Experiment): Work<Series> {
  const collected = seriesFrom(KEYS, LISTS, dimensionsOf(experiment));
  let made = 0;
  for (const frame of trace(experiment, { stability: true })) {
    collected.add({ ...frame });
    if (++made % AT_A_TIME === 0) yield;
  }
  return collected.series();
}

/** The trials of a study, by number; its summaries become constants and the column `expectedBest`, of 0, 1, … trials. */
function* studied(experiment: Experiment): Work<Series> {
  const runs: { columns: Record<string, number[]>; constants: Record<string, number> }[] = [];
  const keys = ['seed', 'value', 'final', 'best', 'bestStep', 'reached'];
  for (const record of study(experiment)) {
    yield;
    runs[record.run] ??= { columns: {}, constants: {} };
    const { columns, constants } = runs[record.run];
    if ('summary' in record) {
      const { trials, diverged, best, expectedBest } = record.summary;
      Object.assign(constants, { trials, diverged, least: best?.value ?? Number.NaN });
      for (const [axis, value] of Object.entries(best?.at ?? {})) constants[`least.${axis}`] = value;
      columns.expectedBest = [Number.NaN, ...expectedBest.map(Number)];
    } else {
      append(columns, { ...record, ...record.at, step: record.trial }, [
        'step',
        ...keys,
        ...Object.keys(record.at),
      ]);
    }
  }
  return runs;
}

/**
 * The columns of the experiment, or of the study, that a query means: those of its records. Made in pieces, for threads that have
 * other things to do.
 *
 * @param seed Added to the query's seed.
 * @throws RangeError for `mnist`, which takes an engine: see `Networks` in `evaluate.ts`.
 */
export function* seriesInPieces(query: string, seed = 0): Work<Series> {
  const { experiment } = parseExperiment(query);
  if (isNetwork(experiment)) throw new RangeError('Networks are trained by an engine.');
  const seeded = { ...experiment, seed: experiment.seed + seed };
  return yield* experiment.study ? studied(seeded) : traced(seeded);
}

/** The same at once. */
export function seriesOf(query: string, seed = 0): Series {
  const work = seriesInPieces(query, seed);
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}
