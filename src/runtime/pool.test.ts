import { describe, expect, it } from 'vitest';
import type { FromThread, Job, JobHost, ToThread } from './job.ts';
import { createJobThread } from './job-thread.ts';
import { type PieceResult, poolSize, WorkerPool } from './pool.ts';
import type { WorkerLike } from './transport.ts';

/** Squares a number, digit by digit, in as many turns as it is large; stops its thread at numbers below 0. */
function squareJob(crash: () => void) {
  return (host: JobHost<unknown>): Job<unknown> => {
    let number = 0;
    let turns = 0;
    return {
      turn: 1,
      start(command) {
        number = command as number;
        if (Number.isNaN(number)) throw new Error('not a number');
      },
      advance() {
        if (number < 0) crash();
        host.emit({ turn: turns });
        if (turns++ < number % 4) return 'more';
        host.emit({ square: number * number });
        return 'done';
      },
      receive: () => undefined,
      dispose: () => undefined,
    };
  };
}

/** A pool whose workers are threads of this one over a real channel. */
function bench(size: number, refuse = false, mute = false) {
  let later: { callback: () => void; milliseconds: number }[] = [];
  const timers = {
    now: () => 0,
    later(milliseconds: number, callback: () => void) {
      const timer = { callback, milliseconds };
      later.push(timer);
      return () => {
        later = later.filter((other) => other !== timer);
      };
    },
  };
  const workers: { terminated: boolean; begun: number[] }[] = [];
  let crashes = Number.POSITIVE_INFINITY;
  const spawn = (): WorkerLike => {
    if (refuse) throw new Error('refused');
    const { port1, port2 } = new MessageChannel();
    const state = { terminated: false, begun: [] as number[] };
    workers.push(state);
    let dead = false;
    const worker: WorkerLike = {
      onmessage: null,
      onerror: null,
      postMessage: (message) => port1.postMessage(message),
      terminate() {
        state.terminated = true;
        port1.close();
      },
    };
    const crash = (): void => {
      if (crashes-- <= 0) return;
      dead = true;
      queueMicrotask(() => worker.onerror?.({ message: 'crashed' } as ErrorEvent));
    };
    const thread = createJobThread({
      jobs: { square: { create: squareJob(crash) } },
      post: (message) => void (dead || port2.postMessage(message)),
      yieldToEventLoop: () => new Promise((resolve) => setImmediate(resolve)),
      now: () => 0,
    });
    port1.onmessage = (event: MessageEvent<FromThread>) => worker.onmessage?.(event);
    port2.onmessage = ({ data }: MessageEvent<ToThread>) => {
      if (data.type === 'begin') state.begun.push(data.command as number);
      if (!dead && !mute) thread.receive(data);
    };
    return worker;
  };
  const pool = new WorkerPool({ size, spawn, timers });
  const crashTimes = (times: number): void => {
    crashes = times;
  };
  /** Lets so much time pass that what was put off until then happens. */
  const pass = (milliseconds: number): void => {
    for (const timer of later) if (timer.milliseconds <= milliseconds) timer.callback();
  };
  return { pool, workers, crashTimes, pass, waiting: () => later.length };
}

const squares = async (pool: WorkerPool, pieces: readonly number[]): Promise<PieceResult[]> => {
  const results: PieceResult[] = [];
  await pool.run({ job: 'square', pieces, done: (result) => results.push(result) });
  return results.sort((a, b) => a.index - b.index);
};

const NUMBERS = Array.from({ length: 40 }, (_, k) => (k * 7) % 23);

describe('a pool of workers', () => {
  it('has the same results, whatever the number of workers', async () => {
    const all = await Promise.all(
      [1, 2, 3, 8].map(async (size) => {
        const { pool, workers } = bench(size);
        const results = await squares(pool, NUMBERS);
        pool.dispose();
        expect(workers.every(({ terminated }) => terminated)).toBe(true);
        return results;
      }),
    );
    for (const results of all) expect(results).toEqual(all[0]);
    expect(all[0].map(({ events }) => (events.at(-1) as { square: number }).square)).toEqual(
      NUMBERS.map((number) => number * number),
    );
  });

  it('splits work among its workers, and starts no more than there are pieces', async () => {
    const { pool, workers } = bench(4);
    await squares(pool, NUMBERS);
    expect(workers.map(({ begun }) => begun.length > 0)).toEqual([true, true, true, true]);
    const few = bench(4);
    await squares(few.pool, [1, 2]);
    expect(few.workers).toHaveLength(2);
    pool.dispose();
    few.pool.dispose();
  });

  it('replaces a worker that dies, and does its piece again', async () => {
    const { pool, workers, crashTimes } = bench(2);
    crashTimes(2);
    const results = await squares(pool, [1, -3, 2, 5]);
    expect(results.map(({ events }) => events.at(-1))).toEqual([1, 9, 4, 25].map((square) => ({ square })));
    expect(results[1].events).toEqual([{ turn: 0 }, { square: 9 }]);
    expect(workers).toHaveLength(4);
    pool.dispose();
  });

  it('gives up at a piece that ends every worker, and does what is asked next', async () => {
    const { pool } = bench(2);
    await expect(squares(pool, [1, -3, 2])).rejects.toThrow('crashed');
    expect(await squares(pool, [6])).toMatchObject([{ index: 0 }]);
    pool.dispose();
  });

  it('passes on what a piece fails of', async () => {
    const { pool } = bench(2);
    await expect(squares(pool, [1, Number.NaN])).rejects.toThrow('not a number');
    pool.dispose();
  });

  it('ends work that is cancelled, tells nothing more of it, and goes on with the next', async () => {
    const { pool } = bench(2);
    const abort = new AbortController();
    const results: PieceResult[] = [];
    const cancelled = pool.run({
      job: 'square',
      pieces: NUMBERS,
      signal: abort.signal,
      done(result) {
        results.push(result);
        if (results.length === 3) abort.abort(new Error('no longer wanted'));
      },
    });
    const next = squares(pool, [3, 4]);
    await expect(cancelled).rejects.toThrow('no longer wanted');
    expect((await next).map(({ events }) => events.at(-1))).toEqual([{ square: 9 }, { square: 16 }]);
    expect(results).toHaveLength(3);
    pool.dispose();
  });

  it('gives what is asked for meanwhile its share: short work does not wait for long', async () => {
    const { pool } = bench(2);
    let long = 0;
    const first = pool.run({ job: 'square', pieces: NUMBERS, done: () => long++ });
    await squares(pool, [1, 2, 3]);
    expect(long).toBeLessThan(NUMBERS.length / 2);
    await first;
    expect(long).toBe(NUMBERS.length);
    pool.dispose();
  });

  it('says at once what a piece emits', async () => {
    const { pool } = bench(1);
    const heard: [number, unknown][] = [];
    await pool.run({
      ...{ job: 'square', pieces: [1, 2], done: ({ index }) => heard.push([index, 'done']) },
      event: (index, event) => heard.push([index, event]),
    });
    expect(heard.filter(([index]) => index === 0)).toEqual([
      [0, { turn: 0 }],
      [0, { turn: 1 }],
      [0, { square: 1 }],
      [0, 'done'],
    ]);
    pool.dispose();
  });

  it('says that there are no workers', async () => {
    const { pool } = bench(2, true);
    await expect(squares(pool, [1])).rejects.toThrow('refused');
  });

  it('gives up where workers never say anything, and does not wait for one that has', async () => {
    const { pool, pass, workers } = bench(2, false, true);
    const first = squares(pool, [1, 2, 3]);
    pass(9000);
    expect(workers.some(({ terminated }) => terminated)).toBe(false);
    pass(10_000);
    await expect(first).rejects.toThrow('No worker has come to life');
    expect(workers.every(({ terminated }) => terminated)).toBe(true);
    const lively = bench(2);
    await squares(lively.pool, [1, 2]);
    expect(lively.waiting()).toBe(0);
    lively.pool.dispose();
  });

  it('has nothing to do without pieces', async () => {
    const { pool, workers } = bench(2);
    expect(await squares(pool, [])).toEqual([]);
    expect(workers).toEqual([]);
  });
});

describe('the number of workers', () => {
  it('leaves a core to the page where there are three or more', () => {
    expect([undefined, 1, 2, 3, 8, 64].map(poolSize)).toEqual([2, 2, 2, 2, 7, 16]);
  });
});
