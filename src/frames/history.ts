/** The recorded training of networks: columns that grow as reports arrive. Seeking is indexing. */
import { type LayerInfo, lastStep, type NetworkChunk, type NetworkRates, QUANTILES } from './network.ts';

/** A column of numbers that grows by doubling; `values` is valid up to `length`. */
export interface Growing {
  readonly values: Float64Array;
  readonly length: number;
}

function growing(): Growing & { push(value: number): void; values: Float64Array; length: number } {
  return {
    values: new Float64Array(256),
    length: 0,
    push(value) {
      if (this.length === this.values.length) {
        const larger = new Float64Array(this.values.length * 2);
        larger.set(this.values);
        this.values = larger;
      }
      this.values[this.length++] = value;
    },
  };
}

/** One run's columns. */
export interface NetworkRun {
  /** By step, from step 1. */
  readonly trainLoss: Growing;
  /** By evaluation. */
  readonly loss: Growing;
  readonly accuracy: Growing;
  /** By measurement of the rates: for each layer five quantiles. */
  readonly rates: readonly (readonly Growing[])[];
  readonly untouched: readonly Growing[];
  /** The step at which it stopped being finite, or 0. */
  readonly divergedAt: number;
}

export interface NetworkHistory {
  readonly layers: readonly LayerInfo[];
  readonly runs: readonly NetworkRun[];
  /** The last step recorded. */
  readonly last: number;
  readonly seconds: number;
  /** The step of each evaluation, and of each measurement of rates. */
  readonly evaluatedAt: Growing;
  readonly measuredAt: Growing;
  /** Effective rate by pixel at a measurement, `[runs × 784]`. The oldest are thinned out when there are many. */
  pixelsAt(step: number): { readonly step: number; readonly pixels: Float32Array } | null;
  append(chunk: NetworkChunk): void;
  /** Calls back after every append. */
  subscribe(listener: () => void): () => void;
}

/** The index of the last of the ascending `steps` that is not after `step`; −1 when all are. */
export function indexAt(steps: Growing, step: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps.values[middle] <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Pictures of rates by pixel that are kept; twelve runs of 784 numbers are 38 KB each. */
const MOST_PICTURES = 240;

export function createNetworkHistory(count: number, layers: readonly LayerInfo[]): NetworkHistory {
  const listeners = new Set<() => void>();
  const evaluatedAt = growing();
  const measuredAt = growing();
  const runs = Array.from({ length: count }, () => ({
    trainLoss: growing(),
    loss: growing(),
    accuracy: growing(),
    rates: layers.map(() => QUANTILES.map(() => growing())),
    untouched: layers.map(() => growing()),
    divergedAt: 0,
  }));
  let pictures: { step: number; pixels: Float32Array }[] = [];
  let last = 0;
  let seconds = 0;

  function measure(step: number, rates: NetworkRates): void {
    measuredAt.push(step);
    runs.forEach((run, k) => {
      layers.forEach((_, layer) => {
        const at = k * layers.length + layer;
        QUANTILES.forEach((_, q) => {
          run.rates[layer][q].push(rates.effective[at * QUANTILES.length + q]);
        });
        run.untouched[layer].push(rates.untouched[at]);
      });
    });
    pictures.push({ step, pixels: rates.pixels });
    // Every second one goes when there are too many: the history stays even, at half the resolution.
    if (pictures.length > MOST_PICTURES)
      pictures = pictures.filter((_, i) => i % 2 === 0 || i === pictures.length - 1);
  }

  return {
    layers,
    runs,
    get last() {
      return last;
    },
    get seconds() {
      return seconds;
    },
    evaluatedAt,
    measuredAt,
    pixelsAt(step) {
      for (let i = pictures.length - 1; i >= 0; i--) if (pictures[i].step <= step) return pictures[i];
      return pictures[0] ?? null;
    },
    append(chunk) {
      for (let s = 0; s < chunk.count; s++) {
        for (let k = 0; k < count; k++) runs[k].trainLoss.push(chunk.trainLoss[s * count + k]);
      }
      last = lastStep(chunk);
      seconds = chunk.seconds;
      for (let k = 0; k < count; k++) runs[k].divergedAt = chunk.divergedAt[k];
      if (chunk.rates) measure(last, chunk.rates);
      if (chunk.evaluation) {
        evaluatedAt.push(last);
        for (let k = 0; k < count; k++) {
          runs[k].loss.push(chunk.evaluation.loss[k]);
          runs[k].accuracy.push(chunk.evaluation.accuracy[k]);
        }
      }
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
