import { describe, expect, it } from 'vitest';
import { open } from '../../app/testing/bench.ts';
import type { Pool, PoolRequest } from '../../runtime/pool.ts';
import { stabilityColumn } from '../record/stability.ts';
import { createStabilityJob } from '../stability/job.ts';
import type { StabilityCommand } from '../stability/messages.ts';
import { createStability } from './stability.ts';

function eventsOf(command: unknown): readonly unknown[] {
  const events: unknown[] = [];
  const job = createStabilityJob({
    emit: (event) => events.push(event),
    now: () => 0,
    yieldToEventLoop: () => Promise.resolve(),
    wake: () => undefined,
  });
  job.start(command as StabilityCommand);
  while (job.advance(1) === 'more');
  return events;
}

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A pool whose work is done when the test says so; `fails` says what it fails of. */
function createPool(fails: string | null = null) {
  const waiting: { request: PoolRequest; finish(): void }[] = [];
  const requests: PoolRequest[] = [];
  const pool: Pool = {
    size: 1,
    run: (request) =>
      new Promise((resolve, reject) => {
        requests.push(request);
        if (fails) reject(new Error(fails));
        request.signal?.addEventListener('abort', () => reject(request.signal?.reason));
        waiting.push({
          request,
          finish() {
            request.pieces.forEach((piece, index) => {
              request.done({ index, events: eventsOf(piece) });
            });
            resolve();
          },
        });
      }),
  };
  return {
    ...{ pool, requests },
    async work() {
      waiting.shift()?.finish();
      await tick();
    },
  };
}

function bench(link: string, fails: { pool?: string; here?: string } = {}) {
  const page = open(link);
  page.engine.answer();
  const [pool, here] = [createPool(fails.pool), createPool(fails.here)];
  const controller = createStability({ ...page, pool: pool.pool, here: here.pool, timers: page.clock });
  return { ...page, ...{ pool, here, controller } };
}

const LINK = 'surface=quadratic,condition:20,angle:0&run=sgd,lr:0.05&run=lion&steps=10';

describe('the stability of the runs that are shown', () => {
  it('is not measured before somebody looks, nor after', async () => {
    const { controller, pool, playground, engine } = bench(LINK);
    await tick();
    expect(pool.requests).toHaveLength(0);
    const stop = controller.watch();
    await pool.work();
    expect(pool.requests).toHaveLength(1);
    stop();
    playground.edit({ start: [1, 1] });
    engine.answer();
    await tick();
    expect(pool.requests).toHaveLength(1);
  });

  it('comes with the limit of each rule, or without one', async () => {
    const { controller, pool } = bench(LINK);
    controller.watch();
    await pool.work();
    const [sgd, lion] = controller.stability.value;
    expect([sgd?.limit, lion?.limit]).toEqual([2, null]);
    expect(sgd && stabilityColumn(sgd, 'preconditioned')[10]).toBeCloseTo(1, 12);
  });

  it('of a run that stays as it is is not measured again when another changes', async () => {
    const { controller, pool, playground, engine } = bench(LINK);
    controller.watch();
    await pool.work();
    playground.removeRun(0);
    engine.answer();
    await pool.work();
    expect(controller.stability.value).toHaveLength(1);
    expect(controller.stability.value[0]?.limit).toBeNull();
  });

  it('is that of the latest runs in the end; until then the one before stays', async () => {
    const { controller, pool, playground, engine, surface } = bench(LINK);
    controller.watch();
    await pool.work();
    const before = controller.stability.value;
    for (const x of [1, 2, 3]) {
      playground.edit({ start: [x, 1] });
      engine.answer();
      expect(controller.stability.value).toBe(before);
    }
    await pool.work();
    await pool.work();
    const shown = surface.records.value;
    expect(shown[0]).not.toBe(before[0]?.record);
    expect(controller.stability.value.map((found) => found?.record)).toEqual(shown);
  });

  it('gives way to newer runs where it takes long', async () => {
    const { controller, pool, playground, engine, clock } = bench(LINK);
    controller.watch();
    playground.edit({ start: [1, 1] });
    engine.answer();
    expect(pool.requests).toHaveLength(1);
    clock.pass(300);
    await tick();
    expect(pool.requests[0].signal?.aborted).toBe(true);
    expect(pool.requests).toHaveLength(2);
  });

  it('is measured on this thread where there are no workers; what fails there is said', async () => {
    const { controller, here } = bench(LINK, { pool: 'no workers' });
    controller.watch();
    await tick();
    await here.work();
    expect(controller.stability.value[0]?.limit).toBe(2);
    expect(controller.failure.value).toBeNull();

    const broken = bench(LINK, { pool: 'no workers', here: 'out of memory' });
    broken.controller.watch();
    await tick();
    await tick();
    expect(broken.controller.failure.value).toBe('out of memory');
    expect(broken.here.requests).toHaveLength(1);
  });
});
