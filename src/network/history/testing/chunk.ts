import type { NetworkChunk } from '../record.ts';

/** A report of `count` steps of some runs, from step `from`: zeros, where nothing else is given. */
export const chunkOf = (
  runs: number,
  from: number,
  count: number,
  more: Partial<NetworkChunk> = {},
): NetworkChunk => ({
  from,
  count,
  trainLoss: new Float64Array(count * runs),
  trainAccuracy: new Float64Array(count * runs),
  lr: new Float64Array(count * runs),
  time: new Float64Array(count),
  followed: null,
  sample: null,
  rates: null,
  evaluation: null,
  seconds: from + count,
  divergedAt: new Array(runs).fill(0),
  ...more,
});
