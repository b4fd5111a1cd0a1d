/** The recorded training of networks: columns that grow as reports arrive. Seeking is indexing. */
import {
  type FollowedColumns,
  type FollowedWeight,
  type LayerInfo,
  lastStep,
  type NetworkChunk,
  type NetworkRates,
  QUANTILES,
  type SampleReading,
} from './network.ts';

/** A column of numbers that grows by doubling; `values` is valid up to `length`. */
export interface Growing {
  readonly values: Float64Array;
  readonly length: number;
}

interface Pushing extends Growing {
  values: Float64Array;
  length: number;
  push(value: number): void;
}

function growing(): Pushing {
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
  readonly trainAccuracy: Growing;
  readonly lr: Growing;
  /** By evaluation. */
  readonly loss: Growing;
  readonly accuracy: Growing;
  /** By evaluation on all test images. */
  readonly testLoss: Growing;
  readonly testAccuracy: Growing;
  /** By measurement of the rates: for each layer five quantiles of the effective and of the realized rate. */
  readonly rates: readonly (readonly Growing[])[];
  readonly realized: readonly (readonly Growing[])[];
  readonly untouched: readonly Growing[];
  /** The step at which it stopped being finite, or 0. */
  readonly divergedAt: number;
}

/** One measurement of the rates, as far as it is no column. */
export interface Measurement extends Pick<NetworkRates, 'pixels' | 'histogram' | 'unit'> {
  readonly step: number;
}

/** A weight from the step on from which it is followed. */
export interface FollowedRecord extends FollowedWeight {
  /** The step before the first one recorded. */
  readonly from: number;
  /** By run, by step. */
  readonly runs: readonly {
    readonly rate: Growing;
    readonly realized: Growing;
    readonly value: Growing;
  }[];
}

export interface NetworkHistory {
  readonly layers: readonly LayerInfo[];
  readonly runs: readonly NetworkRun[];
  /** The last step recorded. */
  readonly last: number;
  readonly seconds: number;
  /** Seconds spent on training up to each step, from step 1. */
  readonly time: Growing;
  /** The step of each evaluation, of each one on all test images, and of each measurement of rates. */
  readonly evaluatedAt: Growing;
  readonly testedAt: Growing;
  readonly measuredAt: Growing;
  /** The last measurement that is not after a step, else the first. The oldest are thinned out when there are many. */
  measurementAt(step: number): Measurement | null;
  /** How the sample was read, likewise. */
  sampleAt(step: number): (SampleReading & { readonly step: number }) | null;
  /** The weights that are followed, and those that were, as long as others have not taken their place. */
  readonly followed: readonly FollowedRecord[];
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

/** Pictures of rates by pixel that are kept; twelve runs of 784 numbers are 38 KB each, histograms as much again. */
const MOST_PICTURES = 240;

/** Things by ascending step, of which every second one goes when there are too many: even, at half the resolution. */
function createAlbum<T extends { readonly step: number }>() {
  let items: T[] = [];
  return {
    push(item: T): void {
      if (items.length > 0 && items[items.length - 1].step === item.step) items.pop();
      items.push(item);
      if (items.length > MOST_PICTURES) items = items.filter((_, i) => i % 2 === 0 || i === items.length - 1);
    },
    at(step: number): T | null {
      for (let i = items.length - 1; i >= 0; i--) if (items[i].step <= step) return items[i];
      return items[0] ?? null;
    },
  };
}

const sameWeight = (a: FollowedWeight, b: FollowedWeight): boolean =>
  a.pixel === b.pixel && a.unit === b.unit;

export function createNetworkHistory(count: number, layers: readonly LayerInfo[]): NetworkHistory {
  const listeners = new Set<() => void>();
  const evaluatedAt = growing();
  const testedAt = growing();
  const measuredAt = growing();
  const time = growing();
  const quantiles = () => layers.map(() => QUANTILES.map(() => growing()));
  const runs = Array.from({ length: count }, () => ({
    trainLoss: growing(),
    trainAccuracy: growing(),
    lr: growing(),
    loss: growing(),
    accuracy: growing(),
    testLoss: growing(),
    testAccuracy: growing(),
    rates: quantiles(),
    realized: quantiles(),
    untouched: layers.map(() => growing()),
    divergedAt: 0,
  }));
  const measurements = createAlbum<Measurement>();
  const samples = createAlbum<SampleReading & { step: number }>();
  let followed: (FollowedRecord & { runs: { rate: Pushing; realized: Pushing; value: Pushing }[] })[] = [];
  let last = 0;
  let seconds = 0;

  function measure(step: number, rates: NetworkRates): void {
    const { pixels, histogram, unit } = rates;
    measurements.push({ step, pixels, histogram, unit });
    // A second measurement of a step has more pictures, the same numbers.
    if (measuredAt.length > 0 && measuredAt.values[measuredAt.length - 1] === step) return;
    measuredAt.push(step);
    runs.forEach((run, k) => {
      layers.forEach((_, layer) => {
        const at = k * layers.length + layer;
        QUANTILES.forEach((_, q) => {
          run.rates[layer][q].push(rates.effective[at * QUANTILES.length + q]);
          run.realized[layer][q].push(rates.realized[at * QUANTILES.length + q]);
        });
        run.untouched[layer].push(rates.untouched[at]);
      });
    });
  }

  function follow(from: number, columns: FollowedColumns): void {
    followed = columns.weights.map((weight) => {
      const known = followed.find((record) => sameWeight(record, weight));
      // One that was let go meanwhile begins anew: a record has no gaps.
      if (known && known.from + known.runs[0].rate.length === from - 1) return known;
      const empty = () => ({ rate: growing(), realized: growing(), value: growing() });
      return { ...weight, from: from - 1, runs: runs.map(empty) };
    });
    const { rate, realized, value } = columns;
    for (let at = 0; at < rate.length; at++) {
      const record = followed[at % followed.length].runs[Math.floor(at / followed.length) % count];
      record.rate.push(rate[at]);
      record.realized.push(realized[at]);
      record.value.push(value[at]);
    }
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
    time,
    evaluatedAt,
    testedAt,
    measuredAt,
    measurementAt: measurements.at,
    sampleAt: samples.at,
    get followed() {
      return followed;
    },
    append(chunk) {
      for (let s = 0; s < chunk.count; s++) {
        time.push(chunk.time[s]);
        for (let k = 0; k < count; k++) {
          runs[k].trainLoss.push(chunk.trainLoss[s * count + k]);
          runs[k].trainAccuracy.push(chunk.trainAccuracy[s * count + k]);
          runs[k].lr.push(chunk.lr[s * count + k]);
        }
      }
      last = lastStep(chunk);
      seconds = chunk.seconds;
      for (let k = 0; k < count; k++) runs[k].divergedAt = chunk.divergedAt[k];
      if (chunk.followed) follow(chunk.from, chunk.followed);
      if (chunk.sample) samples.push({ step: last, ...chunk.sample });
      if (chunk.rates) measure(last, chunk.rates);
      if (chunk.evaluation) {
        const { loss, accuracy, test, step = last } = chunk.evaluation;
        evaluatedAt.push(step);
        if (test) testedAt.push(step);
        for (let k = 0; k < count; k++) {
          runs[k].loss.push(loss[k]);
          runs[k].accuracy.push(accuracy[k]);
          if (!test) continue;
          runs[k].testLoss.push(test.loss[k]);
          runs[k].testAccuracy.push(test.accuracy[k]);
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
