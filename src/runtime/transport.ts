/**
 * The page's way to its worker: starts it, numbers the requests, drops stale answers, and when the worker crashes or goes silent
 * starts another and asks again. Where workers are refused, and for what is done soon, this thread does the job itself.
 */
import { failureFor } from './failure.ts';
import type { FailureReason, FromThread, Jobs, ToThread } from './job.ts';
import { createJobThread, type JobThread } from './job-thread.ts';
import type { Here, Request, RequestChannel } from './request.ts';
import { STALLED_MS, type Timers, Watchdog } from './watchdog.ts';

/** What is needed of a worker; a MessagePort pair stands in for it in tests. */
export interface WorkerLike {
  postMessage(message: ToThread, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromThread>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export type Notice =
  /** The worker had crashed or was stuck; another has taken over. */
  | 'restarted'
  /** No worker can be had: what this thread can do is done here. */
  | 'main-thread';

export interface TransportOptions {
  /** Starts a worker; throws where that is refused. */
  spawn(): WorkerLike;
  readonly timers: Timers;
  /** Jobs that this thread can do itself. */
  readonly here: Jobs;
  notice(notice: Notice): void;
  /** Whether a worker is started only when one is needed: a page with twenty frames does not want twenty workers. */
  readonly lazy: boolean;
}

/** A worker that has not said hello after this long will not: sandboxed module workers die without an exception. */
const HELLO_MS = 10_000;
/** After so many restarts for one request the request itself is at fault. */
const MOST_RESTARTS = 2;

export class Transport implements RequestChannel {
  readonly #options: TransportOptions;
  readonly #watchdog: Watchdog;
  readonly #local: JobThread;
  #worker: WorkerLike | null = null;
  /** Whether the worker has said hello. */
  #greeted = false;
  /** Whether no worker can be had. */
  #refused = false;
  #generation = 0;
  #request: Request | null = null;
  /** Where the present request is worked on. */
  #place: 'worker' | 'here' = 'worker';
  /** Turns that this thread may still take before a worker does the rest. */
  #turnsLeft = 0;
  #restarts = 0;

  constructor(options: TransportOptions) {
    const { timers, here, lazy } = options;
    this.#options = options;
    this.#local = createJobThread({
      jobs: here,
      post: (message) => this.#receive(message, 'here'),
      now: timers.now,
      yieldToEventLoop: async () => {
        const busy = this.#place === 'here' && !this.#request?.complete;
        if (busy && this.#turnsLeft-- <= 0) this.#handOver();
        await new Promise<void>((resolve) => void timers.later(0, resolve));
      },
    });
    this.#watchdog = new Watchdog({
      timers,
      ping: () => {
        if (this.#greeted) this.#post({ type: 'ping', generation: this.#generation });
        return this.#greeted;
      },
      preparing: () => this.#request?.preparing ?? false,
      dead: () => this.#restart(),
      stalled: () => this.#stall(),
    });
    if (!lazy) this.#start();
  }

  begin(request: Request, { atOnce = 0, turns = 0 }: Here = {}): void {
    this.#generation++;
    this.#restarts = 0;
    this.#request = request;
    this.#watchdog.reset();
    const able = request.job in this.#options.here;
    if (!able || (atOnce <= 0 && turns <= 0 && !this.#refused)) {
      this.#place = 'worker';
      this.#send();
      return;
    }
    this.#beginHere(this.#refused ? Number.POSITIVE_INFINITY : turns);
    if (atOnce > 0 && this.#local.advanceNow(atOnce) === 'more' && this.#turnsLeft <= 0) this.#handOver();
  }

  send(command: unknown, transfer: readonly ArrayBuffer[] = []): void {
    const message = { type: 'command', generation: this.#generation, command } as const;
    if (this.#place === 'here') this.#local.receive(message);
    else this.#post(message, transfer);
  }

  idle(): void {
    this.#watchdog.expect(null);
  }

  expect(patience: number): void {
    this.#watchdog.reset();
    if (this.#greeted && this.#worker && !this.#request?.preparing) this.#watchdog.wake(patience);
    else this.#expect(patience);
  }

  dispose(): void {
    this.idle();
    this.#request = null;
    this.#local.receive({ type: 'cancel', generation: ++this.#generation });
    this.#worker?.terminate();
    this.#worker = null;
  }

  #post(message: ToThread, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker?.postMessage(message, [...transfer]);
  }

  /** Sends the request to a worker, which is started if there is none. */
  #send(): void {
    const request = this.#request;
    const begin = request?.begin();
    if (!request || !begin) return;
    if (this.#refused) {
      this.#fail(request, 'no-worker');
      return;
    }
    this.#local.receive({ type: 'cancel', generation: this.#generation });
    if (!this.#worker) {
      this.#start();
      // Then it has been sent to this thread.
      if (this.#refused) return;
    }
    const { command, transfer } = begin;
    this.#post({ type: 'begin', generation: this.#generation, job: request.job, command }, transfer);
    this.#expect(request.patience);
  }

  #beginHere(turns: number): void {
    const begin = this.#request?.begin();
    if (!this.#request || !begin) return;
    // What the worker is busy with is no longer wanted.
    this.idle();
    this.#post({ type: 'cancel', generation: this.#generation });
    this.#place = 'here';
    // The first is the one in which newer requests are let in.
    this.#turnsLeft = turns + 1;
    const { job } = this.#request;
    this.#local.receive({ type: 'begin', generation: this.#generation, job, command: begin.command });
  }

  /** What this thread was to do by itself takes long: a worker does it. */
  #handOver(): void {
    if (this.#refused) return;
    this.#place = 'worker';
    this.#send();
  }

  #receive(message: FromThread, from: 'worker' | 'here'): void {
    if (message.type === 'hello') {
      this.#greeted = true;
      this.#watchdog.expect(this.#request && this.#place === 'worker' ? this.#request.patience : null);
      return;
    }
    const request = this.#request;
    if (message.generation !== this.#generation || from !== this.#place || !request) return;
    switch (message.type) {
      case 'pong':
        this.#watchdog.answered();
        return;
      case 'done':
        this.idle();
        return;
      case 'failed':
        this.idle();
        this.#fail(request, message.reason, message.message);
        return;
      case 'event': {
        const { patience, progress } = request.receive(message.event, this.#watchdog.heard());
        if (progress) this.#restarts = 0;
        // The event may have led to another request.
        if (request === this.#request && from === 'worker' && patience !== undefined) {
          this.#watchdog.expect(patience);
        }
        return;
      }
      default:
        message satisfies never;
    }
  }

  /** Gives a worker so long to answer; one that has not said hello yet goes on having the time it was given for that. */
  #expect(milliseconds: number): void {
    if (!this.#worker) return;
    if (this.#greeted) this.#watchdog.expect(milliseconds);
    else if (!this.#watchdog.watching) this.#watchdog.expect(HELLO_MS);
  }

  #start(): void {
    this.#greeted = false;
    try {
      const worker = this.#options.spawn();
      worker.onmessage = (event) => this.#receive(event.data, 'worker');
      worker.onerror = () => this.#restart();
      this.#worker = worker;
    } catch {
      this.#refuse();
      return;
    }
    this.#watchdog.expect(HELLO_MS);
  }

  /** Takes over from a worker that crashed, is stuck, or never came to life. */
  #restart(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.idle();
    this.#watchdog.reset();
    if (!this.#greeted) {
      this.#refuse();
      return;
    }
    const request = this.#request;
    if (this.#restarts >= MOST_RESTARTS) {
      this.#request = null;
      if (request && !request.complete) {
        this.#restarts = 0;
        this.#fail(request, 'worker-stopped');
      }
      if (!this.#worker) this.#start();
      return;
    }
    this.#restarts++;
    this.#start();
    this.#options.notice('restarted');
    if (this.#place === 'worker') this.#send();
  }

  #refuse(): void {
    this.#refused = true;
    this.#options.notice('main-thread');
    if (!this.#request || this.#place === 'here') return;
    if (this.#request.job in this.#options.here) this.#beginHere(Number.POSITIVE_INFINITY);
    else this.#send();
  }

  #stall(): void {
    this.idle();
    this.#post({ type: 'cancel', generation: this.#generation });
    const request = this.#request;
    this.#request = null;
    if (request) this.#fail(request, 'stalled');
  }

  #fail(request: Request, reason: FailureReason, message = ''): void {
    const details = { times: MOST_RESTARTS + 1, seconds: Math.round(STALLED_MS / 1000) };
    request.failed(failureFor(reason, message, details), reason);
  }
}
