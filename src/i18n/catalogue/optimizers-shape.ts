/** Which optimizers have strings, and how rows share the hints of their hyper-parameters. */

/** The ids of the table of optimizers. */
export type OptimizerId =
  | 'sgd'
  | 'adagrad'
  | 'adadelta'
  | 'rmsprop'
  | 'adam'
  | 'amsgrad'
  | 'adamw'
  | 'adamax'
  | 'nadam'
  | 'radam'
  | 'rprop'
  | 'asgd'
  | 'adafactor'
  | 'adabelief'
  | 'yogi'
  | 'lion'
  | 'lamb'
  | 'lars'
  | 'adan'
  | 'adopt'
  | 'ademamix'
  | 'qhadam'
  | 'prodigy'
  | 'schedule-free-sgd'
  | 'schedule-free-adamw'
  | 'sgd-hypergradient'
  | 'polyak'
  | 'armijo'
  | 'newton'
  | 'lbfgs'
  | 'sophia'
  | 'muon'
  | 'shampoo'
  | 'custom';

/** A function that picks hints by key: `hints('lr', 'eps')`. A key that has no hint is a type error. */
export const hintsOf =
  <Key extends string>(words: Readonly<Record<Key, string>>) =>
  <Picked extends Key>(...keys: readonly Picked[]): Readonly<Record<Picked, string>> =>
    Object.fromEntries(keys.map((key) => [key, words[key]])) as Record<Picked, string>;
