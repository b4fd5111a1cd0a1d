/** A function that picks hints by key: `hints('lr', 'eps')`. A key that has no hint is a type error. */
export const hintsOf =
  <Key extends string>(words: Readonly<Record<Key, string>>) =>
  <Picked extends Key>(...keys: readonly Picked[]): Readonly<Record<Picked, string>> =>
    Object.fromEntries(keys.map((key) => [key, words[key]])) as Record<Picked, string>;
