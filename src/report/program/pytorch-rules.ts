/** The rules that torch.optim has, with our arguments under its names. */
import { optimizerTable } from '../../core/tables.ts';
import type { StageSpec } from '../../core/types.ts';
import { pythonNumber as n } from './python.ts';

export interface NativeRule {
  /** `torch.optim.Adam([theta], …)`. */
  readonly make: string;
  /** Which releases have it, or have it as it is now: a condition in Python. */
  readonly when?: string;
  readonly why?: string;
  /** `step` wants a function that returns the loss. */
  readonly closure?: true;
}

type Values = Readonly<Record<string, number>>;
const flag = (value: number): string => (value === 1 ? 'True' : 'False');
const betas = ({ beta1, beta2 }: Values): string => `betas=(${n(beta1)}, ${n(beta2)})`;
const decay = ({ weightDecay }: Values): string => `weight_decay=${n(weightDecay)}`;
const eps = (args: Values): string => `eps=${n(args.eps)}`;

const KEYWORDS: Readonly<Record<string, readonly [name: string, args: (args: Values) => readonly string[]]>> =
  {
    sgd: [
      'SGD',
      (a) => [
        `momentum=${n(a.momentum)}`,
        `dampening=${n(a.dampening)}`,
        decay(a),
        `nesterov=${flag(a.nesterov)}`,
      ],
    ],
    adagrad: [
      'Adagrad',
      (a) => [
        `lr_decay=${n(a.lrDecay)}`,
        decay(a),
        `initial_accumulator_value=${n(a.initialAccumulator)}`,
        eps(a),
      ],
    ],
    adadelta: ['Adadelta', (a) => [`rho=${n(a.rho)}`, eps(a), decay(a)]],
    rmsprop: [
      'RMSprop',
      (a) => [
        `alpha=${n(a.alpha)}`,
        eps(a),
        decay(a),
        `momentum=${n(a.momentum)}`,
        `centered=${flag(a.centered)}`,
      ],
    ],
    adam: ['Adam', (a) => [betas(a), eps(a), decay(a)]],
    amsgrad: ['Adam', (a) => [betas(a), eps(a), decay(a), 'amsgrad=True']],
    adamw: ['AdamW', (a) => [betas(a), eps(a), decay(a)]],
    adamax: ['Adamax', (a) => [betas(a), eps(a), decay(a)]],
    nadam: ['NAdam', (a) => [betas(a), eps(a), decay(a), `momentum_decay=${n(a.momentumDecay)}`]],
    radam: ['RAdam', (a) => [betas(a), eps(a), decay(a)]],
    rprop: [
      'Rprop',
      (a) => [`etas=(${n(a.etaMinus)}, ${n(a.etaPlus)})`, `step_sizes=(${n(a.stepMin)}, ${n(a.stepMax)})`],
    ],
    asgd: ['ASGD', (a) => [`lambd=${n(a.lambd)}`, `alpha=${n(a.alpha)}`, `t0=${n(a.t0)}`, decay(a)]],
    adafactor: [
      'Adafactor',
      (a) => [
        `beta2_decay=${n(a.beta2Decay)}`,
        `eps=(${a.eps1 === null ? 'None' : n(a.eps1)}, ${n(a.eps2)})`,
        `d=${n(a.d)}`,
        decay(a),
      ],
    ],
    lbfgs: [
      'LBFGS',
      (a) => ['max_iter=1', `history_size=${n(a.history)}`, 'tolerance_grad=0', 'tolerance_change=0'],
    ],
  };

/** The call that makes torch's optimizer of a rule with our arguments; null where its formula is needed. */
export function nativeRule({ id, args }: StageSpec): NativeRule | null {
  const known = KEYWORDS[id];
  const values = args as Values;
  // Of other conventions some have the same formula: only defaults differ, which the arguments say.
  const other = Object.hasOwn(optimizerTable.get(id).formulas ?? {}, String(args.as));
  if (!known || other || values.biasCorrection === 0) return null;
  if (id === 'lbfgs' && values.lineSearch === 1) return null;
  const [name, keywords] = known;
  const make = `torch.optim.${name}(${['[theta]', `lr=${n(values.lr)}`, ...keywords(values)].join(', ')})`;
  if (id === 'lbfgs') return { make, closure: true };
  if (id === 'nadam')
    return {
      make,
      when: 'int(torch.__version__.split(".")[0]) >= 2',
      why: 'PyTorch 1.x multiplied the product of momenta once too often',
    };
  if (id === 'adafactor')
    return { make, when: 'hasattr(torch.optim, "Adafactor")', why: 'PyTorch has it since 2.5' };
  return { make };
}
