import { describe, expect, it } from 'vitest';
import type { NetworkEvaluation } from '../history/record.ts';
import { createBackgroundEvaluations } from './background-evaluations.ts';
import type { EvaluationJob } from './evaluate.ts';

/** Evaluations of so many slices that take so long each, and what is told of them. */
function bench(milliseconds: number) {
  const told: string[] = [];
  let time = 0;
  const background = createBackgroundEvaluations({
    advance: async (job) => job.advance(),
    found: async ({ step }) => void told.push(`found ${step}`),
    now: () => time,
  });
  const of = (step: number, slices: number): EvaluationJob => {
    let left = slices;
    return {
      kind: 'sample',
      snapshot: { step, theta: [], divergedAt: [] },
      fraction: 0,
      advance() {
        time += milliseconds;
        left--;
        return left > 0 ? null : ({ step } as NetworkEvaluation);
      },
      dispose: () => void told.push(`freed ${step}`),
    };
  };
  return { told, background, of, time: () => time };
}

describe('evaluations background the steps', () => {
  it.each([1, 10, 24, 40])(
    'keep them waiting for 50 ms at most, with slices of %s ms',
    async (milliseconds) => {
      const { background, of, time } = bench(milliseconds);
      background.add(of(10, 60));
      let turns = 0;
      while (background.count > 0) {
        const before = time();
        await background.slice();
        expect(time() - before).toBeLessThanOrEqual(50);
        turns++;
      }
      expect(turns).toBe(Math.ceil(60 / Math.floor(50 / milliseconds)) + 1);
    },
  );

  it('keep them waiting for 80 ms at most where others wait too', async () => {
    const { background, of, time } = bench(20);
    background.add(of(10, 60));
    background.add(of(25, 60));
    await background.slice();
    expect(time()).toBe(80);
  });

  it('make one slice at least, however long it takes', async () => {
    const { background, of, time } = bench(300);
    background.add(of(10, 2));
    await background.slice();
    expect(time()).toBe(300);
  });

  it('are made in the order of their steps, and those not yet reported are pending', async () => {
    const { told, background, of } = bench(50);
    const pending = () => background.pending.map(({ snapshot }) => snapshot.step);
    background.add(of(10, 2));
    background.add(of(25, 1));
    background.add(of(50, 3));
    expect(pending()).toEqual([10, 25, 50]);
    while (background.count > 1) await background.slice();
    expect(told).toEqual(['found 10', 'found 25']);
    expect(pending()).toEqual([50]);
    background.dispose();
    expect(told.at(-1)).toBe('freed 50');
  });
});
