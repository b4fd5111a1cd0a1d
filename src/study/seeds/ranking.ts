/**
 * Which of several runs did better, as far as so many repetitions tell: a rank is claimed where 95 % confidence intervals of the
 * means do not overlap. Two intervals that do not overlap are a cautious test: the means may differ all the same. Pure.
 */

/** Two-sided 95 % points of Student's t distribution, for 1, 2, … degrees of freedom. */
const STUDENT = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
] as const;
/** That of the normal distribution, and the first two terms with which Student's approaches it (Cornish & Fisher). */
const NORMAL = 1.959964;

/** The two-sided 95 % point of Student's t distribution. @param freedom Degrees of freedom, at least 1. */
export function student(freedom: number): number {
  if (freedom <= STUDENT.length) return STUDENT[freedom - 1];
  const [z, f] = [NORMAL, freedom];
  return z + (z ** 3 + z) / (4 * f) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * f ** 2);
}

/** What the repetitions of one run come to. */
export interface Estimate {
  readonly n: number;
  readonly mean: number;
  /** The standard deviation of the sample, with n − 1; NaN of fewer than two. */
  readonly sd: number;
  /** Between which values the centre lies, with 95 % confidence; infinite of fewer than two. */
  readonly interval: readonly [low: number, high: number];
  /** The centre of the interval: the mean, or the geometric mean where values are compared by their ratio. */
  readonly centre: number;
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The standard deviation of a sample. */
export function deviationOf(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN;
  // The mean of equal numbers may differ from them in its last bit.
  if (values.every((value) => value === values[0])) return 0;
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

/**
 * @param values One a repetition, finite.
 * @param log Whether the interval is that of the mean logarithm: then all values are above 0.
 */
export function estimate(values: readonly number[], log: boolean): Estimate {
  const n = values.length;
  const compared = log ? values.map(Math.log) : values;
  const back = log ? Math.exp : (value: number) => value;
  const centre = meanOf(compared);
  const reach = n < 2 ? Number.POSITIVE_INFINITY : (student(n - 1) * deviationOf(compared)) / Math.sqrt(n);
  return {
    n,
    mean: meanOf(values),
    sd: deviationOf(values),
    centre: back(centre),
    interval: [back(centre - reach), back(centre + reach)],
  };
}

export interface Ranking {
  /** Of each run between which ranks it may be, counted from 1. */
  readonly ranks: readonly (readonly [best: number, worst: number])[];
  /** Runs that cannot be told apart: groups as large as they can be of runs whose intervals all overlap, the better first. */
  readonly ties: readonly (readonly number[])[];
}

/** @param more Whether more is better. */
export function rankingOf(estimates: readonly Estimate[], more = false): Ranking {
  const intervals = estimates.map(({ interval: [low, high] }) => (more ? [-high, -low] : [low, high]));
  const before = (a: number, b: number): boolean => intervals[a][1] < intervals[b][0];
  const all = [...estimates.keys()];
  const ranks = all.map(
    (run) =>
      [
        1 + all.filter((other) => before(other, run)).length,
        all.length - all.filter((other) => before(run, other)).length,
      ] as const,
  );
  // Intervals that overlap in pairs have a point in common: each largest group is found at the lower end of one of them.
  const groups = all
    .map((run) => intervals[run][0])
    .sort((a, b) => a - b)
    .map((point) => all.filter((run) => intervals[run][0] <= point && point <= intervals[run][1]));
  const ties = groups
    .filter((group) => group.length > 1)
    .filter((group, i, them) => {
      const within = (other: readonly number[]): boolean => group.every((run) => other.includes(run));
      return !them.some((other, j) => within(other) && (other.length > group.length || j < i));
    });
  return { ranks, ties };
}
