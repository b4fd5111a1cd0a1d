import { describe, expect, it } from 'vitest';
import { createNetworkHistory } from '../history/history.ts';
import { secondsAcross } from './sources.ts';

describe('seconds across', () => {
  it('lead from a step to its seconds and back', () => {
    const history = createNetworkHistory(1, []);
    expect(secondsAcross(history)).toBeNull();
    history.append({
      from: 1,
      count: 4,
      trainLoss: new Float64Array(4),
      trainAccuracy: new Float64Array(4),
      lr: new Float64Array(4),
      // The first step compiles: seconds are no steps.
      time: Float64Array.from([2, 2.1, 2.2, 4]),
      followed: null,
      sample: null,
      rates: null,
      evaluation: null,
      seconds: 4,
      divergedAt: [0],
    });
    const across = secondsAcross(history);
    if (!across) throw new Error('None.');
    expect([0, 1, 2, 3, 4, 9].map(across.at)).toEqual([0, 2, 2.1, 2.2, 4, 4]);
    for (const step of [0, 1, 2, 3, 4]) expect(across.stepAt(across.at(step))).toBe(step);
    expect(across.stepAt(3.9)).toBe(3);
    expect([across.total, across.text]).toEqual([4, '4.00 s']);
  });
});
