import { describe, expect, it } from 'vitest';
import type { FromThread, Job, JobHost, JobState } from './job.ts';
import { createJobThread } from './job-thread.ts';

/** A job in a test's hands. */
interface TestJob extends Job<string> {
  readonly host: JobHost<string>;
  readonly calls: string[];
  /** What it is to say of its next turn. */
  state: JobState;
}

const idle = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await new Promise((resolve) => setImmediate(resolve));
};

function bench(load?: () => Promise<void>) {
  const jobs: TestJob[] = [];
  const said: FromThread[] = [];
  const create = (host: JobHost<unknown>): Job<unknown> => {
    const calls: string[] = [];
    const job: TestJob = {
      host,
      calls,
      state: 'waiting',
      turn: 8,
      start(command) {
        if (command === 'impossible') throw new Error('thirteen');
        calls.push(`start ${command}`);
      },
      advance(budget) {
        calls.push(`advance ${budget}`);
        return job.state;
      },
      receive: (command) => void calls.push(command),
      dispose: (next) => void calls.push(next ? 'dispose' : 'release'),
    };
    jobs.push(job);
    return job as Job<unknown>;
  };
  const thread = createJobThread({
    jobs: {
      near: { create },
      other: { create },
      far: {
        load: async () => {
          await load?.();
          return create;
        },
      },
    },
    post: (message) => said.push(message),
    yieldToEventLoop: () => new Promise((resolve) => setImmediate(resolve)),
    now: () => 0,
  });
  const begin = (generation: number, job = 'near', command = 'work') =>
    thread.receive({ type: 'begin', generation, job, command });
  const send = (generation: number, command: string) =>
    thread.receive({ type: 'command', generation, command });
  return { thread, begin, send, jobs, said };
}

describe('a thread', () => {
  it('starts a job, takes its turns until it waits, and again after a command', async () => {
    const { begin, send, jobs } = bench();
    begin(1);
    await idle();
    expect(jobs[0].calls).toEqual(['start work', 'advance 8']);
    send(1, 'look');
    await idle();
    expect(jobs[0].calls).toEqual(['start work', 'advance 8', 'look', 'advance 8']);
  });

  it('goes on as long as there is more, and says that a job is done', async () => {
    const { begin, jobs, said } = bench();
    begin(1);
    jobs[0].state = 'more';
    await idle();
    expect(jobs[0].calls.length).toBeGreaterThan(4);
    jobs[0].state = 'done';
    await idle();
    expect(said).toEqual([{ type: 'done', generation: 1 }]);
  });

  it('takes another turn of a job that wakes it', async () => {
    const { begin, jobs } = bench();
    begin(1);
    await idle();
    jobs[0].host.wake();
    await idle();
    expect(jobs[0].calls).toEqual(['start work', 'advance 8', 'advance 8']);
  });

  it('signs what a job says with its generation, and is deaf to a job that was replaced', async () => {
    const { begin, jobs, said } = bench();
    begin(7);
    jobs[0].host.emit('first');
    begin(8);
    jobs[0].host.emit('too late');
    jobs[1].host.emit('second');
    expect(said).toEqual([
      { type: 'event', generation: 7, event: 'first' },
      { type: 'event', generation: 8, event: 'second' },
    ]);
  });

  it('ends a job for another one, and says whether that takes over what is loaded', () => {
    const { thread, begin, jobs } = bench();
    begin(1);
    begin(2);
    begin(3, 'other');
    thread.receive({ type: 'cancel', generation: 4 });
    expect(jobs.map(({ calls }) => calls.at(-1))).toEqual(['dispose', 'release', 'release']);
  });

  it('advances only the latest of the jobs that are asked for in one go', async () => {
    const { begin, jobs } = bench();
    for (let k = 1; k <= 5; k++) begin(k);
    await idle();
    expect(jobs.filter(({ calls }) => calls.includes('advance 8'))).toEqual([jobs[4]]);
  });

  it('drops what is older than what it does', async () => {
    const { thread, begin, send, jobs, said } = bench();
    begin(5);
    begin(4);
    send(4, 'look');
    thread.receive({ type: 'cancel', generation: 4 });
    await idle();
    expect(jobs).toHaveLength(1);
    expect(jobs[0].calls).toEqual(['start work', 'advance 8']);
    expect(said).toEqual([]);
  });

  it('answers that it lives', () => {
    const { thread, said } = bench();
    thread.receive({ type: 'ping', generation: 0 });
    expect(said).toEqual([{ type: 'pong', generation: 0 }]);
  });

  it('works at once where that is asked for', () => {
    const { thread, begin, jobs } = bench();
    begin(1);
    jobs[0].state = 'more';
    expect(thread.advanceNow(30)).toBe('more');
    expect(jobs[0].calls).toEqual(['start work', 'advance 30']);
  });

  it('tells of an exception, and the next job works', async () => {
    const { begin, jobs, said } = bench();
    begin(1, 'near', 'impossible');
    expect(said).toEqual([{ type: 'failed', generation: 1, reason: 'error', message: 'thirteen' }]);
    begin(2);
    await idle();
    expect(jobs[1].calls).toEqual(['start work', 'advance 8']);
  });
});

describe('a job whose code is loaded when it is first wanted', () => {
  it('gets the commands that came meanwhile', async () => {
    const { begin, send, jobs } = bench();
    begin(1, 'far');
    send(1, 'pause');
    send(1, 'resume');
    expect(jobs).toEqual([]);
    await idle();
    expect(jobs[0].calls).toEqual(['start work', 'pause', 'resume', 'advance 8']);
  });

  it('is not made when it was replaced or cancelled before', async () => {
    const { thread, begin, jobs } = bench();
    begin(1, 'far');
    begin(2, 'far');
    thread.receive({ type: 'cancel', generation: 2 });
    await idle();
    expect(jobs).toEqual([]);
  });

  it('that does not come is a failure of its own kind', async () => {
    const { begin, said } = bench(() => Promise.reject(new TypeError('Failed to fetch')));
    begin(1, 'far');
    await idle();
    expect(said).toEqual([
      { type: 'failed', generation: 1, reason: 'not-loaded', message: 'Failed to fetch' },
    ]);
  });
});
