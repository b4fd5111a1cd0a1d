/** An experiment as a program that runs by itself in another library. */
import type { Experiment } from '../../experiment/index.ts';
import { pytorchProgram } from './pytorch.ts';

const PROGRAMS = { pytorch: pytorchProgram } satisfies Record<string, (experiment: Experiment) => string>;

export type ProgramId = keyof typeof PROGRAMS;

/** The libraries that programs are written for. */
export const programs = Object.keys(PROGRAMS) as readonly ProgramId[];

/**
 * The text of the program.
 *
 * @throws RangeError where the library cannot have the experiment.
 */
export const programOf = (experiment: Experiment, library: ProgramId): string =>
  PROGRAMS[library](experiment);
