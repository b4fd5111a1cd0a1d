/**
 * Work in pieces on all cores: each piece is a job of its own, begun by its command, and its result is what it emits until it is
 * done. Which worker does which piece decides nothing but the time that it takes.
 */
import type { FromThread, ToThread } from './job.ts';
import type { WorkerLike } from './transport.ts';

export interface PoolOptions {
  /** How many workers there are at most. */
  readonly size: number;
  /** Starts a worker; throws where that is refused. */
  spawn(): WorkerLike;
}

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
  /** Ends the work: what is in progress is given up, and the promise rejects. */
  readonly signal?: AbortSignal;
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
  piece: Piece | null;
  /** A number for each piece that it was given: what is said of an earlier one is dropped. */
  generation: number;
}

/** Work in progress. */
interface Work extends PoolRequest {
  readonly waiting: Piece[];
  left: number;
  resolve(): void;
  reject(error: unknown): void;
}

export class WorkerPool {
  readonly #options: PoolOptions;
  #members: Member[] = [];
  #queue: Work[] = [];

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Does all pieces. Requests are done one after the other. Rejects when a piece fails, when aborted, and without workers. */
  run(request: PoolRequest): Promise<void> {
    return new Promise((resolve, reject) => {
      request.signal?.throwIfAborted();
      const waiting = request.pieces.map((_, index) => ({ index, attempts: 0, events: [] }));
      if (waiting.length === 0) {
        resolve();
        return;
      }
      const work: Work = { ...request, waiting, left: waiting.length, resolve, reject };
      request.signal?.addEventListener('abort', () => this.#end(work, request.signal?.reason), {
        once: true,
      });
      this.#queue.push(work);
      this.#assign();
    });
  }

  /** Ends all workers. Work in progress is given up. */
  dispose(): void {
    for (const work of [...this.#queue]) this.#end(work, new Error('The pool was disposed of.'));
    for (const { worker } of this.#members) worker.terminate();
    this.#members = [];
  }

  /** Gives the pieces that wait to the workers that are free, of which more are started as long as there may be. */
  #assign(): void {
    const [work] = this.#queue;
    while (work && work === this.#queue[0] && work.waiting.length > 0) {
      const member = this.#members.find(({ piece }) => !piece) ?? this.#hire(work);
      if (!member) return;
      const piece = work.waiting.shift() as Piece;
      member.piece = piece;
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
    const member: Member = { worker, piece: null, generation: 0 };
    worker.onmessage = ({ data }) => this.#receive(member, data);
    worker.onerror = (event) => this.#replace(member, event.message || 'The computing thread stopped.');
    this.#members.push(member);
    return member;
  }

  #receive(member: Member, message: FromThread): void {
    const { piece } = member;
    const [work] = this.#queue;
    if (!work || !piece || message.generation !== member.generation) return;
    if (message.type === 'event') piece.events.push(message.event);
    else if (message.type === 'failed') this.#end(work, new Error(message.message));
    else if (message.type === 'done') {
      member.piece = null;
      work.left--;
      work.done({ index: piece.index, events: piece.events });
      if (work.left === 0) this.#leave(work, work.resolve);
      this.#assign();
    }
  }

  /** A worker has died: another one takes up its piece. */
  #replace(member: Member, message: string): void {
    member.worker.terminate();
    this.#members = this.#members.filter((other) => other !== member);
    const { piece } = member;
    const [work] = this.#queue;
    if (!piece || !work) return;
    if (piece.attempts >= MOST_ATTEMPTS) this.#end(work, new Error(message));
    else work.waiting.unshift(piece);
    this.#assign();
  }

  /** Gives work up. */
  #end(work: Work, reason: unknown): void {
    if (!this.#queue.includes(work)) return;
    if (work === this.#queue[0]) {
      for (const member of this.#members) {
        if (!member.piece) continue;
        member.piece = null;
        member.generation++;
        this.#post(member, { type: 'cancel', generation: member.generation });
      }
    }
    this.#leave(work, () => work.reject(reason));
    this.#assign();
  }

  #leave(work: Work, settle: () => void): void {
    this.#queue = this.#queue.filter((other) => other !== work);
    settle();
  }
}

/** How many workers serve this machine: a core is left to the page. */
export const poolSize = (cores: number | undefined): number => Math.max(1, Math.min(16, (cores ?? 2) - 1));
