/** Work on an engine that may be lost: what was begun on it is done again on another one. */

export interface RecoveryOptions {
  /** Whether the graphics context has been lost. */
  lost(): boolean;
  /** Whether nothing is wanted any more. */
  aborted(): boolean;
  /** Frees what lies on the engine, as far as it is still there. */
  release(): void;
  /** Opens an engine in place of the one that was lost. */
  reopen(): Promise<void>;
  /** Prepares an engine that has not computed anything yet. */
  warmUp(): void;
}

/** Does some work; on a new engine again when the graphics context was lost in it. */
export type Guarded = <T>(work: () => T | Promise<T>) => Promise<T>;

export function createRecovery(options: RecoveryOptions): Guarded {
  let cold = true;
  return async (work) => {
    for (;;) {
      try {
        if (cold) {
          options.warmUp();
          cold = false;
        }
        return await work();
      } catch (error) {
        if (options.aborted() || !options.lost()) throw error;
        quietly(options.release);
        await options.reopen();
        cold = true;
      }
    }
  };
}

/** Frees what lies on an engine that may have gone already, with all that it held. */
export function quietly(release: () => void): void {
  try {
    release();
  } catch {
    // Nothing is left to be freed.
  }
}
