import { describe, expect, it } from 'vitest';
import { stabilityLimit } from '../../../core/stability-limit.ts';
import { type Experiment, formatExperiment, parseExperiment } from '../../../experiment/index.ts';
import { trace } from '../../../surface/trace.ts';
import { createRunTrials, type RunTrials } from '../../controller/record.ts';
import { writeOutcome } from '../../outcomes.ts';
import { compute, study, trialsByNumber, trialsOf } from '../../study.ts';
import { cellsOf, type MapCells, statisticsOf } from './cells.ts';
import { chooseBasins, chooseSettings, isBasins, isMap } from './choice.ts';
import { valuesOf } from './draw.ts';
import { LIMIT_SAMPLES, limitOf } from './limit.ts';
import { scaleOf } from './scale.ts';

const open = (link: string): Experiment => {
  const { experiment, problems } = parseExperiment(link);
  expect(problems).toEqual([]);
  return experiment;
};

/** Computes the trials of a run that are wanted. */
function made(
  experiment: Experiment,
  run: number,
  wanted: (place: number) => boolean = () => true,
): RunTrials {
  const trials = createRunTrials(experiment, run, []);
  const numbered = trialsByNumber(experiment, run);
  const places = Array.from({ length: trialsOf(experiment)[run] }, (_, place) => place).filter(wanted);
  const outcomes = compute(
    experiment,
    places.map((place) => numbered?.job(place) as never),
  );
  for (const [i, place] of places.entries()) writeOutcome(trials.outcomes, place, outcomes[i]);
  trials.taken += places.length;
  return trials;
}

const cellsIn = (experiment: Experiment, trials: RunTrials): MapCells => cellsOf(experiment, trials);

describe('a map', () => {
  it('has in each cell what trace makes of its values, to the last bit', () => {
    const links = [
      'surface=himmelblau&run=adam,lr:0.1&run=sgd,lr:0.02&steps=60&axis=start.y,from:-5,to:5,n:5&axis=start.x,from:-5,to:5,n:7',
      'surface=quadratic&run=sgd&run=adam&steps=40&axis=lr,from:0.001,to:10,n:6&axis=surface.condition,from:1,to:100,n:5',
    ];
    for (const link of links) {
      const experiment = open(link);
      for (const run of experiment.runs.keys()) {
        const cells = cellsIn(experiment, made(experiment, run));
        const { across, up } = cells.grid;
        for (let cell = 0; cell < cells.shown.length; cell++) {
          const [a, b] = valuesOf(cells.grid, cell);
          const at: Record<string, number> = { [across.axis.id]: a, [up.axis.id]: b };
          const [x, y] = [at['start.x'] ?? experiment.start[0], at['start.y'] ?? experiment.start[1]];
          const one = parseExperiment(formatExperiment({ ...experiment, study: null, axes: [] })).experiment;
          const condition = at['surface.condition'];
          const { optimizer } = one.runs[run];
          const args = { ...optimizer.args, lr: at.lr ?? optimizer.args.lr };
          const varied: Experiment = {
            ...one,
            start: [x, y],
            surface: condition ? { ...one.surface, args: { ...one.surface.args, condition } } : one.surface,
            runs: [{ ...one.runs[run], optimizer: { ...optimizer, args } }],
          };
          const frames = [...trace(varied)];
          const last = frames[frames.length - 1];
          const first = frames[0].loss as number;
          const status = last.status === 'diverged' ? 2 : (last.loss as number) > first ? 3 : 1;
          expect(cells.status[cell]).toBe(status);
          expect(cells.value[cell]).toBe(status === 1 ? last.loss : first);
        }
      }
    }
  });

  it('puts x across and y up, whichever axis comes first', () => {
    for (const axes of [
      'axis=start.x,from:0,to:1,n:3&axis=start.y,from:5,to:6,n:2',
      'axis=start.y,from:5,to:6,n:2&axis=start.x,from:0,to:1,n:3',
    ]) {
      const experiment = open(`surface=booth&run=sgd&steps=1&${axes}`);
      const { columns, rows, grid } = cellsIn(experiment, made(experiment, 0));
      expect([columns, rows]).toEqual([3, 2]);
      expect([valuesOf(grid, 1), valuesOf(grid, 3)]).toEqual([
        [0.5, 5],
        [0, 6],
      ]);
    }
  });

  it('shows the nearest trial of a coarser map where it has none yet, and counts only its own', () => {
    const experiment = open(
      'surface=himmelblau&run=sgd,lr:0.01&steps=20&axis=start.x,from:-5,to:5,n:64&axis=start.y,from:-5,to:5,n:64',
    );
    const trials = made(experiment, 0, (place) => place % 4 === 0 && (place >> 6) % 4 === 0);
    const cells = cellsIn(experiment, trials);
    expect([...cells.shown].every((from) => from >= 0)).toBe(true);
    for (let cell = 0; cell < cells.shown.length; cell++) {
      const from = cells.shown[cell];
      expect(Math.abs((from % 64) - (cell % 64))).toBeLessThanOrEqual(3);
      expect(Math.abs((from >> 6) - (cell >> 6))).toBeLessThanOrEqual(3);
      expect(cells.value[cell]).toBe(cells.value[from]);
    }
    expect(statisticsOf(cells, 4).known).toBe(256);
  });

  it('says of minima, divergence and the best what the records of the study say', () => {
    const experiment = open(
      'surface=himmelblau&run=sgd,lr:0.02&steps=80&axis=start.x,from:-6,to:6,n:20&axis=start.y,from:-6,to:6,n:20',
    );
    const cells = cellsIn(experiment, made(experiment, 0));
    const found = statisticsOf(cells, 4);
    const records = [...study(experiment)];
    const trials = records.flatMap((record) => ('trial' in record ? [record] : []));
    expect(found.minima.map(({ count }) => count)).toEqual(
      [0, 1, 2, 3].map((minimum) => trials.filter((trial) => trial.minimum === minimum).length),
    );
    expect(found.diverged).toBe(trials.filter(({ status }) => status === 'diverged').length);
    expect(found.diverged).toBeGreaterThan(0);
    const steps = trials
      .map(({ reached, status }) =>
        status === 'diverged' ? Number.POSITIVE_INFINITY : (reached ?? Number.POSITIVE_INFINITY),
      )
      .sort((a, b) => a - b);
    const median = steps[Math.floor((steps.length - 1) / 2)];
    expect(found.median).toBe(Number.isFinite(median) ? median : Number.NaN);
    const summary = records.find((record) => 'summary' in record);
    const best = summary && 'summary' in summary ? summary.summary.best : null;
    expect(valuesOf(cells.grid, cells.best)).toEqual([best?.at['start.x'], best?.at['start.y']]);
  });
});

describe('an axis of a map', () => {
  const axisOf = (text: string) => {
    const [axis] = open(`run=sgd,momentum:0.5&axis=${text}`).axes;
    return scaleOf({ ...axis, index: 0, integer: false });
  };

  it('puts values in the middle of their cells, and finds them again', () => {
    for (const text of ['lr,from:1e-4,to:1,n:9', 'momentum,from:0,to:0.9,n:7', 'lr,at:0.5/0.1/0.2']) {
      const scale = axisOf(text);
      for (const [i, value] of scale.values.entries()) {
        expect(scale.at(value)).toBeCloseTo(i + 0.5, 9);
        expect(scale.valueAt(i + 0.5)).toBe(value);
      }
    }
  });

  it('of a list is in ascending order', () => {
    expect(axisOf('lr,at:0.5/0.1/0.2').values).toEqual([0.1, 0.2, 0.5]);
    expect(axisOf('lr,at:0.5/0.1/0.2').places).toEqual([1, 2, 0]);
  });
});

describe('the limit of stability', () => {
  const link =
    'surface=quadratic,condition:20,angle:30&run=sgd&steps=3000&axis=lr,from:1e-3,to:1,n:40&axis=momentum,from:0,to:0.9,n:10';

  it('of gradient descent lies where rate × curvature is what theory allows', () => {
    const experiment = open(link);
    const { grid } = cellsIn(experiment, made(experiment, 0));
    const line = limitOf(experiment, 0, grid);
    const points = (line?.coordinates.flat(2) ?? []).filter(
      ([x, y]) => Math.min(x, y) > 0.5 && Math.max(x, y) < LIMIT_SAMPLES - 0.5,
    );
    expect(points.length).toBeGreaterThan(20);
    for (const [x, y] of points) {
      const share = (at: number): number => (at - 0.5) / (LIMIT_SAMPLES - 1);
      const lr = grid.across.valueAt(share(x) * 40);
      const momentum = grid.up.valueAt((1 - share(y)) * 10);
      const { optimizer } = experiment.runs[0];
      const limit = stabilityLimit({ ...optimizer, args: { ...optimizer.args, momentum } }) as number;
      expect((lr * 20) / limit).toBeCloseTo(1, 2);
    }
  });

  it('parts trials that come down from those that do not', () => {
    const experiment = open(link);
    const cells = cellsIn(experiment, made(experiment, 0));
    for (let cell = 0; cell < cells.shown.length; cell++) {
      const [lr, momentum] = valuesOf(cells.grid, cell);
      const share = (lr * 20) / (2 + 2 * momentum);
      // Beside it neither side has shown itself after so many steps.
      if (Math.abs(share - 1) < 0.02) continue;
      expect(cells.status[cell] === 1).toBe(share < 1);
    }
  });

  it('is not drawn for rules whose rates depend on the way, nor under a schedule', () => {
    for (const run of ['adam', 'rmsprop', 'sgd~cosine', 'sgd~clip,norm:1']) {
      const experiment = open(`surface=quadratic&run=${run}&steps=1&axis=lr,n:3&axis=surface.condition,n:3`);
      expect(limitOf(experiment, 0, cellsIn(experiment, made(experiment, 0)).grid)).toBeNull();
    }
  });
});

describe('what a choice studies', () => {
  it('all starts of what is shown, told apart from the depth of the lowest minimum', () => {
    const camel = open('surface=six-hump-camel&run=adam');
    const basins = { ...camel, ...chooseBasins(camel) };
    expect(isBasins(basins)).toBe(true);
    expect(Number(basins.study?.args.to)).toBeCloseTo(-1.0316 + 0.001, 3);
    const part = { ...camel, window: [-1, 1, -0.5, 0.5] as const };
    expect(chooseBasins(part).axes?.map(({ from, to }) => [from, to])).toEqual([
      [-1, 1],
      [-0.5, 0.5],
    ]);
    expect(parseExperiment(formatExperiment(basins)).experiment).toEqual(basins);
  });

  it('is coarser where it would take long', () => {
    const steps = (count: number): number =>
      chooseBasins(open(`surface=booth&run=adam&steps=${count}`)).axes?.[0].n ?? 0;
    expect([steps(500), steps(20_000), steps(1_000_000)]).toEqual([256, 128, 32]);
  });

  it('the rate and what most runs have beside it', () => {
    const choose = (link: string): readonly string[] | undefined => {
      const experiment = open(link);
      const next = { ...experiment, ...chooseSettings(experiment) };
      expect(isMap(next)).toBe(true);
      return next.axes.map(({ id }) => id);
    };
    expect(choose('surface=quadratic&run=sgd&run=adam&run=rmsprop')).toEqual(['lr', 'momentum']);
    expect(choose('surface=quadratic&run=adam')).toEqual(['lr', 'beta1']);
    expect(choose('surface=quadratic&run=adagrad')).toEqual(['lr', 'surface.condition']);
  });
});
