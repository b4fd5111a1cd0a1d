/** Notices that a worker is dead or stuck: it is asked whether it lives when it has been silent for too long. */

/** Time, injected. */
export interface Timers {
  now(): number;
  /** Calls back once; returns what takes that back. */
  later(milliseconds: number, callback: () => void): () => void;
}

/** A worker that lives answers at once, unless its machine is only just waking up. */
const ANSWER_MS = 2000;
/** One that stood idle has this long to answer when it is wanted again. */
const WAKE_MS = 8000;
/** A worker that answers, and for so long has had nothing to say of what it prepares, waits for the network. */
export const STALLED_MS = 19_000;
/** Silences in which a worker lived without getting on: then it has lost what it was asked. */
const MOST_SILENCES = 3;

export interface WatchdogOptions {
  readonly timers: Timers;
  /** Asks the worker whether it lives; false where it has not even said hello. */
  ping(): boolean;
  /** Whether it waits for something that is not its fault. */
  preparing(): boolean;
  /** It is dead, or has lost what it was asked. */
  dead(): void;
  /** It lives, and what it waits for does not come. */
  stalled(): void;
}

export class Watchdog {
  readonly #options: WatchdogOptions;
  #stop: (() => void) | null = null;
  #patience = 0;
  #silences = 0;
  #heardAt = 0;

  constructor(options: WatchdogOptions) {
    this.#options = options;
  }

  /** Whether a worker is being watched. */
  get watching(): boolean {
    return this.#stop !== null;
  }

  /** Something begins, or goes on after it stood still. */
  reset(): void {
    this.#silences = 0;
    this.#heardAt = this.#options.timers.now();
  }

  /** The worker has said something. Returns how long it had been silent, in milliseconds. */
  heard(): number {
    const before = this.#heardAt;
    this.reset();
    return this.#heardAt - before;
  }

  /** It may be silent for so long; null: for ever. */
  expect(milliseconds: number | null): void {
    this.#stop?.();
    this.#patience = milliseconds ?? 0;
    const { timers, ping, dead } = this.#options;
    this.#stop =
      milliseconds === null
        ? null
        : timers.later(milliseconds, () => {
            if (ping()) this.#await(ANSWER_MS);
            else dead();
          });
  }

  /** It stood idle and is wanted again: it is asked at once whether it still lives, then it may be silent for so long. */
  wake(milliseconds: number): void {
    this.#options.ping();
    this.#await(WAKE_MS);
    this.#patience = milliseconds;
  }

  /** It lives, though it has had nothing to say. */
  answered(): void {
    if (!this.#stop) return;
    const { timers, preparing, stalled, dead } = this.#options;
    const silent = timers.now() - this.#heardAt;
    if (preparing()) {
      if (silent >= STALLED_MS) stalled();
      else this.expect(Math.min(this.#patience, Math.max(0, STALLED_MS - silent)));
    } else if (++this.#silences > MOST_SILENCES) {
      dead();
    } else {
      this.expect(this.#patience);
    }
  }

  #await(milliseconds: number): void {
    this.#stop?.();
    this.#stop = this.#options.timers.later(milliseconds, this.#options.dead);
  }
}
