import { describe, expect, it } from 'vitest';
import { evaluationAt } from './evaluation-schedule.ts';

describe('networks are evaluated', () => {
  const planned = (perEpoch: number, steps: number) =>
    Array.from(
      { length: steps + 1 },
      (_, step) => [step, evaluationAt(step, perEpoch, steps)] as const,
    ).filter(([, kind]) => kind !== 'none');

  it('often at the beginning, on a sample', () => {
    expect(planned(10_000, 200).slice(0, -1)).toEqual(
      [0, 10, 25, 50, 100, 150].map((step) => [step, 'sample']),
    );
  });

  it('on all images at the ends of epochs and of the training', () => {
    const all = planned(938, 2000).filter(([, kind]) => kind === 'all');
    expect(all.map(([step]) => step)).toEqual([938, 1876, 2000]);
  });

  it('no more often when epochs are short', () => {
    const all = planned(10, 990).filter(([, kind]) => kind === 'all');
    expect(all.map(([step]) => step)).toEqual([990]);
  });

  it('less often the longer the training', () => {
    expect(planned(938, 20_000).length).toBeLessThan(160);
  });
});
