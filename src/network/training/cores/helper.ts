/** A thread that makes steps of some runs, seen from the one that trains: a question at a time, answered or not. */
import type { FromThread, ToThread } from '../../../runtime/job.ts';
import type { WorkerLike } from '../../../runtime/transport.ts';
import type { PartCommand, PartEvent } from './messages.ts';

/** The name of the job that such a thread does. */
export const PART = 'part';

/** Where threads come from. */
export interface Threads {
  /** How many may compute at a time, the one that trains among them. */
  readonly most: number;
  /** Starts one; throws where that is refused. */
  spawn(): WorkerLike;
  /** Calls back once, after so many milliseconds; returns what takes that back. */
  later(milliseconds: number, callback: () => void): () => void;
}

const GENERATION = 1;

export class Helper {
  /** Which runs it moves, by their number among all. */
  readonly runs: readonly number[];
  /** The step at which these runs stand in the thread that trains. */
  base = 0;
  /** Whether it has these runs as they are now. */
  current = false;
  readonly #threads: Threads;
  readonly #worker: WorkerLike;
  /** Hears the answer to the question that is asked; null when none will come. */
  #answer: ((event: PartEvent | null) => void) | null = null;
  #dead = false;

  /** @throws where no thread can be had */
  constructor(runs: readonly number[], threads: Threads) {
    this.runs = runs;
    this.#threads = threads;
    this.#worker = threads.spawn();
    this.#worker.onmessage = ({ data }) => this.#receive(data);
    this.#worker.onerror = () => this.end();
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** Has it build what it needs. False when it cannot. */
  async build(command: Extract<PartCommand, { type: 'build' }>, patience: number): Promise<boolean> {
    const event = await this.#ask({ type: 'begin', generation: GENERATION, job: PART, command }, patience);
    return event?.type === 'built';
  }

  /** Its answer; null when it is dead, or silent for longer than `patience` milliseconds: then it is ended. */
  ask(
    command: PartCommand,
    patience: number,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<PartEvent | null> {
    return this.#ask({ type: 'command', generation: GENERATION, command }, patience, transfer);
  }

  /** Ends its thread. What it was asked is not answered. */
  end(): void {
    if (this.#dead) return;
    this.#dead = true;
    this.#worker.terminate();
    this.#answer?.(null);
  }

  #ask(
    message: ToThread,
    patience: number,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<PartEvent | null> {
    if (this.#dead) return Promise.resolve(null);
    return new Promise((resolve) => {
      const forget = this.#threads.later(patience, () => this.end());
      this.#answer = (event) => {
        this.#answer = null;
        forget();
        resolve(event);
      };
      this.#worker.postMessage(message, [...transfer]);
    });
  }

  #receive(message: FromThread): void {
    if (message.type === 'event') this.#answer?.(message.event as PartEvent);
    else if (message.type === 'failed') this.end();
  }
}
