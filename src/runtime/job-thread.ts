/** A thread's side: it does one job at a time, in turns between which messages are let in, so that the latest request always wins. */
import type { FailureReason, FromThread, Job, JobHost, JobState, Jobs, ToThread } from './job.ts';

export interface JobThreadOptions {
  readonly jobs: Jobs;
  post(message: FromThread, transfer: readonly ArrayBuffer[]): void;
  /** Resolves after the messages that wait have been received. */
  yieldToEventLoop(): Promise<void>;
  /** Milliseconds. */
  now(): number;
}

export interface JobThread {
  receive(message: ToThread): void;
  /** Works at once, for about so many milliseconds, on a job whose code is at hand. */
  advanceNow(budget: number): JobState;
}

/** A job in progress. */
interface Task {
  readonly name: string;
  readonly generation: number;
  /** Null while its code is loaded. */
  job: Job<unknown> | null;
  /** Commands that came meanwhile. */
  readonly early: unknown[];
  /** Whether its turns are being taken. */
  running: boolean;
  /** Whether there is something new to be done since its latest turn began. */
  woken: boolean;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * A thread without a job. Errors become `failed` messages, never exceptions.
 *
 * Long because its functions share the one task in progress, which any of them may find replaced.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: turns and messages take each other’s place: what one leaves the other has to see
export function createJobThread(options: JobThreadOptions): JobThread {
  const { jobs, post, yieldToEventLoop, now } = options;
  let generation = 0;
  let current: Task | null = null;

  const fail = (task: Task, reason: FailureReason, error: unknown): void => {
    if (current === task) {
      post({ type: 'failed', generation: task.generation, reason, message: messageOf(error) }, []);
    }
  };
  /** Does something with a job whose exceptions are reported. */
  const attempt = (task: Task, work: () => void): void => {
    try {
      work();
    } catch (error) {
      fail(task, 'error', error);
    }
  };

  /** Takes a job's turns until it waits or is done. */
  async function takeTurns(task: Task): Promise<void> {
    task.woken = true;
    if (task.running) return;
    task.running = true;
    try {
      while (task.woken) {
        // Requests that are already in the queue arrive before the first is begun: only the latest is computed.
        await yieldToEventLoop();
        if (current !== task || !task.job) return;
        task.woken = false;
        const state = task.job.advance(task.job.turn);
        const reached = typeof state === 'string' ? state : await state;
        if (current !== task) return;
        if (reached === 'done') post({ type: 'done', generation: task.generation }, []);
        else if (reached === 'more') task.woken = true;
      }
    } catch (error) {
      fail(task, 'error', error);
    } finally {
      task.running = false;
    }
  }

  const hostOf = (task: Task): JobHost<unknown> => ({
    emit(event, transfer = []) {
      if (current === task) post({ type: 'event', generation: task.generation, event }, transfer);
    },
    now,
    yieldToEventLoop,
    wake: () => void takeTurns(task),
  });

  function stop(next: string | null): void {
    const task = current;
    current = null;
    task?.job?.dispose(task.name === next);
  }

  function begin({ generation, job: name, command }: Extract<ToThread, { type: 'begin' }>): void {
    stop(name);
    const task: Task = { name, generation, job: null, early: [], running: false, woken: false };
    current = task;
    const start = (job: Job<unknown>): void => {
      task.job = job;
      attempt(task, () => {
        job.start(command);
        for (const each of task.early) job.receive(each);
      });
      void takeTurns(task);
    };
    const entry = jobs[name];
    if ('create' in entry) {
      attempt(task, () => start(entry.create(hostOf(task))));
      return;
    }
    entry.load().then(
      (create) => {
        if (current === task) attempt(task, () => start(create(hostOf(task))));
      },
      (error: unknown) => fail(task, 'not-loaded', error),
    );
  }

  return {
    receive(message) {
      if (message.generation < generation) return;
      const task = current;
      switch (message.type) {
        case 'begin':
          generation = message.generation;
          begin(message);
          return;
        case 'command':
          if (!task) return;
          if (!task.job) {
            task.early.push(message.command);
            return;
          }
          attempt(task, () => task.job?.receive(message.command));
          void takeTurns(task);
          return;
        case 'ping':
          post({ type: 'pong', generation: message.generation }, []);
          return;
        case 'cancel':
          generation = message.generation;
          stop(null);
          return;
        default:
          message satisfies never;
      }
    },
    advanceNow(budget) {
      const task = current;
      if (!task?.job) return 'waiting';
      try {
        const state = task.job.advance(budget);
        return typeof state === 'string' ? state : 'more';
      } catch (error) {
        fail(task, 'error', error);
        return 'done';
      }
    },
  };
}
