/** An experiment on a surface as one figure: its landscape with the paths, its losses, and the names of the runs. */
import { createObjective } from '../../core/objective.ts';
import { createRun } from '../../core/run.ts';
import { surfaceTable } from '../../core/tables.ts';
import { dimensionsOf, type Experiment, formatExperiment, isNetwork } from '../../experiment/index.ts';
import { nameOf } from '../program/names.ts';
import { curves, figure, landscape, legend, type Series, THEMES, type Theme } from './figure.ts';

/** So many points of a path are drawn; longer runs skip steps evenly. */
const MOST_POINTS = 2000;

/** The runs that are shown, each with its steps. */
function seriesOf(experiment: Experiment, { lines }: Theme): readonly Series[] {
  const { surface, formula, rules, start, runs, steps, seed } = experiment;
  const every = Math.ceil(steps / MOST_POINTS);
  return runs.flatMap((spec, index) => {
    if (spec.hidden) return [];
    const run = createRun(spec, createObjective(surface, formula, seed), start, seed, rules);
    const points: (readonly [number, number])[] = [];
    const losses: number[] = [];
    const taken: number[] = [];
    for (;;) {
      if (run.step % every === 0 || run.step === steps) {
        taken.push(run.step);
        points.push([run.theta[0], run.theta[1]]);
        losses.push(run.loss);
      }
      if (run.diverged || run.step >= steps) break;
      run.advance();
    }
    const colour = lines[((spec.colour ?? index + 1) - 1) % lines.length];
    return [{ label: nameOf(spec), colour, points, losses, steps: taken }];
  });
}

/**
 * The figure as SVG. \`theme=dark\` of the link makes it dark, its \`window\` is what the landscape shows.
 *
 * @throws RangeError for networks, which have no landscape of two coordinates.
 */
export function figureOf(experiment: Experiment): string {
  if (isNetwork(experiment))
    throw new RangeError('A figure is made of experiments on surfaces, not of mnist.');
  const { surface, formula, seed, window: shown, title, lang } = experiment;
  const theme = THEMES[experiment.theme === 'dark' ? 'dark' : 'light'];
  const series = seriesOf(experiment, theme);
  const objective = createObjective(surface, formula, seed);
  const { domain } = surfaceTable.get(surface.id);
  const window = shown ?? ([...domain.x, ...domain.y] as const);
  const flat = dimensionsOf(experiment) === 1;
  const theta = new Float64Array(2);
  const loss = (x: number, y: number): number => {
    theta[0] = x;
    theta[1] = y;
    return objective.loss(theta);
  };
  const chinese = lang === 'zh';
  const names = { step: chinese ? '步' : 'step', loss: chinese ? '损失' : 'loss' };
  const plot = { left: flat ? 70 : 550, top: 20, width: 400, height: 400 };
  const width = plot.left + plot.width + 20;
  const height = 500 + 18 * series.length;
  const panels = [
    ...(flat
      ? []
      : [landscape(loss, window, series, { left: 70, top: 20, width: 400, height: 400 }, theme, 'plane')]),
    curves(series, plot, theme, names, 'losses'),
    legend(series, 70, 490, theme),
  ];
  return figure(width, height, theme, title ?? `?${formatExperiment(experiment)}`, panels);
}
