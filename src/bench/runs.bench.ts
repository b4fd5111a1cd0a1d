/** How fast runs are computed: every optimizer of the table, and what dragging the start of twelve runs costs. */
import { bench, describe } from 'vitest';
import type { RunSpec } from '../core/types.ts';
import { built } from './built.ts';

const {
  createRecorder,
  createRows,
  createRun,
  defaults,
  optimizers,
  optimizerTable,
  referenceSource,
  surfaceTable,
} = await built();

const STEPS = 1000;

const surface = surfaceTable.get('rosenbrock');
const objective = surface.create(defaults(surface), 1);

/** A run with a rate so small that it stays finite: one that diverged costs nothing and would look fast. */
const run = (id: string) => {
  const args = { ...defaults(optimizerTable.get(id)), lr: 1e-4 };
  const spec: RunSpec = { optimizer: { id, args }, schedules: [], stages: [] };
  return createRun(spec, objective, surface.start, 1);
};

describe(`${STEPS} steps on ${surface.id}`, () => {
  for (const { id } of optimizers) {
    // A custom rule needs its text, which a link brings.
    if (id === 'custom') continue;
    bench(id, () => {
      const one = run(id);
      for (let i = 0; i < STEPS; i++) one.advance();
    });
  }
});

describe('twelve runs recorded for the page', () => {
  bench(`adam, ${STEPS} steps each`, () => {
    for (let i = 0; i < 12; i++) {
      const recorder = createRecorder(referenceSource(run('adam'), STEPS), STEPS, createRows(STEPS + 1));
      recorder.advance(STEPS);
      recorder.finish();
    }
  });
});
