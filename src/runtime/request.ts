/** What a slice has done for it, as the transport needs to know it: what to say to a worker, and when to lose patience with one. */
import type { Failure } from './failure.ts';
import type { FailureReason } from './job.ts';

export interface Request {
  /** The name of the job that does it. */
  readonly job: string;
  /** How long a worker may be silent at first, in milliseconds. */
  readonly patience: number;
  /** What a worker begins with, the first one or one that takes over; null where nothing is left to be done. */
  begin(): { readonly command: unknown; readonly transfer?: readonly ArrayBuffer[] } | null;
  /** Takes an event. `waited`: milliseconds since the one before. */
  receive(event: unknown, waited: number): Health;
  /** It could not be done. */
  failed(failure: Failure, reason: FailureReason): void;
  /** Whether it waits for something outside of its thread: then a worker that only says that it lives is not to blame. */
  readonly preparing: boolean;
  /** Whether all that was asked for is there: what is lost with a worker now is not missed. */
  readonly complete: boolean;
}

/** How much of a job this thread does itself before a worker gets it. */
export interface Here {
  /** Milliseconds of work before `begin` returns. */
  readonly atOnce?: number;
  /** Turns that it goes on for, between which the page lives. */
  readonly turns?: number;
}

/** The way from the page to where requests are done. */
export interface RequestChannel {
  /** Has something done, in place of whatever was asked before. */
  begin(request: Request, here?: Here): void;
  /** A further command for what was asked for. */
  send(command: unknown, transfer?: readonly ArrayBuffer[]): void;
  /** Nothing is expected for now. */
  idle(): void;
  /** Expects more of a request that stood still, within so many milliseconds: a worker may have ended meanwhile without a word. */
  expect(patience: number): void;
  dispose(): void;
}

/** What an event says of the worker that sent it. */
export interface Health {
  /** How long it may be silent from now on, in milliseconds; null: for ever. As before where it is not said. */
  readonly patience?: number | null;
  /** Whether it has got on: that this request ends workers is forgotten. */
  readonly progress?: boolean;
}
