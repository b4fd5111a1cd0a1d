import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../experiment/index.ts';
import type { Experiment } from '../../experiment/types.ts';
import type { Job } from '../../runtime/job.ts';
import { createLocalPool } from '../../runtime/local-pool.ts';
import type { Pool, PoolRequest } from '../../runtime/pool.ts';
import { createStudyJob } from '../job.ts';
import type { StudyCommand } from '../messages.ts';
import { outcomeAt } from '../outcomes.ts';
import { study, type Trial } from '../study.ts';
import { createStudyController, type StudyController } from './controller.ts';
import { type StudyRecord, summaryOfRun } from './record.ts';

const open = (link: string): Experiment => parseExperiment(link).experiment;

/** Numbers that look random, the same for the same seed. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

/** What a piece emits. */
function outcomesOf(command: unknown): readonly unknown[] {
  const events: unknown[] = [];
  const job: Job<StudyCommand> = createStudyJob({
    emit: (event) => events.push(event),
    now: () => 0,
    yieldToEventLoop: () => Promise.resolve(),
    wake: () => undefined,
  });
  job.start(command as StudyCommand);
  while (job.advance(1) === 'more');
  return events;
}

interface Given {
  readonly request: PoolRequest;
  readonly index: number;
}

/** A pool whose pieces are done when the test says so, in an order drawn by chance; each piece takes `takes` ms of its clock. */
function bench({ size = 2, seed = 1, takes = 1, refused = false } = {}) {
  const random = chance(seed);
  let now = 0;
  let timers: { at: number; callback: () => void }[] = [];
  let given: Given[] = [];
  const requests: PoolRequest[] = [];
  const pool: Pool = {
    size,
    run: (request) =>
      new Promise((resolve, reject) => {
        if (refused) throw new Error('no workers');
        requests.push(request);
        let left = request.pieces.length;
        const counted: PoolRequest = {
          ...request,
          done(result) {
            request.done(result);
            if (--left === 0) settle(resolve);
          },
        };
        const end = (): void => {
          given = given.filter((piece) => piece.request !== counted);
          settle(() => reject(request.signal?.reason));
        };
        const settle = (how: () => void): void => {
          request.signal?.removeEventListener('abort', end);
          how();
        };
        if (request.signal?.aborted) end();
        request.signal?.addEventListener('abort', end);
        given.push(...request.pieces.map((_, index) => ({ request: counted, index })));
        if (left === 0) resolve();
      }),
  };
  const clock = {
    now: () => now,
    later(milliseconds: number, callback: () => void) {
      const timer = { at: now + milliseconds, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  };
  const here = createLocalPool({
    jobs: { study: { create: createStudyJob as never } },
    timers: {
      now: () => now,
      later(_, callback) {
        setImmediate(callback);
        return () => undefined;
      },
    },
  });
  const controller = createStudyController({ pool, here, timers: clock, assets: '' });
  const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    controller,
    requests,
    waiting: () => given.length,
    async pass(milliseconds: number): Promise<void> {
      now += milliseconds;
      for (const timer of timers.filter(({ at }) => at <= now)) {
        timers = timers.filter((other) => other !== timer);
        timer.callback();
      }
      await tick();
    },
    /** Does so many pieces, any of the first `size` that wait. */
    async work(pieces = Number.POSITIVE_INFINITY): Promise<void> {
      for (let left = pieces; left > 0; left--) {
        await tick();
        if (given.length === 0) return;
        const [piece] = given.splice(Math.floor(random() * Math.min(size, given.length)), 1);
        now += takes;
        const { request, index } = piece;
        request.done({ index, events: outcomesOf(structuredClone(request.pieces[index])) });
      }
      await tick();
    },
  };
}

/** The records of `study`, as a controller has them. */
function recordsOf(record: StudyRecord | null): unknown[] {
  if (!record) return [];
  const { experiment, runs } = record;
  return runs.flatMap((trials) => {
    const { run, seeds, outcomes, at } = trials;
    const found = Array.from({ length: trials.trials * seeds }, (_, place) => ({
      run,
      trial: Math.floor(place / seeds),
      at: at(Math.floor(place / seeds)),
      ...outcomeAt(outcomes, place),
    }));
    return [...found, { run, summary: summaryOfRun(experiment, trials) }];
  });
}

const expected = (experiment: Experiment): unknown[] =>
  [...study(experiment)].map((record) => {
    if ('summary' in record) return record;
    const { seed, steps, ...rest } = record as Trial;
    return rest;
  });

const finished = ({ record }: StudyController): boolean => record.value?.complete === true;

const LINKS = {
  'a grid': 'steps=40&axis=lr,from:1e-5,to:10,n:61',
  'a grid of two axes': 'surface=beale&run=adam&run=sgd&steps=30&axis=lr,n:33&axis=beta1,from:0,to:0.99,n:5',
  'repeated draws': 'surface=regression&run=adam&run=lion&steps=20&study=random,trials:70,seeds:3&axis=lr',
  'a search that learns': 'surface=booth&run=adam&run=sgd&steps=20&study=tpe,trials:25&axis=lr',
  'successive halving': 'surface=booth&run=adam&run=sgd&steps=81&study=halving,trials:27&axis=lr',
  'no axis': 'surface=booth&run=adam&steps=20&study=grid,measure:best',
};

describe('a study on a pool of workers', () => {
  for (const [what, link] of Object.entries(LINKS)) {
    it(`has the records of the command, whoever computes them in whatever order: ${what}`, async () => {
      const experiment = open(link);
      for (const [size, seed] of [
        [1, 1],
        [2, 2],
        [5, 3],
      ]) {
        const { controller, work } = bench({ size, seed });
        controller.compute(experiment);
        await work();
        expect(finished(controller)).toBe(true);
        expect(recordsOf(controller.record.value)).toEqual(expected(experiment));
        expect([controller.progress.value, controller.state.value]).toEqual([1, 'done']);
      }
    });
  }

  it('is computed on this thread where there are no workers', async () => {
    const experiment = open('surface=booth&run=adam&steps=600&axis=lr,n:9');
    const { controller } = bench({ refused: true });
    controller.compute(experiment);
    await new Promise<void>((resolve) => controller.record.subscribe(resolve));
    expect(recordsOf(controller.record.value)).toEqual(expected(experiment));
    expect(controller.failure.value).toBeNull();
  });

  it('shows the whole coarsely first, where it takes longer than a glance', async () => {
    const { controller, work } = bench({ takes: 40 });
    controller.compute(open('steps=500&axis=lr,from:1e-5,to:10,n:61'));
    await work(1);
    expect(controller.record.value).toBeNull();
    await work(1);
    const { done, total, complete, runs } = controller.record.value as StudyRecord;
    expect([done, total, complete]).toEqual([5 * 16, 5 * 61, false]);
    for (const { outcomes } of runs) {
      const there = [...outcomes.status.keys()].filter((place) => outcomes.status[place] > 0);
      expect(there).toEqual(Array.from({ length: 16 }, (_, i) => 4 * i));
    }
    await work();
    expect(finished(controller)).toBe(true);
  });

  it('is shown at once and whole where it is done soon', async () => {
    const { controller, work } = bench();
    const shown: boolean[] = [];
    controller.record.subscribe(() => shown.push(finished(controller)));
    controller.compute(open('axis=lr,n:61'));
    await work();
    expect(shown).toEqual([true]);
  });

  it('is not begun again for what its axes vary, or for how runs look', async () => {
    const { controller, work, requests } = bench();
    controller.compute(open('run=adam,lr:0.1&axis=lr,n:20'));
    controller.compute(open('run=adam,lr:0.2&axis=lr,n:20'));
    await work();
    controller.compute(open('run=adam,lr:0.3,hidden:1,colour:3,label:A&axis=lr,n:20&view=overlay'));
    expect(requests).toHaveLength(1);
    controller.compute(open('run=adam,lr:0.3,beta1:0.5&axis=lr,n:20'));
    expect(requests).toHaveLength(2);
  });
});

describe('while a slider moves', () => {
  const at = (x: number): Experiment => open(`start=${x},1&steps=500&axis=lr,from:1e-5,to:10,n:61`);

  it('what is in progress shows its first picture before the latest takes its place; those between are never begun', async () => {
    const { controller, work, requests, pass } = bench({ takes: 30 });
    const shown: number[] = [];
    controller.record.subscribe(() => shown.push(controller.record.value?.experiment.start[0] ?? Number.NaN));
    for (const x of [1, 2, 3]) controller.compute(at(x));
    await work(3);
    controller.compute(at(4));
    await work(1);
    await pass(0);
    await work();
    expect([...new Set(shown)]).toEqual([1, 3, 4]);
    expect(requests).toHaveLength(3);
    expect(recordsOf(controller.record.value)).toEqual(expected(at(4)));
  });

  it('the first levels of a map are whole before the latest takes its place, unless that takes long', async () => {
    const map = (lr: number): Experiment =>
      open(`surface=booth&run=sgd,lr:${lr}&steps=100&axis=start.x,n:66&axis=start.y,n:66`);
    const { controller, work, requests, pass } = bench({ takes: 2 });
    controller.compute(map(0.01));
    controller.compute(map(0.02));
    await pass(0);
    for (let pieces = 0; requests.length === 1; pieces++) {
      expect(pieces).toBeLessThan(200);
      await work(1);
      await pass(0);
    }
    const [{ outcomes }] = (controller.record.value as StudyRecord).runs;
    const even = [...outcomes.status.keys()].filter((at) => at % 2 === 0 && Math.floor(at / 66) % 2 === 0);
    expect(even.every((at) => outcomes.status[at] > 0)).toBe(true);
    await work();
    expect(finished(controller)).toBe(true);
  });

  it('a study that takes too long for a first picture is left after a while', async () => {
    const { controller, requests, pass, work } = bench();
    controller.compute(at(1));
    controller.compute(at(2));
    await pass(100);
    expect(requests).toHaveLength(1);
    await pass(200);
    expect(requests).toHaveLength(2);
    await work();
    expect(controller.record.value?.experiment.start[0]).toBe(2);
  });

  it('going back to what is in progress goes on with it', async () => {
    const { controller, requests, work } = bench({ takes: 30 });
    controller.compute(at(1));
    controller.compute(at(2));
    controller.compute(at(1));
    await work();
    expect(requests).toHaveLength(1);
    expect(recordsOf(controller.record.value)).toEqual(expected(at(1)));
  });
});

describe('a long study', () => {
  for (const [what, link] of Object.entries(LINKS)) {
    it(`that is paused goes on where it stood, and ends with the same records: ${what}`, async () => {
      const experiment = open(link);
      const { controller, work, waiting } = bench({ size: 3, takes: 200 });
      controller.compute(experiment);
      await work(1);
      controller.pause();
      expect(waiting()).toBe(0);
      await work();
      controller.resume();
      await work();
      expect(recordsOf(controller.record.value)).toEqual(expected(experiment));
      expect(controller.state.value).toBe('done');
    });
  }

  it('that is stopped keeps what it has, and begins anew when it is asked for again', async () => {
    const experiment = open('steps=500&axis=lr,n:61');
    const { controller, work } = bench();
    controller.compute(experiment);
    await work(3);
    controller.stop();
    await work();
    expect(controller.record.value?.complete).toBe(false);
    expect(controller.record.value?.done).toBeGreaterThan(0);
    expect(controller.state.value).toBe('idle');
    controller.compute(experiment);
    await work();
    expect(finished(controller)).toBe(true);
  });

  it('says what a piece fails of, here and there', async () => {
    const { controller } = bench({ refused: true });
    const mnist = { ...open('surface=mnist&steps=5'), axes: open('axis=lr,n:2').axes };
    controller.compute(mnist);
    await new Promise<void>((resolve) => controller.failure.subscribe(resolve));
    expect(controller.failure.value).toMatch(/worker/);
    controller.compute(open('surface=booth&steps=5&axis=lr,n:2'));
    expect(controller.failure.value).toBeNull();
  });
});
