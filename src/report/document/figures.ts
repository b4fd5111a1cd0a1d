/** The figures of a report: the landscape with the paths, losses, accuracies, effective rates. */
import { createObjective } from '../../core/objective.ts';
import { surfaceTable } from '../../core/tables.ts';
import { dimensionsOf, type Experiment, isNetwork } from '../../experiment/index.ts';
import { curves, figure, landscape, legend, type Series, THEMES } from '../figure/figure.ts';
import type { Curve, Measured } from './measured.ts';
import type { Block } from './tree.ts';

type Figure = Block & { readonly kind: 'figure' };

/** The words on figures and below them. */
export interface FigureWords {
  readonly step: string;
  readonly loss: string;
  readonly accuracy: string;
  /** Of which coordinate or layer, from 1. */
  rateOf(place: number): string;
  readonly captions: {
    readonly landscape: string;
    readonly losses: string;
    readonly accuracies: string;
    readonly rates: string;
  };
}

const PANEL = { top: 20, width: 400, height: 300 };
/** On paper: white. */
const theme = { ...THEMES.light, ground: '#ffffff' };

/** Panels, two beside each other, above the names of the runs. */
function figureOf(
  name: string,
  caption: string,
  series: readonly Series[],
  panels: readonly ((frame: typeof PANEL & { left: number }, id: string) => string)[],
  height = PANEL.height,
): Figure {
  const place = (i: number): typeof PANEL & { left: number } => ({
    ...PANEL,
    height,
    left: 80 + (i % 2) * 490,
    top: PANEL.top + (i >> 1) * (height + 60),
  });
  const below = place(panels.length - 1).top + height + 70;
  const drawn = panels.map((panel, i) => panel(place(i), `${name}-${i}`));
  return {
    kind: 'figure',
    name,
    caption,
    svg: figure(Math.min(2, panels.length) * 490 + 10, below + 18 * series.length - 6, theme, caption, [
      ...drawn,
      legend(series, 80, below, theme),
    ]),
  };
}

/** What draws the figures of the runs with the first seed, one after another; hidden runs are left out. */
export function drawersOf(
  experiment: Experiment,
  { courses }: Measured,
  names: readonly string[],
  words: FigureWords,
): readonly (() => Figure)[] {
  const { runs, surface, formula, seed, window: shown } = experiment;
  const seriesBy = (values: (curve: Curve) => readonly number[]): readonly Series[] =>
    runs.flatMap((run, i) => {
      if (run.hidden) return [];
      const { curve } = courses[i][0];
      const colour = theme.lines[((run.colour ?? i + 1) - 1) % theme.lines.length];
      return [{ label: names[i], colour, points: curve.points, steps: curve.steps, losses: values(curve) }];
    });
  const losses = seriesBy((curve) => curve.losses);
  if (losses.length === 0) return [];
  const { step, captions } = words;
  const figures: (() => Figure)[] = [];
  if (!isNetwork(experiment) && dimensionsOf(experiment) === 2) {
    const objective = createObjective(surface, formula, seed);
    const { domain } = surfaceTable.get(surface.id);
    const theta = new Float64Array(2);
    const loss = (x: number, y: number): number => {
      theta[0] = x;
      theta[1] = y;
      return objective.loss(theta);
    };
    const window = shown ?? ([...domain.x, ...domain.y] as const);
    figures.push(() =>
      figureOf(
        'landscape',
        captions.landscape,
        losses,
        [(frame, id) => landscape(loss, window, losses, frame, theme, id)],
        400,
      ),
    );
  }
  figures.push(() =>
    figureOf('losses', captions.losses, losses, [
      (frame, id) => curves(losses, frame, theme, { step, loss: words.loss }, id),
    ]),
  );
  if (isNetwork(experiment)) {
    const read = seriesBy((curve) => curve.accuracies);
    figures.push(() =>
      figureOf('accuracies', captions.accuracies, read, [
        (frame, id) => curves(read, frame, theme, { step, loss: words.accuracy }, id, { linear: true }),
      ]),
    );
  }
  const places = Math.max(...courses.map(([{ curve }]) => curve.rates.at(-1)?.length ?? 0));
  const rates = Array.from({ length: places }, (_, place) =>
    seriesBy((curve) => curve.rates.map((of) => of[place] ?? Number.NaN)),
  );
  const panels = rates.map(
    (series, place) => (frame: typeof PANEL & { left: number }, id: string) =>
      curves(series, frame, theme, { step, loss: words.rateOf(place + 1) }, id, { whole: true }),
  );
  return [...figures, () => figureOf('rates', captions.rates, losses, panels)];
}
