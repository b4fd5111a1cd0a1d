/** What of trainings programs can repeat, and what they say of the rest. */
import type { NetworkArguments } from '../../core/network.ts';
import type { ExperimentRun } from '../../experiment/index.ts';
import { stageOf } from './stages.ts';

/** Rules that act layer by layer, or that ask the objective: no lines of one formula for all weights are these. */
const LAYERWISE: ReadonlySet<string> = new Set([
  ...['lars', 'lamb', 'muon', 'shampoo', 'adafactor', 'newton', 'armijo', 'polyak'],
]);

/** Why a run of a network cannot become a program; null where it can. */
function obstacle(
  { optimizer, schedules, stages }: ExperimentRun,
  lacking: ReadonlySet<string>,
): string | null {
  if (LAYERWISE.has(optimizer.id)) return `${optimizer.id} acts layer by layer or on the objective`;
  if (lacking.has(optimizer.id)) return `${optimizer.id} needs matrices as long as all weights`;
  const driven = schedules.find(({ id }) => id === 'plateau' || id === 'gradient');
  if (driven) return `${driven.id} follows evaluations that are made at our own steps`;
  const rounds = stages.some(({ id }) => id === 'precision');
  return rounds ? 'precision rounds gradients in a way that float32 cannot show' : null;
}

/**
 * @param lacking Further rules that the library has no program for.
 * @throws RangeError with the reason where a run cannot be repeated.
 */
export function requirePossible(
  runs: readonly ExperimentRun[],
  library: string,
  lacking: readonly string[] = [],
): void {
  for (const [index, run] of runs.entries()) {
    const reason = obstacle(run, new Set(lacking));
    if (reason !== null) throw new RangeError(`Run ${index} has no program for ${library} yet: ${reason}.`);
  }
}

/** What of a training a library cannot repeat, as sentences. */
export function trainingDifferences(
  args: NetworkArguments,
  runs: readonly ExperimentRun[],
  library: string,
): readonly string[] {
  return [
    ...(args.dropout > 0
      ? [`Dropout drops other units: ${library} draws its own masks. The losses differ by that much.`]
      : []),
    ...(args.shift || args.rotate || args.noise
      ? ['Images are not augmented here: shift, rotate and noise of the link are left out.']
      : []),
    ...(runs.some((run) => stageOf(run, 'noise'))
      ? [`Gradient noise has other draws: ${library}’s own.`]
      : []),
  ];
}

/** The layers as pairs of inputs and units. */
export function layersOf({ hidden }: NetworkArguments): readonly (readonly [number, number])[] {
  const sizes = [784, ...hidden, 10];
  return sizes.slice(1).map((units, k) => [sizes[k], units] as const);
}
