import { describe, expect, it } from 'vitest';
import { outcomeOfTraining } from './network-trial.ts';

const evaluated = [
  { step: 0, loss: 2.3, accuracy: 0.1 },
  { step: 10, loss: 0.9, accuracy: 0.7 },
  { step: 25, loss: 0.4, accuracy: 0.92 },
  { step: 50, loss: 0.5, accuracy: 0.9 },
];

describe('the outcome of a training', () => {
  const of = (measure: 'final' | 'best' | 'steps' | 'area' | 'validation' | 'accuracy', to = 0.6) =>
    outcomeOfTraining({ evaluated, diverged: false }, measure, to, 50);

  it('has the last loss, the least one and the first step that reached it, of those evaluated', () => {
    expect(of('final')).toEqual({
      value: 0.5,
      final: 0.5,
      best: 0.4,
      bestStep: 25,
      reached: 25,
      minimum: null,
      status: 'finished',
    });
  });

  it.each([
    ['best', 0.4],
    ['validation', 0.5],
    ['accuracy', 0.9],
    ['steps', 25],
    ['area', (Math.log10(0.9) + Math.log10(0.4) + Math.log10(0.5)) / 3],
  ] as const)('measures %s', (measure, value) => expect(of(measure).value).toBeCloseTo(value, 14));

  it('takes all the steps where the loss is not reached', () => expect(of('steps', 0.1).value).toBe(50));

  it.each([
    ['diverged', true, evaluated],
    ['worse', false, [...evaluated, { step: 60, loss: 3, accuracy: 0.05 }]],
  ] as const)('counts one that %s as the start', (status, diverged, course) => {
    const outcome = (measure: 'final' | 'accuracy' | 'steps') =>
      outcomeOfTraining({ evaluated: course, diverged }, measure, 0.6, 60);
    expect(outcome('final')).toMatchObject({ status, value: 2.3 });
    expect(outcome('accuracy').value).toBe(0.1);
    expect(outcome('steps').value).toBe(60);
  });
});
