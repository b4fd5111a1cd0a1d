import { describe, expect, it } from 'vitest';
import { defaults, optimizerTable, scheduleTable } from '../../core/tables.ts';
import type { RunSpec } from '../../core/types.ts';
import { smallFiles } from '../data/testing/fixture.ts';
import { evaluatedStep, lastStep, type NetworkChunk } from '../history/record.ts';
import { evaluationAt, nextEvaluation, sampleFor } from './evaluation-schedule.ts';
import { openTrainer, type TrainerEvent, type TrainerOptions } from './testing/open-trainer.ts';

const run = (id: string, more: Partial<RunSpec> = {}): RunSpec => ({
  optimizer: { id, args: defaults(optimizerTable.get(id)) },
  schedules: [],
  stages: [],
  ...more,
});

/** A trainer whose clock moves at every look by so many milliseconds, that of a step or that of an evaluation. */
function bench(options: Partial<TrainerOptions> = {}, millisecondsALook = 1) {
  const chunks: NetworkChunk[] = [];
  let ended = false;
  let heard = (): void => undefined;
  let time = 0;
  const trainer = openTrainer(
    {
      runs: [run('sgd'), run('adam')],
      args: { data: 'mnist', hidden: [4], batch: 16, dropout: 0 },
      steps: 200,
      seed: 1,
      files: smallFiles(320, 300),
      engine: 'wasm',
      now: () => {
        time += millisecondsALook;
        return time;
      },
      yieldToEventLoop: () => new Promise((resolve) => setImmediate(resolve)),
      ...options,
    },
    (event: TrainerEvent) => {
      if (event.type === 'trained') chunks.push(event.chunk);
      if (event.type === 'finished') ended = true;
      if (event.type === 'failed') throw new Error(event.message);
      heard();
    },
  );
  const until = (said: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      heard = () => said() && resolve();
      heard();
    });
  return { trainer, chunks, until, ended: () => ended };
}
const evaluatedOf = (chunks: readonly NetworkChunk[]): number[] =>
  chunks.map(evaluatedStep).filter((step) => step !== null);

describe('validation', () => {
  it.each([1, 40, 200])(
    'is never more than one evaluation behind, when a look at the clock is %s ms',
    async (look) => {
      const { trainer, chunks, until, ended } = bench({}, look);
      trainer.resume();
      await until(ended);
      let evaluated = -1;
      let begun: number[] = [];
      for (const chunk of chunks) {
        const last = lastStep(chunk);
        const found = evaluatedStep(chunk);
        if (found !== null) evaluated = found;
        begun = Array.from({ length: last + 1 }, (_, step) => step).filter(
          (step) => step > evaluated && step < last && evaluationAt(step, 8, 200) !== 'none',
        );
        expect(begun.length, `at step ${last}, evaluated ${evaluated}`).toBeLessThanOrEqual(1);
      }
      expect(evaluatedOf(chunks)).toEqual([0, 10, 25, 50, 100, 150, 200]);
    },
  );

  it('says on how many images it was made; only what all were read for counts as tested', async () => {
    const { trainer, chunks, until, ended } = bench({ files: smallFiles(320, 300) }, 200);
    trainer.resume();
    await until(ended);
    for (const { evaluation } of chunks) {
      if (!evaluation) continue;
      expect([250, 300]).toContain(evaluation.images);
      expect(evaluation.test !== null).toBe(evaluation.images === 300);
    }
    expect(chunks.at(-1)?.evaluation?.images).toBe(300);
  });

  it('is made of the step where someone pauses, and of each single step', async () => {
    const { trainer, chunks, until } = bench();
    trainer.step(13);
    await until(() => evaluatedOf(chunks).includes(13));
    expect(evaluatedOf(chunks)).toEqual([0, 10, 13]);
    expect(chunks.at(-1)?.evaluation?.images).toBe(300);
    for (const step of [14, 15]) {
      trainer.step();
      await until(() => evaluatedOf(chunks).includes(step));
    }
    trainer.resume();
    await until(() => evaluatedOf(chunks).includes(25));
    trainer.dispose();
    expect(evaluatedOf(chunks).slice(0, 6)).toEqual([0, 10, 13, 14, 15, 25]);
  });

  it('that moves a schedule is made at the same steps on the same images, wherever someone paused', async () => {
    const plateau = {
      id: 'plateau',
      args: { ...defaults(scheduleTable.get('plateau')), factor: 0.5, patience: 0, threshold: 0.99 },
    };
    const runs = [run('sgd', { schedules: [plateau] })];
    const straight = bench({ runs, steps: 60 }, 200);
    straight.trainer.resume();
    await straight.until(straight.ended);
    const paused = bench({ runs, steps: 60 }, 1);
    for (const to of [13, 30]) {
      paused.trainer.step(to - Math.max(0, ...paused.chunks.map(lastStep)));
      await paused.until(() => evaluatedOf(paused.chunks).includes(to));
    }
    paused.trainer.resume();
    await paused.until(paused.ended);
    const rates = ({ chunks }: typeof paused) => chunks.flatMap(({ lr }) => [...lr]);
    expect(rates(paused)).toEqual(rates(straight));
    expect(rates(paused).at(-1)).toBeLessThan(0.01);
  });
});

describe('the size of an evaluation', () => {
  it('leaves half of the time to the steps where the machine is slow', () => {
    expect(sampleFor(1000, 0.1)).toBe(2000);
    expect(sampleFor(1000, 1)).toBe(1000);
    expect(sampleFor(1000, 3)).toBe(250);
    expect(sampleFor(0, 3)).toBe(250);
  });

  it('is found for the time until the next one', () => {
    expect([0, 10, 25, 50, 1000, 5000].map((step) => nextEvaluation(step, 1e9))).toEqual([
      10, 15, 25, 50, 100, 250,
    ]);
    expect(nextEvaluation(930, 938)).toBe(8);
  });
});
