import { describe, expect, it } from 'vitest';
import { optimizers } from '../../core/optimizers/index.ts';
import { stepOfRow } from '../../core/record.ts';
import { computation, parseExperiment } from '../../experiment/index.ts';
import { stabilityColumn } from '../record/stability.ts';
import { computeAll } from '../testing/compute.ts';
import { type Frame, trace } from '../trace.ts';
import { createStabilityJob } from './job.ts';
import type { StabilityEvent } from './messages.ts';

/** What the job says of a run, at the steps that are kept of it; `turns`: the time of a clock that ticks with every look. */
function measured(query: string, turns = false) {
  const { experiment } = parseExperiment(query);
  const given = computation(experiment);
  return computeAll(given).map(({ run, record }) => {
    const events: StabilityEvent[] = [];
    let now = 0;
    const job = createStabilityJob({
      emit: (event) => events.push(event),
      now: () => (turns ? now++ : 0),
      yieldToEventLoop: () => Promise.resolve(),
      wake: () => undefined,
    });
    const steps = Int32Array.from({ length: record.rows }, (_, row) => stepOfRow(record, row));
    job.start({ computation: given, run, steps });
    while (job.advance(turns ? 1 : 1e9) === 'more');
    return { record, columns: events[0].columns, limit: null };
  });
}

const finite = (value: number) => (Number.isFinite(value) ? value + 0 : null);

/** The frames of one run by their steps. */
const framesOf = (query: string, run: number): Map<number, Frame> =>
  new Map(
    [...trace(parseExperiment(query).experiment, { stability: true })]
      .filter((frame) => frame.run === run)
      .map((frame) => [frame.step, frame]),
  );

function expectAsTraced(query: string, turns = false): void {
  for (const [run, found] of measured(query, turns).entries()) {
    const frames = framesOf(query, run);
    const [sharpness, preconditioned] = (['sharpness', 'preconditioned'] as const).map((name) =>
      stabilityColumn(found, name),
    );
    expect(found.record.rows).toBeGreaterThan(1);
    for (let row = 1; row < found.record.rows; row++) {
      const frame = frames.get(stepOfRow(found.record, row));
      expect([finite(sharpness[row]), finite(preconditioned[row])]).toEqual([
        frame?.sharpness,
        frame?.preconditioned,
      ]);
    }
  }
}

describe('the stability that the page shows', () => {
  const rules = optimizers.filter(({ id }) => id !== 'custom').map(({ id }) => id);

  it.each(rules)('is that of trace --stability, to the last bit: %s', (id) => {
    expectAsTraced(`surface=rosenbrock&run=${id}&steps=60`);
  });

  it.each([
    ['surface=regression&run=sgd,lr:0.2&run=adam,lr:0.1&steps=40', 'sampled gradients'],
    ['surface=beale&run=sgd,lr:0.001~noise,sigma:1~accumulate,every:7~cosine,steps:20&steps=30', 'stages'],
    ['surface=quadratic&run=sgd,lr:1&steps=3000', 'a run that diverges'],
    ['surface=custom&f=cos(x)%2Bx*x/9&start=3&run=adam,lr:0.2&steps=50', 'one variable'],
    ['surface=custom&f=sin(x*y)%2By*y&start=1,2&run=sgd,lr:0.05&steps=50', 'a typed formula'],
    [
      'surface=himmelblau&run=adam,lr:0.2~noise,sigma:5&steps=12000',
      'a long run of which some steps are kept',
    ],
  ])('also where there are %s (%s)', (query) => {
    expectAsTraced(query);
    expectAsTraced(query, true);
  });

  it('has for each coordinate its rate times its second derivative, and nothing before the first update', () => {
    const query = 'surface=quadratic,condition:20,angle:0&run=adagrad,lr:0.3&steps=20';
    const [found] = measured(query);
    const frames = framesOf(query, 0);
    const [x, y, largest] = (['x', 'y', 'preconditioned'] as const).map((name) =>
      stabilityColumn(found, name),
    );
    expect([x[0], y[0], largest[0]]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    for (let step = 1; step <= 20; step++) {
      const [rx, ry] = (frames.get(step)?.rate ?? []) as number[];
      expect(x[step]).toBeCloseTo(rx * 1, 12);
      expect(y[step]).toBeCloseTo(ry * 20, 12);
      expect(largest[step]).toBeCloseTo(Math.max(rx, 20 * ry), 12);
    }
  });
});
