/** How menus group what there is to choose. A row without a group is a type error. */
import { mnist } from '../core/network.ts';
import { type OptimizerId, optimizers } from '../core/optimizers/index.ts';
import { type ScheduleId, schedules } from '../core/schedules/index.ts';
import { type SurfaceId as FunctionId, surfaces } from '../core/surfaces/index.ts';
import { optimizerTable } from '../core/tables.ts';
import { ruleNamed } from '../experiment/index.ts';
import type { Strings } from '../i18n/index.ts';

type SurfaceId = FunctionId | 'mnist';

/** An entry of the menu of rules: an optimizer, or gradient descent with one of the two momentums. */
export type RuleId = OptimizerId | 'momentum' | 'nesterov';

type Groups = Strings['groups'];
export type OptimizerGroup = keyof Groups['optimizers'];
export type SurfaceGroup = keyof Groups['surfaces'];
export type ScheduleGroup = keyof Groups['schedules'];

const OPTIMIZERS: Readonly<Record<OptimizerId, OptimizerGroup>> = {
  sgd: 'classic',
  asgd: 'classic',
  adafactor: 'adaptive',
  rprop: 'classic',
  adagrad: 'adaptive',
  adadelta: 'adaptive',
  rmsprop: 'adaptive',
  adam: 'adaptive',
  amsgrad: 'adaptive',
  adamw: 'adaptive',
  adamax: 'adaptive',
  nadam: 'adaptive',
  radam: 'adaptive',
  adabelief: 'recent',
  yogi: 'recent',
  lion: 'recent',
  adan: 'recent',
  adopt: 'recent',
  ademamix: 'recent',
  qhadam: 'recent',
  muon: 'recent',
  lamb: 'large',
  lars: 'large',
  prodigy: 'rateFree',
  'schedule-free-sgd': 'rateFree',
  'schedule-free-adamw': 'rateFree',
  'sgd-hypergradient': 'rateFree',
  polyak: 'rateFree',
  armijo: 'rateFree',
  newton: 'second',
  lbfgs: 'second',
  sophia: 'second',
  shampoo: 'second',
  custom: 'own',
};

const SURFACES: Readonly<Record<SurfaceId, SurfaceGroup>> = {
  rosenbrock: 'valleys',
  beale: 'valleys',
  booth: 'valleys',
  matyas: 'valleys',
  mccormick: 'valleys',
  'goldstein-price': 'valleys',
  quadratic: 'valleys',
  valley: 'valleys',
  factorisation: 'valleys',
  himmelblau: 'minima',
  'three-hump-camel': 'minima',
  'six-hump-camel': 'minima',
  'styblinski-tang': 'minima',
  ackley: 'minima',
  rastrigin: 'minima',
  griewank: 'minima',
  levy: 'minima',
  easom: 'minima',
  saddle: 'saddles',
  'monkey-saddle': 'saddles',
  regression: 'data',
  sparse: 'data',
  reddi: 'data',
  mnist: 'networks',
  custom: 'own',
};

const SCHEDULES: Readonly<Record<ScheduleId, ScheduleGroup>> = {
  step: 'steps',
  multistep: 'steps',
  exponential: 'smooth',
  linear: 'smooth',
  polynomial: 'smooth',
  cosine: 'smooth',
  'inverse-time': 'smooth',
  'inverse-sqrt': 'smooth',
  'cosine-restarts': 'cycles',
  cyclic: 'cycles',
  'one-cycle': 'cycles',
  warmup: 'warmup',
  'warmup-stable-decay': 'warmup',
  plateau: 'driven',
  gradient: 'driven',
};

/** One group of a menu: its key in the words, and the ids in it. */
export interface MenuGroup<Id extends string, Group extends string> {
  readonly group: Group;
  readonly ids: readonly Id[];
}

/** `ids` in their groups, groups in the order of the words, ids in the order given. */
function grouped<Id extends string, Group extends string>(
  order: readonly Group[],
  ids: readonly Id[],
  groupOf: (id: Id) => Group,
): readonly MenuGroup<Id, Group>[] {
  return order
    .map((group) => ({ group, ids: ids.filter((id) => groupOf(id) === group) }))
    .filter(({ ids }) => ids.length > 0);
}

/** What is offered as a run's rule: the rows, with the two momentums beside plain gradient descent. */
const ruleIds: readonly RuleId[] = optimizers.flatMap(({ id }) =>
  id === 'sgd' ? (['sgd', 'momentum', 'nesterov'] as const) : [id as OptimizerId],
);

/** @param network Without the rules that look at the function itself, which a network is not. */
export function ruleMenu(words: Groups, network: boolean): readonly MenuGroup<RuleId, OptimizerGroup>[] {
  const ids = ruleIds.filter((id) => !network || optimizerTable.get(ruleNamed(id).id).needs !== 'objective');
  return grouped(keys(words.optimizers), ids, (id) => OPTIMIZERS[ruleNamed(id).id as OptimizerId]);
}

export const surfaceMenu = (words: Groups): readonly MenuGroup<SurfaceId, SurfaceGroup>[] =>
  grouped(
    keys(words.surfaces),
    [...surfaces, mnist].map(({ id }) => id as SurfaceId),
    (id) => SURFACES[id],
  );

export const scheduleMenu = (
  words: Groups,
  without: readonly string[],
): readonly MenuGroup<ScheduleId, ScheduleGroup>[] =>
  grouped(
    keys(words.schedules),
    schedules.map(({ id }) => id as ScheduleId).filter((id) => !without.includes(id)),
    (id) => SCHEDULES[id],
  );

const keys = <T extends object>(words: T): readonly (keyof T & string)[] =>
  Object.keys(words) as (keyof T & string)[];
