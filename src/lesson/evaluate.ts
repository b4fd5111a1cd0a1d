/** Claims, computed: what comes out, and whether it is what was claimed. */
import { isNetwork, parseExperiment } from '../experiment/index.ts';
import { computeQuantity } from './quantity.ts';
import { type Series, seriesOf } from './series.ts';
import type { Claim } from './types.ts';

export interface Evaluated {
  /** null for a number that there is not. */
  readonly computed: number | null;
  readonly holds: boolean;
}

/** Trains the networks of a query, and gives the columns of their records; `stability` says whether curvatures are wanted too. */
export type Networks = (query: string, stability: boolean) => Promise<Series>;

/** Whether a claim is about networks: computing it takes an engine, and seconds. */
export const isAboutNetworks = ({ query }: Claim): boolean => isNetwork(parseExperiment(query).experiment);

/** Whether a number is what a claim says. */
function holds({ expected, tolerance }: Claim, computed: number | null): boolean {
  if (expected === null || computed === null) return expected === computed;
  return Math.abs(computed - expected) <= tolerance;
}

/**
 * Evaluates claims. The experiments of the same query are computed once, as long as claims that share it come one after another:
 * a course has more of them than fit into memory.
 */
export function createEvaluator(networks: Networks | null = null) {
  let latest = '';
  let known = new Map<number, Series>();
  const seeded = (query: string) => (seed: number) => {
    if (query !== latest) {
      latest = query;
      known = new Map();
    }
    const found = known.get(seed) ?? seriesOf(query, seed);
    known.set(seed, found);
    return found;
  };
  const resultOf = (claim: Claim, value: number): Evaluated => {
    const computed = Number.isFinite(value) ? value : null;
    return { computed, holds: holds(claim, computed) };
  };
  return {
    /** @throws RangeError for a claim about networks where none are trained; what `computeQuantity` throws. */
    async evaluate(claim: Claim): Promise<Evaluated> {
      if (!isAboutNetworks(claim)) return this.evaluateNow(claim);
      if (!networks) throw new RangeError('A claim about networks takes an engine.');
      const stability = /sharpness|preconditioned/.test(claim.quantity);
      const key = `${stability} ${claim.query}`;
      if (key !== latest) {
        latest = key;
        known = new Map([[0, await networks(claim.query, stability)]]);
      }
      const series = known.get(0) as Series;
      return resultOf(
        claim,
        computeQuantity(claim.quantity, () => series),
      );
    },
    /** The same at once, for a claim that is not about networks. */
    evaluateNow: (claim: Claim): Evaluated =>
      resultOf(claim, computeQuantity(claim.quantity, seeded(claim.query))),
  };
}
