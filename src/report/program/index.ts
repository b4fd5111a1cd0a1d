/** An experiment as a program that runs by itself in another library. */
import type { Experiment } from '../../experiment/index.ts';
import { kerasProgram } from './keras.ts';
import { kerasTraining } from './keras-network.ts';
import { optaxProgram } from './optax.ts';
import { optaxTraining } from './optax-network.ts';
import { pytorchProgram } from './pytorch.ts';
import { pytorchTraining } from './pytorch-network.ts';
import { tfjsProgram } from './tfjs.ts';
import { tfjsTraining } from './tfjs-network.ts';

interface ProgramKind {
  /** What the file is called. */
  readonly file: string;
  /** Of an experiment in the plane. */
  plane(experiment: Experiment): string;
  /** Of a training, which lies beside its weights and batches. */
  training(experiment: Experiment): string;
}

const PROGRAMS = {
  pytorch: {
    file: 'experiment.py',
    plane: (experiment: Experiment) => pytorchProgram(experiment),
    training: pytorchTraining,
  },
  keras: { file: 'experiment.py', plane: kerasProgram, training: kerasTraining },
  optax: { file: 'experiment.py', plane: optaxProgram, training: optaxTraining },
  tfjs: { file: 'experiment.mjs', plane: tfjsProgram, training: tfjsTraining },
} satisfies Record<string, ProgramKind>;

export type ProgramId = keyof typeof PROGRAMS;

/** The libraries that programs are written for. */
export const programs = Object.keys(PROGRAMS) as readonly ProgramId[];

export const isProgram = (target: string): target is ProgramId => Object.hasOwn(PROGRAMS, target);

/**
 * The text of the program.
 *
 * @throws RangeError where the library cannot have the experiment.
 */
export const programOf = (experiment: Experiment, library: ProgramId): string =>
  PROGRAMS[library].plane(experiment);

/** What the file of a program is called. */
export const programFile = (library: ProgramId): string => PROGRAMS[library].file;

/**
 * The program of a training, and what its file is called. It lies beside `weights.npy`, the first weights (float32), and
 * `batches.npy`, the positions of the images of every batch (int32; −1 where a batch is shorter).
 *
 * @throws RangeError with the reason where a run cannot be repeated.
 */
export const trainingOf = (
  experiment: Experiment,
  library: ProgramId,
): { readonly file: string; readonly text: string } => ({
  file: programFile(library),
  text: PROGRAMS[library].training(experiment),
});
