import { describe, expect, it } from 'vitest';
import { createObjective } from '../../core/objective.ts';
import { surfaces } from '../../core/surfaces/index.ts';
import { defaults } from '../../core/tables.ts';
import { parseExperiment } from '../../experiment/index.ts';
import { RACE_SURFACES } from '../../experiment/studies.ts';
import { trace } from '../../surface/trace.ts';
import { type Summary, study, type Trial } from '../study.ts';
import { problemsOf } from './problems.ts';

const experimentOf = (query: string) => parseExperiment(query).experiment;
const recordsOf = (query: string): { trials: readonly Trial[]; summaries: readonly Summary[] } => {
  const all = [...study(experimentOf(query))];
  return {
    trials: all.filter((record): record is Trial => !('summary' in record)),
    summaries: all.filter((record): record is Summary => 'summary' in record),
  };
};

const QUERY =
  'surface=quadratic,condition:50&run=sgd,momentum:0.9&run=adam&run=newton&steps=60&study=race,trials:3,starts:2,tol:0.05,surfaces:booth/quadratic/easom';

describe('the problems of a race', () => {
  it('are by default on the surfaces of the catalogue that are no matter of chance and whose least loss is known', () => {
    const known = surfaces.filter((surface) => {
      if (surface.id === 'custom') return false;
      const objective = createObjective({ id: surface.id, args: defaults(surface) }, null, 1);
      return objective.minima.length > 0 && !objective.sample;
    });
    // `regression` with its full batch is exact, and a matter of chance all the same: its data are drawn.
    const drawn = ['regression', 'sparse', 'reddi'];
    expect(RACE_SURFACES).toEqual(known.map(({ id }) => id).filter((id) => !drawn.includes(id)));
    expect(problemsOf(experimentOf('study=race'))).toHaveLength(4 * RACE_SURFACES.length);
  });

  it('begin at the surface’s own start, and then at draws within its window that more starts do not change', () => {
    const few = problemsOf(experimentOf('study=race,starts:2'));
    const many = problemsOf(experimentOf('study=race,starts:5'));
    for (const [i, id] of RACE_SURFACES.entries()) {
      const { x, y } = surfaces.find((surface) => surface.id === id)?.domain ?? { x: [0, 0], y: [0, 0] };
      const starts = many.slice(5 * i, 5 * i + 5).map(({ start }) => start);
      expect(few.slice(2 * i, 2 * i + 2).map(({ start }) => start)).toEqual(starts.slice(0, 2));
      expect(starts[0]).toEqual(parseExperiment(`surface=${id}`).experiment.start);
      for (const [a, b] of starts.slice(1)) {
        expect(a).toBeGreaterThanOrEqual(x[0]);
        expect(a).toBeLessThanOrEqual(x[1]);
        expect(b).toBeGreaterThanOrEqual(y[0]);
        expect(b).toBeLessThanOrEqual(y[1]);
      }
      expect(new Set(starts.map(String)).size).toBe(5);
    }
    const other = problemsOf(experimentOf('study=race,starts:2,draw:2'));
    expect(other[1].start).not.toEqual(few[1].start);
  });

  it('have as their target a loss that much nearer the least one', () => {
    for (const { surface, start, to } of problemsOf(experimentOf(QUERY))) {
      const objective = createObjective(surface, null, 1);
      const least = Math.min(...objective.minima.map(({ loss }) => loss));
      const first = objective.loss(Float64Array.from(start));
      expect((to - least) / (first - least)).toBeCloseTo(0.05, 12);
    }
  });
});

describe('the records of a race', () => {
  const { trials, summaries } = recordsOf(QUERY);

  it('are as many for every run that has what is tuned, and one a problem for any other', () => {
    expect([0, 1, 2].map((run) => trials.filter((trial) => trial.run === run).length)).toEqual([18, 18, 18]);
    const other = recordsOf(`${QUERY}&axis=beta1,from:0,to:0.99`).trials;
    expect([0, 1, 2].map((run) => other.filter((trial) => trial.run === run).length)).toEqual([6, 18, 6]);
    const rates = (run: number) => trials.filter((trial) => trial.run === run).map(({ at }) => at);
    expect(rates(0)).toEqual(rates(1));
    expect(new Set(trials.map(({ surface }) => surface))).toEqual(
      new Set(['booth', 'easom', 'quadratic,condition:50']),
    );
  });

  it('say all that it takes to make each of them again, to the last bit', () => {
    const runs = ['sgd,momentum:0.9', 'adam', 'newton'];
    for (const { run, surface, at, to, reached, final, value, status } of trials) {
      const lr = at.lr === undefined ? '' : `,lr:${at.lr}`;
      const link = `surface=${surface}&start=${at['start.x']},${at['start.y']}&run=${runs[run]}${lr}&steps=60`;
      const losses = [...trace(experimentOf(link))].map(({ loss }) => loss ?? Number.NaN);
      const first = losses.findIndex((loss) => loss <= (to ?? Number.NaN));
      expect(reached).toBe(first < 0 ? null : first);
      if (status === 'finished') expect(final).toBe(losses.at(-1));
      expect(value).toBe(status === 'finished' && first >= 0 ? first : 60);
    }
  });

  it('are summed up by problem', () => {
    for (const { run, summary } of summaries) {
      const own = trials.filter((trial) => trial.run === run);
      const each = own.length / 6;
      const costs = Array.from({ length: 6 }, (_, problem) => {
        const reached = own
          .slice(problem * each, (problem + 1) * each)
          .flatMap(({ status, reached }) => (status === 'finished' && reached !== null ? [reached] : []));
        return reached.length === 0 ? null : Math.min(...reached);
      });
      expect(summary.costs).toEqual(costs);
      expect(summary.solved).toBe(costs.filter((cost) => cost !== null).length);
      // One draw at random: the mean of the values.
      const mean = own.reduce((sum, { value }) => sum + (value ?? 0), 0) / own.length;
      expect(summary.expectedBest[0]).toBeCloseTo(mean, 9);
      expect(summary.expectedBest).toHaveLength(each);
    }
  });
});

describe('a link that asks for a race that there is none of', () => {
  it('is repaired, and says how', () => {
    const on = (query: string) => {
      const { experiment, problems } = parseExperiment(query);
      return [experiment.study?.id, problems.map(({ key, used }) => `${key}: ${used}`)];
    };
    expect(on('surface=mnist&study=race')).toEqual(['grid', ['study: grid']]);
    expect(on('study=race,surfaces:saddle')).toEqual(['race', ['study.surfaces: all']]);
    expect(on('study=race&axis=start.x&axis=lr')).toEqual(['race', ['axis[0]: ignored']]);
  });
});
