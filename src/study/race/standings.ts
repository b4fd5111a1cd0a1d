/** What a race comes to: who solves how much, and how soon. Pure. */

import { expectedBest } from '../summary.ts';
import type { Outcome } from '../trial.ts';

/** The updates that a trial took to solve its problem; infinite where it did not, diverged, or ended above its start. */
export const costOf = ({ status, reached }: Pick<Outcome, 'status' | 'reached'>): number =>
  status === 'finished' && reached !== null ? reached : Number.POSITIVE_INFINITY;

/** One run in a race: the costs of its trials, problem after problem, as many on each. NaN: not known yet. */
export interface Entry {
  readonly costs: ArrayLike<number>;
  /** Trials on each problem. */
  readonly each: number;
}

export interface Standing {
  /** The least cost on each problem; NaN where nothing is known yet. */
  readonly least: Float64Array;
  /** Problems on which no run was sooner, and that it solved. */
  readonly wins: number;
  readonly solved: number;
  /** Half of the problems take no more updates; infinite where fewer are solved. */
  readonly median: number;
  /** Element k−1: the share of problems that k of the trials, drawn at random with replacement, are expected to solve. */
  readonly solvedAfter: readonly number[];
  /** Element k−1, k up to 20: the expected least cost of k trials, the mean over the problems; one that fails counts as all the updates. */
  readonly expected: readonly number[];
  /**
   * The performance ratios of the problems that it solved, ascending: its cost over the least of any run (Dolan & Moré 2002). The
   * profile at τ is the share of all problems with a ratio of at most τ.
   */
  readonly ratios: Float64Array;
}

/** The costs of the trials on one problem that are known. */
function costsOn({ costs, each }: Entry, problem: number): readonly number[] {
  const found: number[] = [];
  for (let k = 0; k < each; k++) {
    const cost = costs[problem * each + k];
    if (!Number.isNaN(cost)) found.push(cost);
  }
  return found;
}

const leastOf = (entry: Entry, problems: number): Float64Array =>
  Float64Array.from({ length: problems }, (_, problem) => {
    const costs = costsOn(entry, problem);
    return costs.length === 0 ? Number.NaN : Math.min(...costs);
  });

/** The middle of some numbers, the upper of two middle ones; NaN of none. */
export function medianOf(values: Iterable<number>): number {
  const sorted = Float64Array.from(values).sort();
  return sorted.length === 0 ? Number.NaN : sorted[sorted.length >> 1];
}

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;

/** For so many draws at most it is said what they lead to. */
const DRAWS = 100;
/** Standings are worked out while a race is computed, and say it for fewer. */
const STANDING = 20;
const drawsOf = ({ each }: Entry): number => Math.min(each, DRAWS);

/**
 * The mean over the problems of what k = 1, 2, … draws of the trials on each of them lead to.
 *
 * @param unsolved The cost of a failure. @param most The largest k.
 */
export function expectedOver(
  entry: Entry,
  problems: number,
  unsolved: number,
  most = drawsOf(entry),
): readonly number[] {
  const ofProblems = Array.from({ length: problems }, (_, problem) => costsOn(entry, problem))
    .filter(({ length }) => length > 0)
    .map((costs) =>
      expectedBest(
        costs.map((cost) => Math.min(cost, unsolved)),
        most,
        (a, b) => a < b,
      ),
    );
  return Array.from({ length: most }, (_, k) => meanOf(ofProblems.map((expected) => expected[k])));
}

/** The share of problems that k = 1, 2, … draws of the trials on each are expected to solve: the mean of 1 − (failed/all)ᵏ. */
function solvedAfter(entry: Entry, problems: number): readonly number[] {
  const failures = Array.from({ length: problems }, (_, problem) => costsOn(entry, problem))
    .filter(({ length }) => length > 0)
    .map((costs) => costs.filter((cost) => cost === Number.POSITIVE_INFINITY).length / costs.length);
  return Array.from({ length: drawsOf(entry) }, (_, k) =>
    meanOf(failures.map((failed) => 1 - failed ** (k + 1))),
  );
}

/**
 * The standings of all runs. Runs that are first together win together.
 *
 * @param steps The updates of a run: what a failure counts as where costs are averaged.
 */
export function standingsOf(entries: readonly Entry[], problems: number, steps: number): readonly Standing[] {
  const all = entries.map((entry) => leastOf(entry, problems));
  const best = Float64Array.from({ length: problems }, (_, problem) =>
    Math.min(
      ...all.map((least) => (Number.isNaN(least[problem]) ? Number.POSITIVE_INFINITY : least[problem])),
    ),
  );
  return entries.map((entry, i) => {
    const least = all[i];
    const solved = [...least.keys()].filter((problem) => Number.isFinite(least[problem]));
    return {
      least,
      wins: solved.filter((problem) => least[problem] === best[problem]).length,
      solved: solved.length,
      median: medianOf(least.filter((cost) => !Number.isNaN(cost))),
      solvedAfter: solvedAfter(entry, problems),
      expected: expectedOver(entry, problems, steps, Math.min(entry.each, STANDING)),
      // A target is below the loss at the start: no cost is 0.
      ratios: Float64Array.from(solved, (problem) => least[problem] / best[problem]).sort(),
    };
  });
}

/** A performance profile at τ: the share of all problems that a run solved with at most τ times the updates of the best. */
export function profileAt({ ratios }: Pick<Standing, 'ratios'>, tau: number, problems: number): number {
  const beyond = ratios.findIndex((ratio) => ratio > tau);
  return (beyond < 0 ? ratios.length : beyond) / problems;
}
