/** A cooperative scheduler: one thread, and tasks that each know when they are due. */

/** Work of one kind. */
export interface Task {
  readonly name: string;
  /** Whether there is some to be done now. Changes nothing. */
  due(): boolean;
  /** Does some, for about so many milliseconds. */
  run(budget: number): void | Promise<void>;
}

/** Runs the first task that is due, in the order given. Whether there was one. */
export async function runDue(tasks: readonly Task[], budget: number): Promise<boolean> {
  const task = tasks.find((each) => each.due());
  await task?.run(budget);
  return task !== undefined;
}

/** When something is due again that is done now and then, and the more rarely the longer it takes. */
export class Cadence {
  readonly #now: () => number;
  readonly #least: number;
  readonly #times: number;
  #at: number;
  #took = 0;

  /** @param least the time between two, in milliseconds, or so many times what one takes @param now milliseconds */
  constructor(least: number, times: number, now: () => number) {
    this.#least = least;
    this.#times = times;
    this.#now = now;
    this.#at = now();
  }

  /** How long the latest took, in milliseconds. */
  get took(): number {
    return this.#took;
  }

  /** @param others a longer time that others ask for, in milliseconds */
  due(others = 0): boolean {
    return this.#now() - this.#at >= Math.max(this.#least, this.#times * this.#took, others);
  }

  /** It begins anew: the next is due after the whole time. */
  restart(): void {
    this.#at = this.#now();
  }

  /** Does it, and learns how long it takes. */
  async measure<T>(work: () => T | Promise<T>): Promise<T> {
    const begun = this.#now();
    const result = await work();
    this.#at = this.#now();
    this.#took = this.#at - begun;
    return result;
  }
}
