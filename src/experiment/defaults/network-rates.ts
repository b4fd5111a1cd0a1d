/**
 * Rates for networks, of the rules that share none with the five default runs: the best of 1, 3 · 10ⁿ for the validation loss
 * after 150 steps of 784-32-10 on the drawn digits, or the rule's own where it is nearly as good.
 */
export const NETWORK_RATES: Readonly<Record<string, number>> = {
  rprop: 0.001,
  adadelta: 1,
  adafactor: 0.1,
  lion: 0.003,
  adan: 0.01,
  prodigy: 1,
  'schedule-free-sgd': 1,
  'schedule-free-adamw': 0.01,
  lamb: 0.01,
  lars: 3,
  muon: 0.02,
  shampoo: 0.1,
  sophia: 0.001,
  'sgd-hypergradient': 0.1,
  polyak: 1,
  lbfgs: 1,
};
