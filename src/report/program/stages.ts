/** The gradient stages of a run by id, and what the narrow formats of numbers are. */
import type { Arguments } from '../../core/types.ts';
import type { ExperimentRun } from '../../experiment/index.ts';

/** The arguments of a stage of the run; null where it has none. */
export const stageOf = ({ stages }: ExperimentRun, id: string): Arguments | null =>
  stages.find((stage) => stage.id === id)?.args ?? null;

/** Of each format of `precision`: the digits of the significand, the exponent of the smallest normal number, the largest number. */
export const FORMATS: Readonly<Record<string, readonly number[]>> = {
  fp32: [24, -126, (2 - 2 ** -23) * 2 ** 127],
  fp16: [11, -14, 65504],
  bf16: [8, -126, (2 - 2 ** -7) * 2 ** 127],
};
