/** The recorded training of one run: columns that grow as reports of it arrive. */
import { type Growing, growing, lastOf, type Pushing } from './growing.ts';
import {
  evaluatedStep,
  type FollowedColumns,
  type FollowedWeight,
  type LayerInfo,
  lastStep,
  type NetworkChunk,
  type NetworkEvaluation,
  type NetworkRates,
  QUANTILES,
  type SampleReading,
} from './record.ts';

/** One measurement of the rates, as far as it is no column. */
export interface Measurement extends Pick<NetworkRates, 'pixels' | 'histogram' | 'unit'> {
  readonly step: number;
}

/** A weight from the step on from which it is followed. */
export interface FollowedRecord extends FollowedWeight {
  /** The step before the first one recorded. */
  readonly from: number;
  readonly rate: Growing;
  readonly realized: Growing;
  readonly value: Growing;
}

export interface RunHistory {
  /** The last step recorded. */
  readonly last: number;
  /** Seconds spent on training, of all runs that were trained with it, and up to each step, from step 1. */
  readonly seconds: number;
  readonly time: Growing;
  /** By step, from step 1. */
  readonly trainLoss: Growing;
  readonly trainAccuracy: Growing;
  readonly lr: Growing;
  /** By evaluation: after which step, on how many images, and what was found. */
  readonly evaluatedAt: Growing;
  readonly evaluatedOn: Growing;
  readonly loss: Growing;
  readonly accuracy: Growing;
  /** By evaluation on all test images. */
  readonly testedAt: Growing;
  readonly testLoss: Growing;
  readonly testAccuracy: Growing;
  /** By measurement of the rates: for each layer five quantiles of the effective and of the realized rate. */
  readonly measuredAt: Growing;
  readonly rates: readonly (readonly Growing[])[];
  readonly realized: readonly (readonly Growing[])[];
  readonly untouched: readonly Growing[];
  /** The step at which it stopped being finite, or 0. */
  readonly divergedAt: number;
  /** The last measurement that is not after a step, else the first. The oldest are thinned out when there are many. */
  measurementAt(step: number): Measurement | null;
  /** How the sample was read, likewise. */
  sampleAt(step: number): (SampleReading & { readonly step: number }) | null;
  /** The weights that are followed, and those that were, as long as others have not taken their place. */
  readonly followed: readonly FollowedRecord[];
  /** Records a report of this run alone. */
  append(chunk: NetworkChunk): void;
}

/** Pictures of rates by pixel that are kept; one of 784 numbers is 3 KB, its histograms as much again. */
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

export const sameWeight = (a: FollowedWeight, b: FollowedWeight): boolean =>
  a.pixel === b.pixel && a.unit === b.unit;

/** Sets the last number of a column where it is of the same step, else adds one. */
function write(column: Pushing, value: number, replaces: boolean): void {
  if (replaces) column.values[column.length - 1] = value;
  else column.push(value);
}

export function createRunHistory(layers: readonly LayerInfo[]): RunHistory {
  const columns = {
    time: growing(),
    trainLoss: growing(),
    trainAccuracy: growing(),
    lr: growing(),
    evaluatedAt: growing(),
    evaluatedOn: growing(),
    loss: growing(),
    accuracy: growing(),
    testedAt: growing(),
    testLoss: growing(),
    testAccuracy: growing(),
    measuredAt: growing(),
  };
  const quantiles = () => layers.map(() => QUANTILES.map(() => growing()));
  const [rates, realized] = [quantiles(), quantiles()];
  const untouched = layers.map(() => growing());
  const measurements = createAlbum<Measurement>();
  const samples = createAlbum<SampleReading & { step: number }>();
  let followed: (FollowedRecord & { rate: Pushing; realized: Pushing; value: Pushing })[] = [];
  let [last, seconds, divergedAt] = [0, 0, 0];

  function measure(step: number, found: NetworkRates): void {
    const { pixels, histogram, unit } = found;
    measurements.push({ step, pixels, histogram, unit });
    // A second measurement of a step has more pictures, the same numbers.
    if (lastOf(columns.measuredAt) === step) return;
    columns.measuredAt.push(step);
    layers.forEach((_, layer) => {
      QUANTILES.forEach((_, q) => {
        rates[layer][q].push(found.effective[layer * QUANTILES.length + q]);
        realized[layer][q].push(found.realized[layer * QUANTILES.length + q]);
      });
      untouched[layer].push(found.untouched[layer]);
    });
  }

  function follow(from: number, given: FollowedColumns): void {
    followed = given.weights.map((weight) => {
      const known = followed.find((record) => sameWeight(record, weight));
      // One that was let go meanwhile begins anew: a record has no gaps.
      if (known && known.from + known.rate.length === from - 1) return known;
      return { ...weight, from: from - 1, rate: growing(), realized: growing(), value: growing() };
    });
    given.rate.forEach((rate, at) => {
      const record = followed[at % followed.length];
      record.rate.push(rate);
      record.realized.push(given.realized[at]);
      record.value.push(given.value[at]);
    });
  }

  function evaluate(step: number, { loss, accuracy, images, test }: NetworkEvaluation): void {
    const again = lastOf(columns.evaluatedAt) === step;
    write(columns.evaluatedAt, step, again);
    write(columns.evaluatedOn, images ?? Number.NaN, again);
    write(columns.loss, loss[0], again);
    write(columns.accuracy, accuracy[0], again);
    if (!test) return;
    columns.testedAt.push(step);
    columns.testLoss.push(test.loss[0]);
    columns.testAccuracy.push(test.accuracy[0]);
  }

  return {
    ...columns,
    ...{ rates, realized, untouched },
    get last() {
      return last;
    },
    get seconds() {
      return seconds;
    },
    get divergedAt() {
      return divergedAt;
    },
    measurementAt: measurements.at,
    sampleAt: samples.at,
    get followed() {
      return followed;
    },
    append(chunk) {
      for (let s = 0; s < chunk.count; s++) {
        columns.time.push(chunk.time[s]);
        columns.trainLoss.push(chunk.trainLoss[s]);
        columns.trainAccuracy.push(chunk.trainAccuracy[s]);
        columns.lr.push(chunk.lr[s]);
      }
      last = lastStep(chunk);
      seconds = chunk.seconds;
      divergedAt = chunk.divergedAt[0];
      if (chunk.followed) follow(chunk.from, chunk.followed);
      if (chunk.sample) samples.push({ step: last, ...chunk.sample });
      if (chunk.rates) measure(last, chunk.rates);
      if (chunk.evaluation) evaluate(evaluatedStep(chunk) ?? last, chunk.evaluation);
    },
  };
}
