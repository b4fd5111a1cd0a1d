/** The study of an experiment as a program for a library that searches. */
import type { Experiment } from '../../../experiment/index.ts';
import { optunaProgram } from './optuna.ts';
import { rayProgram } from './ray.ts';

const STUDIES = { optuna: optunaProgram, ray: rayProgram } satisfies Record<
  string,
  (experiment: Experiment) => string
>;

export type StudyProgramId = keyof typeof STUDIES;

/** The libraries that studies are written for. */
export const studyPrograms = Object.keys(STUDIES) as readonly StudyProgramId[];

export const isStudyProgram = (target: string): target is StudyProgramId => Object.hasOwn(STUDIES, target);

/**
 * The text of the program.
 *
 * @throws RangeError with the reason where a study cannot be written.
 */
export const studyProgramOf = (experiment: Experiment, library: StudyProgramId): string =>
  STUDIES[library](experiment);
