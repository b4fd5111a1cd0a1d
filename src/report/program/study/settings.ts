/** Runs whose settings a study chooses: programs in which the values of axes are read where numbers stood. */
import type { Experiment } from '../../../experiment/index.ts';
import { settingOfExperiment } from '../../../experiment/studies.ts';
import { type StudiedAxis, valueAt } from '../../../study/axis-values.ts';
import { axesOfRun, experimentOfTrial, type Settings } from '../../../study/settings.ts';
import { nameOf } from '../names.ts';
import { pythonNumber } from '../python.ts';
import { pytorchRuns } from '../pytorch.ts';

/** Rates without a study: six decades. */
const USUAL = { id: 'lr', from: 1e-5, to: 10, n: 31, scale: 'log', at: null } as const;

/** The experiment with a study: its own, or one over the learning rates. */
export const studied = (experiment: Experiment): Experiment =>
  experiment.axes.length > 0 ? experiment : { ...experiment, axes: [USUAL] };

/** Where along the axes a program is written to see what depends on them: nowhere in particular, several axes apart. */
const PLACES = [
  [0.3187, 0.4423, 0.5659, 0.6891, 0.2347, 0.7717],
  [0.7213, 0.6311, 0.3779, 0.2591, 0.8123, 0.4657],
] as const;

/** How the value of an axis is read in the program. */
const read = (axis: StudiedAxis): string => `AT["${axis.id}"]`;

const escaped = (text: string): string => text.replace(/[.+*?^${}()|[\]\\]/g, '\\$&');

/** The run with the values of its axes at one of the places. */
function probe(experiment: Experiment, run: number, axes: readonly StudiedAxis[], place: 0 | 1) {
  const at: Settings = Object.fromEntries(
    axes.map((axis, i) => {
      // A list of values says which are tried, not which there are.
      const [from, to] = axis.at ? [Math.min(...axis.at), Math.max(...axis.at)] : [axis.from, axis.to];
      return [axis.id, valueAt({ ...axis, from, to, at: null }, PLACES[place][i])];
    }),
  );
  const [varied] = experimentOfTrial({ ...experiment, axes: [] }, experiment.runs[run], at, 0).runs;
  // Its name is that of the run as the link has it.
  const named = { ...varied, label: nameOf(experiment.runs[run]) };
  return { at, runs: experiment.runs.map((other, i) => (i === run ? named : other)) };
}

/**
 * The runs as functions that read the values of their axes from `AT`. Each is written twice, with other values: where only these
 * numbers differ, they are replaced.
 *
 * @throws RangeError where more than a number depends on an axis: the text of the program would have to change with its value.
 */
export function studiedRuns(
  experiment: Experiment,
  loop: NonNullable<Parameters<typeof pytorchRuns>[1]>,
): readonly { readonly axes: readonly StudiedAxis[]; readonly text: string }[] {
  return experiment.runs.map((run, index) => {
    const axes = axesOfRun(experiment, run);
    for (const { id } of axes) {
      if (settingOfExperiment(experiment.surface, id))
        throw new RangeError(
          `axis=${id}: programs vary settings of the runs, not of the surface, start or seed.`,
        );
    }
    const written = ([0, 1] as const).map((place) => {
      const { at, runs } = probe(experiment, index, axes, place);
      return axes.reduce(
        (text, axis) => {
          const number = escaped(pythonNumber(at[axis.id]));
          return text.replace(new RegExp(`(?<![\\w.])${number}(?![\\w.])`, 'g'), read(axis));
        },
        pytorchRuns({ ...experiment, runs }, loop)[index],
      );
    });
    const missing = axes.find((axis) => !written[0].includes(read(axis)));
    if (written[0] !== written[1] || missing)
      throw new RangeError(
        `run ${index}: more than one number of its program depends on ${(missing ? [missing] : axes).map(({ id }) => id).join(', ')}; programs vary what they can read as it is, such as lr.`,
      );
    return { axes, text: written[0] };
  });
}
