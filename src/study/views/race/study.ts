/** The race of a link, and the one that a page offers. Pure. */

import { defaults } from '../../../core/tables.ts';
import type { Row, StageSpec } from '../../../core/types.ts';
import { startOf } from '../../../experiment/defaults/index.ts';
import type { Experiment } from '../../../experiment/index.ts';
import { RACE_SURFACES, studyRow } from '../../../experiment/studies.ts';
import { tunedAxes } from '../../race/problems.ts';

/**
 * The race of an experiment as it is computed. What decides nothing of it is always the same, so that it is not computed again: the
 * start, and the surface where it takes no part in it or has no arguments of its own.
 */
export function raceOfLink(experiment: Experiment): Experiment {
  const { surface } = experiment;
  const takesPart = RACE_SURFACES.includes(surface.id);
  const own: StageSpec = takesPart ? surface : { id: 'booth', args: {} };
  return {
    ...experiment,
    ...{ axes: tunedAxes(experiment), window: null, formula: null },
    surface: Object.keys(own.args).length > 0 ? own : { id: 'booth', args: {} },
    start: startOf('booth', 2),
  };
}

/** The race that is offered: all usual. */
export const usualRace = (): StageSpec => ({ id: 'race', args: defaults(studyRow('race') as Row) });
