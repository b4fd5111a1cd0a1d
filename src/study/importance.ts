/**
 * How much of the differences between trials each axis explains: functional ANOVA of a random forest (Hutter, Hoos &
 * Leyton-Brown 2014, An Efficient Approach for Assessing Hyperparameter Importance).
 *
 * A forest is fitted to the trials, and the variance of each tree over the whole box of the axes, every value as likely, is divided
 * exactly into the share of each axis alone and what remains for axes together. It does not matter where a search put its trials:
 * a permutation importance over them would.
 */
import { random as randomStream } from '../core/random.ts';

/** Trees, and the fewest trials of a leaf. */
const TREES = 48;
const LEAST_LEAF = 3;
/** Of more trials than this an even sample is taken: a picture in time is worth more than a second digit. */
const MOST_TRIALS = 500;

const PURPOSE = 0xa40fa;

/** A box of the unit cube in which a tree has one value. */
interface Leaf {
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly value: number;
}

/** What explains the differences. Fractions, which add up to 1 with `together`. */
export interface Importance {
  /** Of each axis alone. */
  readonly axes: readonly number[];
  /** Of two or more axes together: what no axis explains alone. */
  readonly together: number;
}

interface Sample {
  readonly points: readonly (readonly number[])[];
  readonly values: readonly number[];
}

interface Split {
  readonly axis: number;
  readonly at: number;
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** The split on one axis that leaves the least squared error; null where no split leaves enough on both sides. */
function bestSplitOf(
  axis: number,
  { points, values }: Sample,
  members: readonly number[],
): { readonly gain: number; readonly split: Split } | null {
  const sorted = [...members].sort((a, b) => points[a][axis] - points[b][axis] || a - b);
  const total = sorted.reduce((sum, i) => sum + values[i], 0);
  let left = 0;
  let best: { gain: number; count: number } | null = null;
  for (let count = 1; count < sorted.length; count++) {
    left += values[sorted[count - 1]];
    if (count < LEAST_LEAF || sorted.length - count < LEAST_LEAF) continue;
    if (points[sorted[count]][axis] === points[sorted[count - 1]][axis]) continue;
    const right = total - left;
    const gain = (left * left) / count + (right * right) / (sorted.length - count);
    if (!best || gain > best.gain) best = { gain, count };
  }
  if (!best) return null;
  const { gain, count } = best;
  const at = (points[sorted[count - 1]][axis] + points[sorted[count]][axis]) / 2;
  return { gain, split: { axis, at, left: sorted.slice(0, count), right: sorted.slice(count) } };
}

/** The leaves of one tree over a bootstrap sample. Each split chooses among a part of the axes, as in a random forest. */
function leavesOf(sample: Sample, dimensions: number, tree: number): readonly Leaf[] {
  const { points, values } = sample;
  const chance = randomStream(PURPOSE, tree, points.length);
  const drawn = points.map(() => chance.integer(points.length));
  const looked = Math.max(1, Math.ceil((dimensions * 2) / 3));
  const leaves: Leaf[] = [];
  const grow = (members: readonly number[], low: readonly number[], high: readonly number[]): void => {
    const sum = members.reduce((total, i) => total + values[i], 0);
    const base = (sum * sum) / members.length;
    const axes = Array.from({ length: dimensions }, (_, axis) => axis);
    let found: { gain: number; split: Split } | null = null;
    // In random order; an axis that cannot be split makes room for another one.
    for (let tried = 0; axes.length > 0 && tried < looked; ) {
      const [axis] = axes.splice(chance.integer(axes.length), 1);
      const candidate = bestSplitOf(axis, sample, members);
      if (!candidate) continue;
      tried++;
      if (!found || candidate.gain > found.gain) found = candidate;
    }
    if (!found || found.gain - base <= 1e-12 * Math.abs(base)) {
      leaves.push({ low, high, value: sum / members.length });
      return;
    }
    const { axis, at, left, right } = found.split;
    grow(left, low, high.with(axis, at));
    grow(right, low.with(axis, at), high);
  };
  const corner = (value: number): number[] => new Array<number>(dimensions).fill(value);
  grow(drawn, corner(0), corner(1));
  return leaves;
}

/** The variance of a tree over the unit cube, and of its mean along each axis. */
function variancesOf(leaves: readonly Leaf[], dimensions: number): { total: number; alone: number[] } {
  const volumes = leaves.map(({ low, high }) =>
    low.reduce((volume, a, axis) => volume * (high[axis] - a), 1),
  );
  const mean = leaves.reduce((sum, { value }, i) => sum + volumes[i] * value, 0);
  const total = leaves.reduce((sum, { value }, i) => sum + volumes[i] * (value - mean) ** 2, 0);
  const alone = Array.from({ length: dimensions }, (_, axis) => {
    const edges = [...new Set(leaves.flatMap(({ low, high }) => [low[axis], high[axis]]))].sort(
      (a, b) => a - b,
    );
    const place = new Map(edges.map((edge, i) => [edge, i]));
    // What the mean along the axis changes by at each edge.
    const steps = new Float64Array(edges.length);
    for (const [i, { low, high, value }] of leaves.entries()) {
      const height = (volumes[i] / (high[axis] - low[axis])) * (value - mean);
      steps[place.get(low[axis]) as number] += height;
      steps[place.get(high[axis]) as number] -= height;
    }
    let level = 0;
    let variance = 0;
    for (let i = 0; i + 1 < edges.length; i++) {
      level += steps[i];
      variance += level * level * (edges[i + 1] - edges[i]);
    }
    return variance;
  });
  return { total, alone };
}

/**
 * The importance of each axis, tree by tree: yields after each, so that it can be made between pictures.
 *
 * @param points Where each trial lies on each axis, 0 … 1 from end to end, as the axis spreads its values.
 * @param values What came of each; logarithms of losses.
 * @returns null where there are too few trials, or all have the same value.
 */
export function* importanceOf(
  points: readonly (readonly number[])[],
  values: readonly number[],
): Generator<void, Importance | null, void> {
  const dimensions = points[0]?.length ?? 0;
  if (dimensions === 0 || points.length < 4 * LEAST_LEAF) return null;
  const stride = Math.max(1, points.length / MOST_TRIALS);
  const kept = Array.from({ length: Math.floor(points.length / stride) }, (_, i) => Math.floor(i * stride));
  const sample = { points: kept.map((i) => points[i]), values: kept.map((i) => values[i]) };
  const axes = new Array<number>(dimensions).fill(0);
  let trees = 0;
  for (let tree = 0; tree < TREES; tree++) {
    const { total, alone } = variancesOf(leavesOf(sample, dimensions, tree), dimensions);
    if (total > 0) {
      trees++;
      for (const [axis, variance] of alone.entries()) axes[axis] += variance / total;
    }
    yield;
  }
  if (trees === 0) return null;
  const shares = axes.map((sum) => sum / trees);
  return { axes: shares, together: Math.max(0, 1 - shares.reduce((sum, share) => sum + share, 0)) };
}
