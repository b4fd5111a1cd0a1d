import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../experiment/index.ts';
import { createLocalPool } from '../../runtime/local-pool.ts';
import type { Pool, PoolRequest } from '../../runtime/pool.ts';
import { createFollowJob } from '../seeds/job.ts';
import type { FollowCommand, FollowEvent } from '../seeds/messages.ts';
import { createFollowController, type FollowController } from './follow.ts';

const open = (query: string) => parseExperiment(query).experiment;
const QUERY = 'surface=regression&run=sgd&run=adam&steps=30&axis=seed,from:1,to:5,n:5';

const timers = {
  now: () => performance.now(),
  later(_: number, callback: () => void) {
    setImmediate(callback);
    return () => undefined;
  },
};
const here = createLocalPool({ jobs: { seeds: { create: createFollowJob as never } }, timers });
const noWorkers: Pool = { size: 2, run: () => Promise.reject(new Error('No workers.')) };

async function ended(controller: FollowController): Promise<void> {
  while (controller.state.value === 'computing') await new Promise(setImmediate);
}
const counted = ({ record }: FollowController): readonly number[] | undefined =>
  record.value?.runs.map(({ length }) => length);

/** What a piece emits. */
function eventsOf(command: FollowCommand): readonly FollowEvent[] {
  const events: FollowEvent[] = [];
  const job = createFollowJob({
    emit: (event) => events.push(event),
    now: () => 0,
    yieldToEventLoop: () => Promise.resolve(),
    wake: () => undefined,
  });
  job.start(command);
  while (job.advance(1) === 'more');
  return events;
}

/** A pool that does a piece when it is told to. */
function createStepping() {
  let request: PoolRequest | null = null;
  let next = 0;
  let over = (): void => undefined;
  const made: number[] = [];
  const pool: Pool = {
    size: 2,
    run(given) {
      request = given;
      next = 0;
      return new Promise((resolve, reject) => {
        over = resolve;
        given.signal?.addEventListener('abort', () => reject(given.signal?.reason));
      });
    },
  };
  return {
    pool,
    made,
    /** Does the next piece of what was asked for last. */
    step() {
      const command = request?.pieces[next] as FollowCommand;
      made.push(...command.places);
      request?.done({ index: next++, events: eventsOf(command) });
      if (next === request?.pieces.length) over();
    },
  };
}

describe('the page’s side of several seeds', () => {
  it('has every run with every seed, in the order of the seeds', async () => {
    const controller = createFollowController({ pool: here, here, timers, assets: '' });
    controller.compute(open(QUERY));
    await ended(controller);
    expect(controller.state.value).toBe('done');
    expect(counted(controller)).toEqual([5, 5]);
    expect(controller.record.value?.runs[1].map(({ place }) => place)).toEqual([0, 1, 2, 3, 4]);
    expect(controller.progress.value).toBe(1);
  });

  it('computes on this thread where there are no workers', async () => {
    const controller = createFollowController({ pool: noWorkers, here, timers, assets: '' });
    controller.compute(open(QUERY));
    await ended(controller);
    expect(counted(controller)).toEqual([5, 5]);
    expect(controller.failure.value).toBeNull();
  });

  it('goes on after a pause with what is missing, and makes nothing twice', async () => {
    const { pool, made, step } = createStepping();
    const controller = createFollowController({ pool, here, timers, assets: '' });
    controller.compute(open(QUERY));
    step();
    controller.pause();
    expect(controller.state.value).toBe('paused');
    await new Promise(setImmediate);
    expect(controller.state.value).toBe('paused');
    controller.resume();
    while (made.length < 5) step();
    await ended(controller);
    expect([...made].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(counted(controller)).toEqual([5, 5]);
  });

  it('shows what is there when it is stopped', async () => {
    const { pool, step } = createStepping();
    const controller = createFollowController({ pool, here, timers, assets: '' });
    controller.compute(open(QUERY));
    step();
    controller.stop();
    expect(controller.state.value).toBe('idle');
    expect(counted(controller)).toEqual([1, 1]);
  });

  it('ends with the latest experiment, and begins nothing anew for the same one', async () => {
    const controller = createFollowController({ pool: here, here, timers, assets: '' });
    controller.compute(open(QUERY));
    controller.compute(open(QUERY.replace('steps=30', 'steps=31')));
    controller.compute(open(QUERY.replace('steps=30', 'steps=32')));
    const latest = (): number | undefined => controller.record.value?.experiment.steps;
    while (latest() !== 32 || controller.state.value !== 'done') await new Promise(setImmediate);
    const before = controller.record.value;
    controller.compute(open(QUERY.replace('steps=30', 'steps=32')));
    expect(controller.state.value).toBe('done');
    expect(controller.record.value).toBe(before);
  });

  it('says why it cannot', async () => {
    const failing: Pool = { size: 1, run: () => Promise.reject(new Error('Out of order.')) };
    const controller = createFollowController({ pool: noWorkers, here: failing, timers, assets: '' });
    controller.compute(open(QUERY));
    await ended(controller);
    expect(controller.failure.value).toBe('Out of order.');
    expect(controller.state.value).toBe('idle');
  });
});
