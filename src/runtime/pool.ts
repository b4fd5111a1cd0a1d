/**
 * Work in pieces on all cores: each piece is a job of its own, begun by its command, and its result is what it emits until it is
 * done. Which worker does which piece decides nothing but the time that it takes. What is asked for meanwhile gets its share of
 * the workers: short work does not wait for long.
 */
import type { FromThread, ToThread } from './job.ts';
import type { WorkerLike } from './transport.ts';
import type { Timers } from './watchdog.ts';

export interface PoolOptions {
  /** How many workers there are at most. */
  readonly size: number;
  /** Starts a worker; throws where that is refused. */
  spawn(): WorkerLike;
  readonly timers: Timers;
}

/** A worker that has not said hello after this long will not: sandboxed module workers die without an exception. */
const HELLO_MS = 10_000;

export interface PieceResult {
  /** Which of the pieces. */
  readonly index: number;
  /** What its job has emitted, in order. */
  readonly events: readonly unknown[];
}

export interface PoolRequest {
  /** The name of the job that does a piece. */
  readonly job: string;
  /** The command of each piece. Copied: a piece whose worker dies is begun again. */
  readonly pieces: readonly unknown[];
  /** Hears of a piece that is done; in any order. */
  done(result: PieceResult): void;
  /** Hears at once of what a piece emits, such as how far it is. A piece whose worker dies says it again. */
  event?(index: number, event: unknown): void;
  /** Ends the work: what is in progress is given up, and the promise rejects. */
  readonly signal?: AbortSignal;
}

/** Where work in pieces is done. */
export interface Pool {
  /** How many pieces are done at a time, at most. */
  readonly size: number;
  /** Does all pieces, in this order. Rejects when a piece fails, when aborted, and without workers. */
  run(request: PoolRequest): Promise<void>;
}

/** After so many workers that stopped at it a piece itself is at fault. */
const MOST_ATTEMPTS = 3;

/** The piece that a worker has in hand. */
interface Piece {
  readonly index: number;
  attempts: number;
  events: unknown[];
}

interface Member {
  readonly worker: WorkerLike;
  /** What it has in hand, and for whom. */
  task: { readonly work: Work; readonly piece: Piece } | null;
  /** A number for each piece that it was given: what is said of an earlier one is dropped. */
  generation: number;
  /** It has said hello: nothing is done any more in case it does not. */
  greeted(): void;
}

/** Work in progress. */
interface Work extends PoolRequest {
  readonly waiting: Piece[];
  left: number;
  resolve(): void;
  reject(error: unknown): void;
}

export class WorkerPool implements Pool {
  readonly #options: PoolOptions;
  #members: Member[] = [];
  #queue: Work[] = [];

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#options.size;
  }

  run(request: PoolRequest): Promise<void> {
    return new Promise((resolve, reject) => {
      request.signal?.throwIfAborted();
      const waiting = request.pieces.map((_, index) => ({ index, attempts: 0, events: [] }));
      if (waiting.length === 0) {
        resolve();
        return;
      }
      const { signal } = request;
      const abort = (): void => this.#end(work, signal?.reason);
      const forget = (): void => signal?.removeEventListener('abort', abort);
      const work: Work = {
        ...request,
        waiting,
        left: waiting.length,
        resolve() {
          forget();
          resolve();
        },
        reject(error) {
          forget();
          reject(error);
        },
      };
      signal?.addEventListener('abort', abort);
      this.#queue.push(work);
      this.#assign();
    });
  }

  /** Ends all workers. Work in progress is given up. */
  dispose(): void {
    this.#dismiss();
    for (const work of [...this.#queue]) this.#end(work, new Error('The pool was disposed of.'));
  }

  #dismiss(): void {
    for (const { worker, greeted } of this.#members) {
      greeted();
      worker.terminate();
    }
    this.#members = [];
  }

  /** Workers die in silence here: whoever asked has it done elsewhere. */
  #giveUp(): void {
    const abandoned = this.#queue;
    this.#queue = [];
    this.#dismiss();
    for (const { reject } of abandoned) reject(new Error('No worker has come to life.'));
  }

  /** The work whose turn it is: what waits, of that the work with the fewest workers, of those the oldest. */
  #next(): Work | undefined {
    const inHand = (work: Work): number => this.#members.filter(({ task }) => task?.work === work).length;
    const waiting = this.#queue.filter((work) => work.waiting.length > 0);
    return waiting.reduce<Work | undefined>(
      (best, work) => (best && inHand(best) <= inHand(work) ? best : work),
      undefined,
    );
  }

  /** Gives the pieces that wait to the workers that are free, of which more are started as long as there may be. */
  #assign(): void {
    for (let work = this.#next(); work; work = this.#next()) {
      const member = this.#members.find(({ task }) => !task) ?? this.#hire(work);
      // A worker that could not be had has ended the work that wanted it; other work may still wait.
      if (!member && this.#members.length > 0) return;
      if (!member) continue;
      const piece = work.waiting.shift() as Piece;
      member.task = { work, piece };
      member.generation++;
      piece.attempts++;
      piece.events = [];
      const { job, pieces } = work;
      this.#post(member, { type: 'begin', generation: member.generation, job, command: pieces[piece.index] });
    }
  }

  #post({ worker }: Member, message: ToThread): void {
    worker.postMessage(message, []);
  }

  #hire(work: Work): Member | null {
    if (this.#members.length >= this.#options.size) return null;
    let worker: WorkerLike;
    try {
      worker = this.#options.spawn();
    } catch (error) {
      // With fewer workers than wanted it takes longer; without any it cannot be done.
      if (this.#members.length === 0) this.#end(work, error);
      return null;
    }
    const greeted = this.#options.timers.later(HELLO_MS, () => this.#giveUp());
    const member: Member = { worker, task: null, generation: 0, greeted };
    worker.onmessage = ({ data }) => this.#receive(member, data);
    worker.onerror = (event) => this.#replace(member, event.message || 'The computing thread stopped.');
    this.#members.push(member);
    return member;
  }

  #receive(member: Member, message: FromThread): void {
    member.greeted();
    const { task } = member;
    if (!task || message.generation !== member.generation) return;
    const { work, piece } = task;
    if (message.type === 'event') {
      piece.events.push(message.event);
      work.event?.(piece.index, message.event);
    } else if (message.type === 'failed') {
      this.#end(work, new Error(message.message));
    } else if (message.type === 'done') {
      member.task = null;
      work.left--;
      // The next piece is on its way before this one's result is looked at: a worker does not wait for the page.
      this.#assign();
      work.done({ index: piece.index, events: piece.events });
      if (work.left === 0) this.#leave(work, work.resolve);
    }
  }

  /** A worker has died: another one takes up its piece. */
  #replace(member: Member, message: string): void {
    member.greeted();
    member.worker.terminate();
    this.#members = this.#members.filter((other) => other !== member);
    const { task } = member;
    if (task && task.piece.attempts >= MOST_ATTEMPTS) this.#end(task.work, new Error(message));
    else task?.work.waiting.unshift(task.piece);
    this.#assign();
  }

  /** Gives work up. */
  #end(work: Work, reason: unknown): void {
    if (!this.#queue.includes(work)) return;
    for (const member of this.#members) {
      if (member.task?.work !== work) continue;
      member.task = null;
      member.generation++;
      this.#post(member, { type: 'cancel', generation: member.generation });
    }
    this.#leave(work, () => work.reject(reason));
    this.#assign();
  }

  #leave(work: Work, finish: () => void): void {
    this.#queue = this.#queue.filter((other) => other !== work);
    finish();
  }
}

/** How many workers serve this machine: a core is left to the page, unless there would be one worker only. */
export const poolSize = (cores: number | undefined): number => Math.max(2, Math.min(16, (cores ?? 2) - 1));
