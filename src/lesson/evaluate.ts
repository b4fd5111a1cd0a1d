/** Claims, computed: what comes out, and whether it is what was claimed. */
import { isNetwork, parseExperiment } from '../experiment/index.ts';
import { computeQuantity, seedsOf } from './quantity.ts';
import { type Series, seriesInPieces, seriesOf } from './series.ts';
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

function resultOf(claim: Claim, value: number): Evaluated {
  const computed = Number.isFinite(value) ? value : null;
  return { computed, holds: holds(claim, computed) };
}

/** What a claim about networks says of the columns of their records. @throws what `computeQuantity` throws. */
export const evaluateOn = (claim: Claim, series: Series): Evaluated =>
  resultOf(
    claim,
    computeQuantity(claim.quantity, () => series),
  );

/** Whether a claim takes the curvature of networks, which `trace` only gives with `--stability`. */
export const takesStability = ({ quantity }: Claim): boolean =>
  /sharpness|preconditioned|limit/.test(quantity);

/**
 * Evaluates a claim that is not about networks, in pieces: one call in a turn of a thread that has other things to do.
 *
 * @param known Series by what is added to the seed: kept for other claims about the same query.
 * @throws what `computeQuantity` throws.
 */
export function* evaluateInPieces(
  claim: Claim,
  known: Map<number, Series> = new Map(),
): Generator<void, Evaluated, void> {
  for (let seed = 0; seed < seedsOf(claim.quantity); seed++) {
    if (!known.has(seed)) known.set(seed, yield* seriesInPieces(claim.query, seed));
  }
  return resultOf(
    claim,
    computeQuantity(claim.quantity, (seed) => known.get(seed) ?? seriesOf(claim.query, seed)),
  );
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
  return {
    /** @throws RangeError for a claim about networks where none are trained; what `computeQuantity` throws. */
    async evaluate(claim: Claim): Promise<Evaluated> {
      if (!isAboutNetworks(claim)) return this.evaluateNow(claim);
      if (!networks) throw new RangeError('A claim about networks takes an engine.');
      const stability = takesStability(claim);
      const key = `${stability} ${claim.query}`;
      if (key !== latest) {
        latest = key;
        known = new Map([[0, await networks(claim.query, stability)]]);
      }
      return evaluateOn(claim, known.get(0) as Series);
    },
    /** The same at once, for a claim that is not about networks. */
    evaluateNow: (claim: Claim): Evaluated =>
      resultOf(claim, computeQuantity(claim.quantity, seeded(claim.query))),
  };
}
