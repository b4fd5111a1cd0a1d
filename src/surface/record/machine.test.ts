import { describe, expect, it } from 'vitest';
import { createRecording } from '../../core/kernel/recording.ts';
import { createObjective } from '../../core/objective.ts';
import { createRun, type Run, type RunState } from '../../core/run.ts';
import { surfaceTable } from '../../core/tables.ts';
import { computation, parseExperiment } from '../../experiment/index.ts';
import { machineSource } from './machine.ts';
import { createRecorder } from './recorder.ts';
import { type RowSource, referenceSource } from './sources.ts';
import { squareOf } from './square.ts';
import { rowsFor } from './thinned-rows.ts';

/** The first run of a link as the page would record it, by the reference loop and by machine code. */
function both(query: string) {
  const { experiment, problems } = parseExperiment(query);
  expect(problems).toEqual([]);
  const { surface, formula, runs, start, seed, rules, steps } = computation(experiment);
  const square = squareOf(surfaceTable.get(surface.id).domain);
  const runOf = (): Run => createRun(runs[0], createObjective(surface, formula, seed), start, seed, rules);
  const recording = createRecording({ surface, formula, rules, start, run: runs[0] }, runOf().loss);
  if (!recording) throw new Error('There is no machine code.');
  const record = (source: RowSource) => createRecorder(source, steps, rowsFor(steps, square));
  return {
    steps,
    runOf,
    byLoop: record(referenceSource(runOf(), steps)),
    byMachine: record(machineSource(recording, runOf(), steps)),
  };
}

const LINKS: readonly (readonly [string, string])[] = [
  ['a run that goes on', 'run=adam,lr:0.05&steps=700'],
  ['one step', 'run=rmsprop&steps=1'],
  ['a run that diverges at once', 'run=sgd,lr:1e200&steps=500'],
  ['a run that diverges', 'run=sgd,lr:0.01&steps=500'],
  [
    'a run that diverges late',
    'surface=quadratic&run=sgd,lr:1~clip,norm:1~exponential,gamma:1.05&steps=20000',
  ],
  ['a rule with powers of the step', 'surface=beale&run=nadam,lr:0.02&steps=5000'],
  ['schedules', 'run=amsgrad,lr:0.05~cosine,steps:300~warmup,steps:20,wait:1&steps=900'],
  ['clipping', 'surface=goldstein-price&run=sgd,lr:0.001,momentum:0.9~clip,norm:1,value:0.5&steps=3000'],
  ['one variable', 'surface=custom&f=x%5E4-3*x%5E2%2Bx&start=1.7&run=adam,lr:0.05&steps=400'],
  ['a typed rule', 'run=custom,lr:0.001&rule=m%20=%200.9*m%20%2B%20g;%20x%20=%20x%20-%20lr*m&steps=600'],
  ['a start that is not defined', 'surface=custom&f=log(x)%2By%5E2&start=-1,1&run=sgd,lr:0.1&steps=50'],
  ['a long run', 'run=adagrad,lr:1&steps=20000'],
  ['a long run that swings', 'run=sgd,lr:0.0005,momentum:0.95&steps=60000'],
];

describe('what machine code records', () => {
  it.each(LINKS)('is what the reference loop records, whatever the pieces: %s', (_, link) => {
    for (const pieces of [[1, 2, 300, 100_000], [100_000], [7]]) {
      const { byLoop, byMachine } = both(link);
      while (!byLoop.advance(100_000));
      for (let k = 0; !byMachine.advance(pieces[Math.min(k, pieces.length - 1)]); k++) {
        if (k === 2) {
          const { rows, status, last } = byMachine.snapshot();
          expect({ rows: rows > 0, status, last }).toEqual({
            rows: true,
            status: 'computing',
            last: byMachine.step(),
          });
        }
      }
      expect(byMachine.finish()).toEqual(byLoop.finish());
    }
  });

  it.each(LINKS)('can be taken up at any step: %s', (_, link) => {
    const { byMachine, steps, runOf } = both(link);
    while (!byMachine.advance(100_000));
    const end = byMachine.step();
    const at = (from: RunState | null, step: number) => {
      const run = runOf();
      if (from) run.restore(from);
      while (run.step < step && run.advance());
      const { theta, loss, diverged, updater } = run;
      return { theta: [...theta], loss, diverged, step: run.step, lr: updater.lr, state: updater.save() };
    };
    for (const step of [1, 255, 256, 257, 511, 600, steps]) {
      if (step > end || step > 5000) continue;
      const state = byMachine.checkpoint(step - 1);
      expect(step - state.updater.t).toBeLessThanOrEqual(256);
      expect(at(state, step)).toEqual(at(null, step));
    }
  });
});
