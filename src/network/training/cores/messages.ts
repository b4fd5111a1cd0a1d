/** What is said between the thread that trains and those that make steps of some of its runs. */
import type { NetworkArguments } from '../../../core/network.ts';
import type { RunSpec } from '../../../core/types.ts';
import type { FollowedWeight } from '../../history/record.ts';
import type { TakenColumns } from '../columns.ts';
import type { RunState } from '../training.ts';

/** Images of some batches, one batch after the other: 784 bytes each, so that no thread needs all that there are. */
export interface Slab {
  /** The numbers of the batches, in order. */
  readonly numbers: readonly number[];
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

export type PartCommand =
  /** What the job begins with: the runs whose steps it will make. */
  | {
      readonly type: 'build';
      readonly runs: readonly RunSpec[];
      readonly args: NetworkArguments;
      readonly seed: number;
      readonly rules: readonly string[];
      /** How many images are trained on. */
      readonly images: number;
    }
  /** Make the `count` updates that follow `step`. `states`: where the runs stand, if that has changed elsewhere. */
  | {
      readonly type: 'advance';
      readonly step: number;
      readonly count: number;
      readonly states: readonly RunState[] | null;
      readonly followed: readonly FollowedWeight[];
      readonly slab: Slab;
    }
  /** Say where the runs stand. */
  | { readonly type: 'read' };

export type PartEvent =
  /** It is built. */
  | { readonly type: 'built' }
  /** What was recorded of the steps, and for each run the step at which it stopped being finite, or 0. */
  | { readonly type: 'advanced'; readonly columns: TakenColumns; readonly divergedAt: readonly number[] }
  | { readonly type: 'states'; readonly states: readonly RunState[] };

/** The buffers of states, each once: what changes hands. */
export function buffersOfStates(states: readonly RunState[]): ArrayBuffer[] {
  const vectors = states.flatMap(({ theta, updater, touched, gradient, rate, realized }) => [
    ...[theta, touched, gradient, rate, realized],
    ...Object.values(updater.memory),
    ...Object.values(updater.extra ?? {}),
  ]);
  return [...new Set(vectors.map(({ buffer }) => buffer as ArrayBuffer))];
}
