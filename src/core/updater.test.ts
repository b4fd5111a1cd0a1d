import { describe, expect, it } from 'vitest';
import { createRun } from './run.ts';
import { defaults, optimizerTable, scheduleTable, stageTable, surfaceTable } from './tables.ts';
import type { Arguments, RunSpec, StageSpec } from './types.ts';
import { createUpdater } from './updater.ts';

const optimizer = (id: string, args: Arguments = {}): StageSpec => ({
  id,
  args: { ...defaults(optimizerTable.get(id)), ...args },
});
const schedule = (id: string, args: Arguments = {}): StageSpec => ({
  id,
  args: { ...defaults(scheduleTable.get(id)), ...args },
});
const stage = (id: string, args: Arguments = {}): StageSpec => ({
  id,
  args: { ...defaults(stageTable.get(id)), ...args },
});
const spec = (
  rule: StageSpec,
  schedules: readonly StageSpec[] = [],
  stages: readonly StageSpec[] = [],
): RunSpec => ({ optimizer: rule, schedules, stages });

const sgd = optimizer('sgd', { lr: 0.1 });
const apply = ({ id, args }: StageSpec, gradient: Float64Array, draw: number) =>
  stageTable.get(id).apply?.(gradient, args, { seed: 5, draw });

describe('gradient stages', () => {
  const noise = stage('noise', { sigma: 0.5 });
  const precision = stage('precision', { format: 'bf16' });
  const accumulate = stage('accumulate', { every: 3 });
  const clip = stage('clip', { norm: 0.8 });

  it('are applied as noise, precision, mean, clip, whatever the order in the link', () => {
    for (const stages of [
      [noise, precision, accumulate, clip],
      [clip, accumulate, precision, noise],
      [accumulate, clip, noise, precision],
    ]) {
      const updater = createUpdater(spec(sgd, [], stages), new Float64Array(2), { seed: 5 });
      expect(updater.batches).toBe(3);
      for (let update = 0; update < 4; update++) {
        const mean = new Float64Array(2);
        for (let k = 0; k < 3; k++) {
          const given = Float64Array.of(1 + k, -update);
          updater.take(given);
          expect([...given]).toEqual([1 + k, -update]);
          apply(noise, given, 3 * update + k);
          apply(precision, given, 3 * update + k);
          for (const i of [0, 1]) mean[i] += given[i] / 3;
        }
        apply(clip, mean, update);
        updater.update(Number.NaN);
        expect(updater.gradient).toEqual(mean);
      }
    }
  });

  it('add the same noise to every run at the same step, wherever the run is', () => {
    const objective = surfaceTable.get('himmelblau').create({}, 1);
    const noiseOf = (rule: StageSpec, seed: number) => {
      const run = createRun(spec(rule, [], [stage('noise', { sigma: 2 })]), objective, [1, 1], seed);
      return Array.from({ length: 30 }, () => {
        const exact = new Float64Array(2);
        objective.gradient(run.theta, exact);
        run.advance();
        return run.updater.gradient[0] - exact[0];
      });
    };
    const ofSgd = noiseOf(optimizer('sgd', { lr: 0.001 }), 7);
    noiseOf(optimizer('adam', { lr: 0.1 }), 7).forEach((value, i) => {
      expect(value).toBeCloseTo(ofSgd[i], 10);
    });
    expect(noiseOf(optimizer('sgd', { lr: 0.001 }), 8)[0]).not.toBeCloseTo(ofSgd[0], 3);
    expect(new Set(ofSgd).size).toBe(30);
  });

  it('accumulate minibatches into exactly the batch that they make up', () => {
    const surface = surfaceTable.get('regression');
    const walk = (batch: number, stages: readonly StageSpec[]) => {
      const objective = surface.create({ ...defaults(surface), batch }, 3);
      const run = createRun(spec(optimizer('adam', { lr: 0.05 }), [], stages), objective, surface.start, 3);
      return Array.from({ length: 200 }, () => {
        run.advance();
        return [...run.theta];
      });
    };
    const small = walk(8, [stage('accumulate', { every: 4 })]);
    const large = walk(32, []);
    small.forEach((point, i) => {
      for (const j of [0, 1]) expect(point[j]).toBeCloseTo(large[i][j], 10);
    });
    expect(walk(8, []).at(-1)?.[0]).not.toBeCloseTo(large.at(-1)?.[0] ?? Number.NaN, 6);
  });

  it('change nothing when one micro-batch makes the update', () => {
    const updater = createUpdater(spec(sgd, [], [stage('accumulate', { every: 1 })]), new Float64Array(2), {
      seed: 1,
    });
    updater.take(Float64Array.of(1, 2));
    updater.update(Number.NaN);
    expect([...updater.gradient]).toEqual([1, 2]);
  });
});

describe('schedules', () => {
  const rates = (schedules: readonly StageSpec[], updates: number) => {
    const updater = createUpdater(spec(sgd, schedules), new Float64Array(2), { seed: 1 });
    return Array.from({ length: updates }, () => {
      updater.take(Float64Array.of(1, 1));
      updater.update(1);
      updater.observe(1);
      return updater.lr;
    });
  };

  it('give the first update the first rate', () => {
    expect(rates([schedule('exponential', { gamma: 0.5 })], 3)).toEqual([0.1, 0.05, 0.025]);
  });

  it('are multiplied by warm-up, before or after it in the link', () => {
    const cosine = schedule('cosine', { steps: 20, min: 0.02 });
    const warmup = schedule('warmup', { steps: 4, from: 0.2 });
    const forth = rates([warmup, cosine], 20);
    expect(rates([cosine, warmup], 20)).toEqual(forth);
    rates([cosine], 20).forEach((rate, i) => {
      expect(forth[i]).toBeCloseTo(rate * Math.min(1, 0.2 + (0.8 * i) / 4), 15);
    });
  });

  it('see the loss after every update', () => {
    // The first loss is the best so far; two more are put up with, the fourth is one too many.
    const plateau = schedule('plateau', { factor: 0.5, patience: 2 });
    expect(rates([plateau], 8)).toEqual([0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025]);
  });

  it('see the gradient that the update used', () => {
    const seen = [schedule('gradient', { factor: 0.5, window: 2, threshold: 0.01 })];
    const updater = createUpdater(spec(sgd, seen, [stage('clip', { norm: 1 })]), new Float64Array(2), {
      seed: 1,
    });
    const lrs = [1, 20, 300, 4000].map((size) => {
      updater.take(Float64Array.of(size, size));
      updater.update(1);
      updater.observe(1);
      return updater.lr;
    });
    expect(lrs).toEqual([0.1, 0.1, 0.1, 0.05]);
  });
});

describe('an updater', () => {
  it('says which rate it realized, with the sign', () => {
    const theta = Float64Array.of(1, 2);
    const updater = createUpdater(spec(optimizer('sgd', { lr: 0.1, momentum: 0.9 })), theta, { seed: 1 });
    updater.take(Float64Array.of(1, 0));
    updater.update(Number.NaN);
    expect(updater.realized[0]).toBeCloseTo(0.1, 12);
    expect(updater.realized[1]).toBeNaN();
    updater.take(Float64Array.of(-0.5, 0));
    updater.update(Number.NaN);
    // The momentum 0.9 − 0.5 still points the old way, against the gradient.
    expect(updater.realized[0]).toBeCloseTo((0.1 * 0.4) / -0.5, 12);
  });

  it('works in the precision of the parameters', () => {
    const theta = Float32Array.from({ length: 10 }, (_, i) => i);
    const updater = createUpdater(spec(optimizer('adam'), [], [stage('clip')]), theta, { seed: 1 });
    updater.take(theta.slice());
    updater.update(Number.NaN);
    for (const vector of [updater.gradient, updater.rate, updater.direction, updater.realized]) {
      expect(vector).toBeInstanceOf(Float32Array);
    }
    expect(Math.hypot(...updater.gradient)).toBeCloseTo(1, 5);
  });

  it('refuses what is in no table', () => {
    const unknown = { id: 'none', args: {} };
    const theta = new Float64Array(2);
    expect(() => createUpdater(spec(unknown), theta, { seed: 1 })).toThrow(RangeError);
    expect(() => createUpdater(spec(sgd, [unknown]), theta, { seed: 1 })).toThrow('schedule "none"');
    expect(() => createUpdater(spec(sgd, [], [unknown]), theta, { seed: 1 })).toThrow(
      'gradient stage "none"',
    );
  });
});
