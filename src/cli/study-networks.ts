import type { Experiment } from '../experiment/types.ts';
import type { Computing } from './study-processes.ts';
export const openNetworks = async (_e: Experiment, _d: string | null): Promise<Computing> => {
  throw new Error('x');
};
