/** What runs are called in programs: their label, or their stage as a link writes it. */
import type { ExperimentRun } from '../../experiment/index.ts';
import { writeRun } from '../../experiment/run.ts';

export const nameOf = (run: ExperimentRun): string =>
  run.label ?? writeRun({ ...run, hidden: false, colour: null });
