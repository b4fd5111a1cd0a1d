/**
 * Work that is done on a thread of its own or on the page's: begun by a command, done in turns, heard of by events. A job is a
 * plain object, tested without a worker. What its commands and events are is known to the slice that it belongs to.
 */

/**
 * `more`: there is work to be done now. `waiting`: none before the next command, or before the job wakes its thread. `done`: none
 * any more.
 */
export type JobState = 'more' | 'waiting' | 'done';

export interface Job<Command> {
  /** How long it works before messages are let in, in milliseconds. */
  readonly turn: number;
  /** Takes the command that asked for the job. Cheap: a newer command may already be waiting. */
  start(command: Command): void;
  /** Works for about so many milliseconds. A promise where it waits for something that is no work of this thread. */
  advance(budget: number): JobState | Promise<JobState>;
  receive(command: Command): void;
  /** Ends it: nothing that it says is heard any more. `next`: another job of its kind takes its place. */
  dispose(next: boolean): void;
}

/** What a job needs of its thread. */
export interface JobHost<Event> {
  /** Says something. `transfer` changes hands where it is heard on another thread. */
  emit(event: Event, transfer?: readonly ArrayBuffer[]): void;
  /** Milliseconds. */
  now(): number;
  /** Resolves after the messages that wait have been received. */
  yieldToEventLoop(): Promise<void>;
  /** Has a job that waits advanced again. */
  wake(): void;
}

export type JobFactory = (host: JobHost<unknown>) => Job<unknown>;

/** The jobs of a thread, by name: at hand, or loaded when first wanted. */
export type Jobs = Readonly<
  Record<string, { readonly create: JobFactory } | { readonly load: () => Promise<JobFactory> }>
>;

/** Why a job could not be done, apart from what the job itself says of it. */
export type FailureReason =
  /** It threw an exception. */
  | 'error'
  /** Its code could not be loaded. */
  | 'not-loaded'
  /** It is done by workers only, and none can be had. */
  | 'no-worker'
  /** Workers stopped at it, one after the other. */
  | 'worker-stopped'
  /** What it waits for does not come. */
  | 'stalled';

/** Messages to a thread. Each carries the generation of the request it belongs to; an older one is dropped. */
export type ToThread =
  /** Do a job, in place of the one in progress. */
  | { readonly type: 'begin'; readonly generation: number; readonly job: string; readonly command: unknown }
  /** A further command for the job in progress. */
  | { readonly type: 'command'; readonly generation: number; readonly command: unknown }
  /** Say `pong`: a thread that lives does so between two turns of its work. */
  | { readonly type: 'ping'; readonly generation: number }
  /** End the job in progress. */
  | { readonly type: 'cancel'; readonly generation: number };

export type FromThread =
  /** The thread runs: the handshake. */
  | { readonly type: 'hello'; readonly generation: 0 }
  | { readonly type: 'pong'; readonly generation: number }
  | { readonly type: 'event'; readonly generation: number; readonly event: unknown }
  | { readonly type: 'done'; readonly generation: number }
  | {
      readonly type: 'failed';
      readonly generation: number;
      readonly reason: FailureReason;
      /** In English. */
      readonly message: string;
    };
