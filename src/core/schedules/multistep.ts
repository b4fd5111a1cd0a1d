import type { Schedule } from '../types.ts';
import { gamma } from './parameters.ts';

/**
 * Multiplies the rate by γ after each of the given numbers of updates. As
 * torch.optim.lr_scheduler.MultiStepLR.
 *
 * The numbers may come in any order; one that is listed twice counts twice, as in PyTorch.
 */
export const multistep: Schedule = {
  id: 'multistep',
  parameters: [{ key: 'at', kind: 'list', default: [200, 400], min: 1, symbol: 'T' }, gamma(0.1)],
  rate(args, t, lr) {
    const gamma = args.gamma as number;
    let rate = lr;
    for (const milestone of args.at as readonly number[]) if (milestone < t) rate *= gamma;
    return rate;
  },
  tex: '\\eta_t = \\eta\\,\\gamma^{\\,|\\{i:\\,T_i \\le t-1\\}|}',
  source: 'torch.optim.lr_scheduler.MultiStepLR',
};
