/** How much memory the networks of an experiment take, so that what would crash the page is refused with a reason. */
import type { NetworkArguments } from '../../core/network.ts';
import { createOptimizer } from '../../core/optimizer.ts';
import type { RunSpec, Step } from '../../core/types.ts';
import { diagnosticOf } from '../diagnostic.ts';
import { type Layout, networkLayout } from '../model/layout.ts';
import { mostSnapshots } from '../plane/trajectory.ts';
import { TooLarge } from './failure.ts';

const FLOAT = 4;
const DOUBLE = 8;
/** The most that is used, in bytes: a part of the device's memory, where the browser tells it, within these bounds. */
const LEAST = 0.5e9;
const MOST = 2e9;
const SHARE = 0.25;
/** The program, tfjs, and 70,000 images. */
const BASE = 200e6;
/** Copies of a hidden layer's outputs on the backend in a step: as they are, masked, padded, their gradients. */
const ACTIVATIONS = 14;
/** Copies of all weights there: side by side, uploaded, gradients, transposed, and as they are read. */
const ON_BACKEND = 5;
/** Vectors of a run beside its rule's memory: two gradients, rate, direction, what was realized, weights, and evaluated ones. */
const OF_RUN = 9;
/** Checkpoints that are held at a time: waiting, on their way, kept by the page. */
const CHECKPOINTS = 3;

/** What a run's rule remembers, in bytes. */
function rememberedBy({ optimizer }: RunSpec, layout: Layout, rules: readonly string[]): number {
  const rule = createOptimizer(optimizer, rules);
  // Only lengths are asked for.
  const theta = { length: layout.length } as Float32Array;
  const step = { theta, shapes: layout.shapes, args: optimizer.args } as unknown as Omit<Step, 'extra'>;
  const extra = Object.values(rule.extra?.(step) ?? {}).reduce((sum, length) => sum + length, 0);
  return FLOAT * rule.memory.length * layout.length + DOUBLE * extra;
}

export interface MemoryQuestion {
  readonly runs: readonly RunSpec[];
  readonly args: Pick<NetworkArguments, 'hidden' | 'batch'>;
  readonly rules?: readonly string[];
}

/** Bytes that a training takes at its height, in its thread and in the page, about. */
export function memoryOf({ runs, args, rules = [] }: MemoryQuestion): number {
  const layout = networkLayout(args.hidden);
  const weights = FLOAT * layout.length;
  const outputs = layout.layers.reduce((sum, { units }) => sum + units, 0);
  const ofRuns = runs.reduce((sum, run) => {
    const remembered = rememberedBy(run, layout, rules);
    return (
      sum +
      OF_RUN * weights +
      remembered +
      layout.length +
      CHECKPOINTS * (weights + remembered + layout.length)
    );
  }, 0);
  const onBackend = runs.length * (ON_BACKEND * weights + ACTIVATIONS * FLOAT * args.batch * outputs);
  // The thread's own, and the page's for a thread that takes over.
  const snapshots = 2 * runs.length * weights * mostSnapshots(runs.length, layout.length);
  return BASE + ofRuns + onBackend + snapshots;
}

/** How many bytes are used at most. @param device memory of the device in GB, where that is known */
export const mostMemory = (device: number | undefined): number =>
  device ? Math.max(LEAST, Math.min(MOST, SHARE * device * 1e9)) : MOST;

/** @throws TooLarge when a training would take more than is used. */
export function checkMemory(question: MemoryQuestion, most: number): void {
  const needed = memoryOf(question);
  if (needed <= most) return;
  const { runs, args } = question;
  throw new TooLarge(
    diagnosticOf('too-large', {
      runs: runs.length,
      weights: networkLayout(args.hidden).length,
      batch: args.batch,
      needed: (needed / 1e9).toFixed(1),
      most: (most / 1e9).toFixed(1),
    }),
  );
}
