/** A value that changes sixty times a second and that React must not see: views subscribe and draw. */
export interface Signal<T> {
  readonly value: T;
  set(value: T): void;
  subscribe(listener: () => void): () => void;
}

export function createSignal<T>(initial: T): Signal<T> {
  const listeners = new Set<() => void>();
  let value = initial;
  return {
    get value() {
      return value;
    },
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A value that can only be watched. */
export type Readable<T> = Pick<Signal<T>, 'value' | 'subscribe'>;

/** A part of a zustand store as a readable value; listeners hear only changes of that part. */
export function partOf<S, T>(
  store: { getState(): S; subscribe(listener: (state: S, before: S) => void): () => void },
  select: (state: S) => T,
): Readable<T> {
  return {
    get value() {
      return select(store.getState());
    },
    subscribe: (listener) =>
      store.subscribe((state, before) => {
        if (!Object.is(select(state), select(before))) listener();
      }),
  };
}
