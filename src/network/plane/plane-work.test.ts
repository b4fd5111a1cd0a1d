import { beforeAll, describe, expect, it } from 'vitest';
import { column, stepOfRow } from '../../core/record.ts';
import { defaults, optimizerTable } from '../../core/tables.ts';
import type { Argument, RunSpec } from '../../core/types.ts';
import { drawSet } from '../data/digits.ts';
import type { NetworkEngine } from '../engines/engine.ts';
import { openEngine } from '../engines/open.ts';
import { type PlaneFrame, planeRecords } from '../history/plane.ts';
import type { TrajectorySnapshot } from '../training/checkpoint.ts';
import { checkpointOf } from '../training/checkpoint.ts';
import { evaluate } from '../training/evaluate.ts';
import { ContextLost, createTraining, type Training } from '../training/training.ts';
import { pointAt, randomPlane, whole } from './plane.ts';
import { createPlaneWork, type PlaneWork } from './plane-work.ts';
import { createTrajectory, mostSnapshots } from './trajectory.ts';

const train = drawSet(40, 3);
const everyImage = Uint32Array.from({ length: 40 }, (_, i) => i);
const dataset = { train, test: drawSet(30, 4) };
const run = (id: string, given: Record<string, Argument> = {}): RunSpec => ({
  optimizer: { id, args: { ...defaults(optimizerTable.get(id)), ...given } },
  schedules: [],
  stages: [],
});

let engine: NetworkEngine;
beforeAll(async () => {
  engine = await openEngine('simd');
});

const training = (runs: readonly RunSpec[], using: NetworkEngine = engine): Training =>
  createTraining({
    runs,
    args: { data: 'digits', hidden: [4], batch: 16, dropout: 0 },
    seed: 1,
    dataset,
    engine: using,
  });
const two = () => training([run('sgd', { lr: 0.3 }), run('adam', { lr: 0.01 })]);

/** Work with a clock that says that every slice is over at once, so that what is done between two is little. */
function bench(of: Training) {
  let time = 0;
  const work = createPlaneWork({
    training: of,
    images: train,
    seed: 1,
    now: () => {
      time += 30;
      return time;
    },
  });
  const steps = (count: number): void => {
    for (let k = 0; k < count; k++) {
      of.advance();
      work.record();
    }
  };
  const finish = (): { slices: number; told: number } => {
    let slices = 0;
    let told = 0;
    while (work.pending(true)) {
      slices++;
      if (work.slice(true)) told++;
    }
    return { slices, told };
  };
  return { work, steps, finish };
}
const frameOf = (work: PlaneWork): PlaneFrame => {
  const frame = work.frame();
  if (!frame) throw new Error('There is no plane.');
  return frame;
};

describe('a trajectory of weights', () => {
  it('are few and evenly spaced, however long the training is, and the latest is among them', () => {
    const of = two();
    const trajectory = createTrajectory(of);
    const most = mostSnapshots(2, of.layout.length);
    for (let step = 1; step <= 200; step++) {
      of.advance();
      trajectory.record();
      const all = trajectory.all();
      expect(all.length).toBeLessThanOrEqual(most + 1);
      all.forEach((snapshot, k) => {
        expect(snapshot.step).toBe(k < all.length - 1 ? k * trajectory.stride : step);
      });
    }
    expect(trajectory.all().length).toBeGreaterThan(most / 2);
    expect(trajectory.all().at(-1)?.theta).toEqual(of.theta);
  });

  it('take so little room that hundreds of thousands of weights are kept a few times', () => {
    expect(mostSnapshots(5, 50_890)).toBe(38);
    expect(mostSnapshots(1, 7850)).toBe(40);
    expect(mostSnapshots(12, 1_000_000)).toBe(4);
  });

  it('of a training that went on from a checkpoint are those since, and the start', () => {
    const first = two();
    for (let k = 0; k < 50; k++) first.advance();
    const second = two();
    second.restore(checkpointOf(first, 0));
    const trajectory = createTrajectory(second);
    for (let k = 0; k < 20; k++) {
      second.advance();
      trajectory.record();
    }
    const told: { step: number; stride: number }[] = [];
    const straight = two();
    const earlier: TrajectorySnapshot[] = [];
    const first50 = createTrajectory(straight, [], (snapshot, stride) => {
      earlier.push(snapshot);
      told.push({ step: snapshot.step, stride });
    });
    for (let k = 0; k < 50; k++) {
      straight.advance();
      first50.record();
    }
    expect(told.at(-1)).toEqual({ step: earlier.at(-1)?.step, stride: first50.stride });
    const third = two();
    third.restore(checkpointOf(first, 0));
    const informed = createTrajectory(third, earlier).all();
    expect(informed.every(({ theta }) => theta[0] !== null)).toBe(true);
    const all = trajectory.all();
    all.forEach(({ step }, k) => {
      expect(step).toBe(k < all.length - 1 ? k * trajectory.stride : 70);
    });
    expect(all[0].theta[0]).toEqual(two().theta[0]);
    const known = all.filter(({ theta }) => theta[0] !== null).map(({ step }) => step);
    expect(known[1]).toBeGreaterThanOrEqual(50);
    expect(known.at(-1)).toBe(70);
  });
});

describe('paths after a reload', () => {
  /** A training of 50 steps, and one that goes on from there, given some of what the first had visited. */
  const goneOn = (given: (snapshots: TrajectorySnapshot[]) => readonly TrajectorySnapshot[]) => {
    const first = two();
    const earlier: TrajectorySnapshot[] = [];
    const trajectory = createTrajectory(first, [], (snapshot) => earlier.push(snapshot));
    for (let k = 0; k < 50; k++) {
      first.advance();
      trajectory.record();
    }
    const second = two();
    second.restore(checkpointOf(first, 0));
    return createTrajectory(second, given(earlier));
  };

  it('are whole, with fewer places where fewer were kept', () => {
    const all = goneOn((snapshots) => snapshots);
    const some = goneOn((snapshots) => snapshots.filter(({ step }) => step % 8 === 0));
    expect([all.stride, some.stride]).toEqual([2, 8]);
    for (const { theta } of [...all.all(), ...some.all()]) expect(theta[0]).not.toBeNull();
    expect(some.all().map(({ step }) => step)).toEqual([0, 8, 16, 24, 32, 40, 48, 50]);
  });

  it('are those of this network only', () => {
    const other = goneOn((snapshots) =>
      snapshots.map(({ step }) => ({ step, theta: [new Float32Array(3), null] })),
    );
    expect(other.all()[1].theta).toEqual([null, null]);
  });
});

describe('the plane of a training', () => {
  it('is not looked for before it is wanted, or has anything to show', () => {
    const { work, steps } = bench(two());
    steps(3);
    expect(work.pending(true)).toBe(false);
    const fresh = bench(two());
    fresh.work.want('principal');
    expect(fresh.work.pending(true)).toBe(false);
    expect(fresh.work.frame()).toBeNull();
  });

  it('shows every run from the common start to the latest step, and the loss from coarse to fine', () => {
    const { work, steps, finish } = bench(two());
    steps(30);
    work.want('principal');
    const { slices, told } = finish();
    expect(slices).toBeGreaterThan(300);
    expect(told).toBeGreaterThan(10);
    const { explained, paths, field, fraction, images, domain } = frameOf(work);
    expect(explained[0]).toBeGreaterThan(explained[1]);
    expect(explained[0] + explained[1]).toBeGreaterThan(0.7);
    expect([paths.last, fraction, images, field?.size]).toEqual([30, 1, 40, 33]);
    expect(field?.loss.every(Number.isFinite)).toBe(true);
    const [a, b] = [0, 1].map((k) => planeRecords(paths, k, false));
    if (!a || !b) throw new Error('A run is not shown.');
    expect([column(a, 'x')[0], column(a, 'y')[0]]).toEqual([column(b, 'x')[0], column(b, 'y')[0]]);
    expect(stepOfRow(a, a.rows - 1)).toBe(30);
    for (const x of column(a, 'x')) expect(x > domain.x[0] && x < domain.x[1]).toBe(true);
  });

  it('has at every place of the grid the loss of the network that is there', () => {
    const of = two();
    const { work, steps, finish } = bench(of);
    steps(20);
    work.want('random');
    finish();
    const { field, domain, kind } = frameOf(work);
    expect(kind).toBe('random');
    const better = of.trainLoss[0] < of.trainLoss[1] ? 0 : 1;
    const plane = whole(randomPlane(of.theta[better], of.layout, 1));
    const at = ([from, to]: readonly [number, number], i: number) => from + (i / 32) * (to - from);
    for (const [i, j] of [
      [0, 0],
      [32, 5],
      [13, 30],
    ]) {
      const point = pointAt(plane, at(domain.x, i), at(domain.y, j), new Float32Array(of.layout.length));
      const alone = of.probe([point], train, everyImage);
      while (!alone.advance());
      expect(field?.loss[j * 33 + i]).toBeCloseTo(alone.loss[0] / 40, 6);
    }
  });

  it('has at a run’s own weights the loss that the run is evaluated to have', () => {
    const of = two();
    bench(of).steps(20);
    const own = of.evaluate(train, everyImage);
    const other = of.probe([of.theta[1], of.theta[0]], train, everyImage);
    while (!own.advance());
    while (!other.advance());
    expect([other.loss[1], other.loss[0]]).toEqual([...own.loss]);
  });

  it('is the same every time', () => {
    const [one, other] = [bench(two()), bench(two())];
    for (const { work, steps, finish } of [one, other]) {
      steps(12);
      work.want('principal');
      finish();
    }
    expect(frameOf(one.work)).toEqual(frameOf(other.work));
  });

  it('keeps its directions and its losses while they explain as much, and is another when they do not', () => {
    const { work, steps, finish } = bench(two());
    steps(40);
    work.want('principal');
    finish();
    const first = frameOf(work);
    steps(1);
    finish();
    expect(frameOf(work).version).toBe(first.version);
    expect(frameOf(work).field).toEqual(first.field);
    expect(frameOf(work).paths.last).toBe(41);
    steps(160);
    finish();
    expect(frameOf(work).version).toBeGreaterThan(first.version);
  });

  it('is kept while the other kind is looked at', () => {
    const { work, steps, finish } = bench(two());
    steps(10);
    work.want('principal');
    finish();
    const first = frameOf(work);
    work.want('random');
    finish();
    expect(frameOf(work).version).not.toBe(first.version);
    work.want('principal');
    expect(work.slice(true)).toBe(true);
    expect(frameOf(work)).toEqual(first);
    work.want(null);
    expect(work.pending(true)).toBe(false);
  });

  it('follows the runs while training goes on, and is looked for again only now and then', () => {
    const { work, steps } = bench(two());
    work.want('principal');
    let looked = 0;
    let version = 0;
    for (let k = 0; k < 60; k++) {
      steps(1);
      while (work.pending(false)) work.slice(false);
      const frame = frameOf(work);
      expect(frame.paths.last).toBe(k + 1);
      expect(frame.field?.size).toBeGreaterThanOrEqual(17);
      if (frame.version !== version) looked++;
      version = frame.version;
    }
    expect(looked).toBeLessThan(15);
  });

  it('is that of the runs that are still finite', () => {
    const of = training([run('sgd', { lr: 1e30 }), run('adam', { lr: 0.01 })]);
    const { work, steps, finish } = bench(of);
    steps(20);
    expect(of.divergedAt[0]).toBeGreaterThan(0);
    work.want('principal');
    finish();
    const { paths, domain, field } = frameOf(work);
    expect(domain.x[1] - domain.x[0]).toBeLessThan(100);
    expect(field?.loss.every(Number.isFinite)).toBe(true);
    const lost = planeRecords(paths, 0, true);
    expect(lost?.status).toBe('diverged');
    expect(lost?.last).toBeLessThan(of.divergedAt[0]);
    expect(planeRecords(paths, 1, false)?.last).toBe(20);
  });

  it('loses nothing that was computed when the graphics context is lost', () => {
    let lost = false;
    const of = training([run('sgd', { lr: 0.3 }), run('adam')], { ...engine, lost: () => lost });
    const { work, steps, finish } = bench(of);
    steps(10);
    work.want('principal');
    while (work.pending(true) && frameOfMaybe(work) < 0.3) work.slice(true);
    lost = true;
    expect(() => work.slice(true)).toThrow(ContextLost);
    of.use(engine);
    expect(work.frame()?.fraction).toBeGreaterThan(0.25);
    finish();
    const straight = bench(training([run('sgd', { lr: 0.3 }), run('adam')]));
    straight.steps(10);
    straight.work.want('principal');
    straight.finish();
    expect(frameOf(work)).toEqual(frameOf(straight.work));
  });
});

describe('on a machine as slow as a browser that draws WebGL with the processor', () => {
  /** Milliseconds an image, of all runs; what is evaluated with takes them off the clock. */
  const slow = (perImage: number) => {
    let time = 0;
    const using: NetworkEngine = {
      ...engine,
      lost() {
        time += 5 + perImage * of.slice;
        return false;
      },
    };
    const of: Training = createTraining({
      runs: [run('sgd', { lr: 0.3 }), run('adam', { lr: 0.01 })],
      args: { data: 'digits', hidden: [4], batch: 16, dropout: 0 },
      seed: 1,
      dataset: { train: drawSet(300, 3), test: drawSet(300, 4) },
      engine: using,
      now: () => time,
    });
    return { of, now: () => time };
  };

  it.each([0.05, 0.4, 2, 10])(
    'no evaluation keeps training waiting for 100 ms: %s ms an image',
    async (perImage) => {
      const { of, now } = slow(perImage);
      of.warmUp();
      for (let round = 0; round < 2; round++) {
        let before = now();
        let longest = 0;
        await evaluate(of, dataset.test, everyImage.subarray(0, 30), 'sample', async () => {
          longest = Math.max(longest, now() - before);
          before = now();
        });
        expect(Math.max(longest, now() - before)).toBeLessThan(100);
      }
    },
  );

  it.each([0.05, 0.4, 2, 10])('no slice of the plane does: %s ms an image', (perImage) => {
    const { of, now } = slow(perImage);
    of.warmUp();
    const work = createPlaneWork({ training: of, images: train, seed: 1, now });
    work.want('principal');
    for (let k = 0; k < 10; k++) {
      of.advance();
      work.record();
    }
    for (let k = 0; k < 200 && work.pending(true); k++) {
      const before = now();
      work.slice(true);
      expect(now() - before).toBeLessThan(100);
    }
    expect(frameOf(work).fraction).toBeGreaterThan(0);
  });

  it('a machine that becomes slow in the midst of it does so once', () => {
    let perImage = 0.1;
    let time = 0;
    const of: Training = createTraining({
      runs: [run('adam')],
      args: { data: 'digits', hidden: [4], batch: 16, dropout: 0 },
      seed: 1,
      dataset: { train: drawSet(300, 3), test: drawSet(300, 4) },
      engine: {
        ...engine,
        lost() {
          time += perImage * of.slice;
          return false;
        },
      },
      now: () => time,
    });
    of.warmUp();
    const evaluation = of.evaluate(train, new Uint32Array(5000));
    const times: number[] = [];
    while (!evaluation.advance()) {
      times.push(time);
      if (times.length === 4) perImage = 5;
    }
    const long = times.filter((at, k) => k > 0 && at - times[k - 1] > 100);
    expect(long).toHaveLength(1);
  });

  it('the losses are the same to the last digit as on a fast one', async () => {
    const order = Uint32Array.from({ length: 300 }, (_, i) => i);
    const images = drawSet(300, 4);
    const found = [];
    for (const perImage of [0.01, 0.5, 10]) {
      const { of } = slow(perImage);
      of.warmUp();
      of.advance();
      found.push(await evaluate(of, images, order, 'all', () => Promise.resolve()));
    }
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
  });
});

describe('the plane of wide networks', () => {
  it('shows paths as far as they are projected, and looks further when it has time', () => {
    const of = createTraining({
      runs: [run('sgd', { lr: 0.3 }), run('sgd', { lr: 0.1 }), run('sgd', { lr: 0.03 })],
      args: { data: 'digits', hidden: [1024], batch: 8, dropout: 0 },
      seed: 1,
      dataset,
      engine,
    });
    const { work, steps } = bench(of);
    work.want('principal');
    steps(3);
    let slices = 0;
    while (!work.frame()) {
      work.slice(false);
      slices++;
    }
    // Going through millions of weights is no single slice.
    expect(slices).toBeGreaterThan(10);
    expect(frameOf(work).paths).toMatchObject({ last: 3, places: 4 });
    steps(1);
    expect(frameOf(work).paths).toMatchObject({ last: 3, places: 4 });
    const { version } = frameOf(work);
    while (frameOf(work).paths.last < 4) work.slice(true);
    expect(frameOf(work).paths.points.every(Number.isFinite)).toBe(true);
    expect(frameOf(work).version).toBeGreaterThanOrEqual(version);
    work.dispose();
  });
});

const frameOfMaybe = (work: PlaneWork): number => work.frame()?.fraction ?? 0;
