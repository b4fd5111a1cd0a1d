/** The update rules that are compiled (`assembly/rules.ts`), with the settings of a run. */
import { wholePower } from '../../../core/elementary/index.ts';
import type { RunSpec, Step, Vector } from '../../../core/types.ts';
import type { FusedRule } from '../engine.ts';
import type { Kernels, Rule } from './binary.ts';

/** What follows the vectors that every rule has: addresses of its memory, 0 for what it does not use, and settings. */
type Settings = (step: Step, at: (memory: string) => number) => number[];

const adam =
  (maximum: boolean, decoupled: boolean): Settings =>
  ({ args, lr, t }, at) => {
    const { beta1, beta2, eps, weightDecay, biasCorrection } = args;
    const corrected = biasCorrection === 1;
    return [
      ...[at('m'), at('v'), maximum ? at('vmax') : 0],
      ...[lr, beta1, 1 - beta1, beta2, 1 - beta2],
      corrected ? 1 / (1 - wholePower(beta1, t)) : 1,
      corrected ? 1 / Math.sqrt(1 - wholePower(beta2, t)) : 1,
      ...[eps, decoupled ? 0 : weightDecay, decoupled ? 1 - lr * weightDecay : 1],
    ];
  };

/** By the id of the optimizer: the function, and what it is given. All follow PyTorch. */
const RULES: Readonly<Record<string, readonly [kernel: keyof Kernels, settings: Settings]>> = {
  sgd: [
    'sgd',
    ({ args, lr, t }, at) => {
      const { momentum, dampening, nesterov, weightDecay } = args;
      return [
        momentum === 0 ? 0 : at('m'),
        lr,
        momentum,
        1 - dampening,
        nesterov,
        weightDecay,
        Number(t === 1),
      ];
    },
  ],
  adagrad: [
    'adagrad',
    ({ args, lr, t }, at) => {
      const { lrDecay, eps, weightDecay } = args;
      return [at('G'), lr / (1 + (t - 1) * lrDecay), eps, weightDecay];
    },
  ],
  adadelta: [
    'adadelta',
    ({ args, lr }, at) => {
      const { rho, eps, weightDecay } = args;
      return [at('s'), at('u'), lr, rho, 1 - rho, eps, weightDecay];
    },
  ],
  rmsprop: [
    'rmsprop',
    ({ args, lr }, at) => {
      const { alpha, eps, momentum, centered, weightDecay } = args;
      const [mean, m] = [centered === 1 ? at('gbar') : 0, momentum > 0 ? at('m') : 0];
      return [at('v'), mean, m, lr, alpha, 1 - alpha, eps, momentum, weightDecay];
    },
  ],
  adam: ['adam', adam(false, false)],
  amsgrad: ['adam', adam(true, false)],
  adamw: ['adam', adam(false, true)],
};

/** The optimizers whose updates are compiled, under PyTorch's conventions. */
export const compiledRules: readonly string[] = Object.keys(RULES);

/** The compiled update of a run; null where the core's rule makes it. Vectors are addresses in the memory of the functions. */
export function fusedRule(kernels: Kernels, { optimizer: { id, args } }: RunSpec): FusedRule | null {
  const found = RULES[id];
  if (!found || (args.as ?? 'pytorch') !== 'pytorch') return null;
  const [name, settings] = found;
  const kernel = kernels[name] as Rule;
  const address = (vector: Vector): number => vector.byteOffset;
  let finite = true;
  return {
    step(step, moved) {
      const { theta, gradient, rate, memory } = step;
      const more = settings(step, (vector) => address(memory[vector]));
      finite =
        kernel(theta.length, address(theta), address(gradient), address(rate), address(moved), ...more) === 1;
    },
    get finite() {
      return finite;
    },
  };
}
