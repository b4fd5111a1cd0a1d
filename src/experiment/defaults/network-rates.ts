/**
 * Rates for networks, of the rules that share none with the five default runs: rates with which the validation loss of a small
 * network (784-32-10, drawn digits) falls well within 150 steps. Some are the rule's own default; the others were tried in
 * coarse steps, with one seed. They are good beginnings, not optima, and say nothing about which rule is best.
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
