import { describe, expect, it } from 'vitest';
import { defaults, optimizerTable } from '../tables.ts';
import { createUpdater } from '../updater.ts';
import { valley } from './testing/follow.ts';

/** A run through the updater, with its schedules: the memory and the point after every update. */
function run(id: string, args: Record<string, number>, updates: number, schedules = [] as string[]) {
  const theta = Float64Array.of(-0.8, 1.1);
  const rule = optimizerTable.get(id);
  const warmup = { id: 'warmup', args: { steps: 10, from: 0 } };
  const updater = createUpdater(
    {
      optimizer: { id, args: { ...defaults(rule), ...args } },
      schedules: schedules.includes('warmup') ? [warmup] : [],
      stages: [],
    },
    theta,
    { seed: 1 },
  );
  return Array.from({ length: updates }, () => {
    updater.take(Float64Array.from(valley.gradient([...theta])));
    updater.update(Number.NaN);
    const { z, average } = updater.memory;
    return { theta: [...theta], z: [...z], average: [...average], lr: updater.lr };
  });
}

const rules: [id: string, args: Record<string, number>, beta: number][] = [
  ['schedule-free-sgd', { lr: 0.005, momentum: 0.8 }, 0.8],
  ['schedule-free-adamw', { lr: 0.05, beta1: 0.7, weightDecay: 0.1 }, 0.7],
];

describe.each(rules)('%s', (id, args, beta) => {
  it('averages z with equal weights while the rate is constant', () => {
    const states = run(id, args, 50);
    states.forEach(({ average }, t) => {
      const zs = states.slice(0, t + 1).map(({ z }) => z);
      for (const i of [0, 1]) {
        const mean = zs.reduce((sum, z) => sum + z[i], 0) / zs.length;
        expect(average[i]).toBeCloseTo(mean, 12);
      }
    });
  });

  it('holds y, between z and the average, as its parameters', () => {
    for (const { theta, z, average } of run(id, args, 50)) {
      for (const i of [0, 1]) expect(theta[i]).toBeCloseTo((1 - beta) * z[i] + beta * average[i], 12);
    }
  });

  it('gives no weight to points that a warm-up has not moved yet, and little to small steps', () => {
    const states = run(id, args, 30, ['warmup']);
    expect(states[0].lr).toBe(0);
    expect(states[0].theta).toEqual([-0.8, 1.1]);
    const last = states[29];
    const total = states.reduce((sum, { lr }) => sum + lr ** 2, 0);
    for (const i of [0, 1]) {
      const mean = states.reduce((sum, { z, lr }) => sum + lr ** 2 * z[i], 0) / total;
      expect(last.average[i]).toBeCloseTo(mean, 12);
    }
  });

  it('ends nearer to the minimum with the average than with z when gradients are noisy', () => {
    const theta = Float64Array.of(2, 2);
    const updater = createUpdater(
      {
        optimizer: { id, args: { ...defaults(optimizerTable.get(id)), ...args } },
        schedules: [],
        stages: [],
      },
      theta,
      { seed: 1 },
    );
    for (let t = 0; t < 2000; t++) {
      const noise = 4 * Math.sin(t * 12.9898 + 1);
      updater.take(Float64Array.of(theta[0] + noise, 2 * theta[1] - noise));
      updater.update(Number.NaN);
    }
    const { z, average } = updater.memory;
    expect(Math.hypot(...average)).toBeLessThan(Math.hypot(...z) + 1e-9);
  });
});

it('schedule-free SGD is gradient descent with momentum 0, and follows the average with momentum 1', () => {
  for (const { theta, z } of run('schedule-free-sgd', { lr: 0.005, momentum: 0 }, 20)) {
    for (const i of [0, 1]) expect(theta[i]).toBeCloseTo(z[i], 13);
  }
  for (const { theta, average } of run('schedule-free-sgd', { lr: 0.005, momentum: 1 }, 20)) {
    for (const i of [0, 1]) expect(theta[i]).toBeCloseTo(average[i], 13);
  }
});
