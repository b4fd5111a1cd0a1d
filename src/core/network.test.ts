import { expect, it } from 'vitest';
import { mnist } from './network.ts';

it('the keys of a network, their defaults and choices are part of links and stay', () => {
  const keys = mnist.parameters.map(({ key, default: value, choices = [] }) => [key, value, ...choices]);
  expect(keys).toEqual([
    ['data', 'digits', 'digits', 'mnist', 'fashion'],
    ['hidden', [64]],
    ['batch', 64],
    ['dropout', 0],
    ['activation', 'relu', 'relu', 'tanh', 'gelu'],
    ['init', 'torch', 'torch', 'he', 'glorot', 'normal', 'mup'],
    ['scale', 0.01],
    ['images', 0],
    ['shift', 0],
    ['rotate', 0],
    ['noise', 0],
    ['balance', 0],
    ['labelNoise', 0],
  ]);
});
