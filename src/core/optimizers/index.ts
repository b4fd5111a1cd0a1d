/** The table of optimizers, in the order menus show them. */
import { custom } from '../formula/optimizer.ts';
import type { Optimizer } from '../types.ts';
import { adabelief } from './adabelief.ts';
import { adadelta } from './adadelta.ts';
import { adafactor } from './adafactor.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamax } from './adamax.ts';
import { adamw } from './adamw.ts';
import { adan } from './adan.ts';
import { ademamix } from './ademamix.ts';
import { adopt } from './adopt.ts';
import { amsgrad } from './amsgrad.ts';
import { armijo } from './armijo.ts';
import { asgd } from './asgd.ts';
import { lamb } from './lamb.ts';
import { lars } from './lars.ts';
import { lbfgs } from './lbfgs.ts';
import { lion } from './lion.ts';
import { muon } from './muon.ts';
import { nadam } from './nadam.ts';
import { newton } from './newton.ts';
import { polyak } from './polyak.ts';
import { prodigy } from './prodigy.ts';
import { qhadam } from './qhadam.ts';
import { radam } from './radam.ts';
import { rmsprop } from './rmsprop.ts';
import { rprop } from './rprop.ts';
import { scheduleFreeAdamw } from './schedule-free-adamw.ts';
import { scheduleFreeSgd } from './schedule-free-sgd.ts';
import { sgd } from './sgd.ts';
import { sgdHypergradient } from './sgd-hypergradient.ts';
import { shampoo } from './shampoo.ts';
import { sophia } from './sophia.ts';
import { yogi } from './yogi.ts';

/** By id. Texts are typed by it (i18n/catalogue): a row without a name does not compile. */
const table = {
  // in torch.optim
  sgd,
  adagrad,
  adadelta,
  rmsprop,
  adam,
  amsgrad,
  adamw,
  adamax,
  nadam,
  radam,
  rprop,
  asgd,
  adafactor,
  // from papers
  adabelief,
  yogi,
  lion,
  adan,
  adopt,
  ademamix,
  qhadam,
  prodigy,
  'schedule-free-sgd': scheduleFreeSgd,
  'schedule-free-adamw': scheduleFreeAdamw,
  lamb,
  lars,
  muon,
  shampoo,
  sophia,
  'sgd-hypergradient': sgdHypergradient,
  polyak,
  armijo,
  newton,
  lbfgs,
  // typed by a person
  custom,
} satisfies Record<string, Optimizer>;

export type OptimizerId = keyof typeof table;

export const optimizers: readonly Optimizer[] = Object.values(table);
