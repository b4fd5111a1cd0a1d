import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../experiment/index.ts';
import { drawnLevels, gridLevels, piecesOf, raceLevels } from './plan.ts';

const whole = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const sorted = (levels: readonly ArrayLike<number>[]): number[] =>
  levels.flatMap((level) => Array.from(level)).sort((a, b) => a - b);

describe('a grid in levels', () => {
  it('has every trial once', () => {
    for (const lengths of [[1], [16], [17], [61], [5, 64], [33, 7, 20], [256, 256]]) {
      expect(sorted(gridLevels(lengths))).toEqual(whole(lengths.reduce((a, b) => a * b)));
    }
  });

  it('begins with at most sixteen values on each axis, spread over the whole of it', () => {
    const [first] = gridLevels([61]);
    expect([...first]).toEqual(whole(16).map((i) => 4 * i));
    const [coarse] = gridLevels([256, 256]);
    expect(coarse).toHaveLength(256);
    expect(coarse.every((trial) => (trial >> 8) % 16 === 0 && (trial & 255) % 16 === 0)).toBe(true);
  });

  it('halves the distances from level to level', () => {
    expect(gridLevels([61]).map((level) => level.length)).toEqual([16, 15, 30]);
    expect(gridLevels([64, 64]).map((level) => level.length)).toEqual([256, 768, 3072]);
  });
});

it('draws in their own order refine each other', () => {
  expect(sorted(drawnLevels(500))).toEqual(whole(500));
  expect(drawnLevels(500).map((level) => level.length)).toEqual([16, 48, 192, 244]);
});

describe('pieces', () => {
  const { experiment } = parseExperiment('steps=500&study=grid,seeds:2&axis=lr,n:61');
  const runs = whole(5);

  it('have every trial of every run once, repetitions too, level after level, for any number of workers', () => {
    for (const workers of [1, 2, 7]) {
      const pieces = piecesOf(experiment, runs, workers);
      const seen = pieces.flatMap(({ parts }) =>
        parts.flatMap((part) => ('places' in part ? [...part.places].map((p) => part.run * 122 + p) : [])),
      );
      expect(sorted([seen])).toEqual(whole(5 * 122));
      const levels = pieces.map(({ level }) => level);
      expect(levels).toEqual([...levels].sort());
      expect(levels.filter((level) => level === 0)).toHaveLength(Math.min(workers, 4));
    }
  });
});

it('of a race the first picture has a few trials on every problem, the next ones four times as many', () => {
  const [first, second, ...rest] = raceLevels(40, 20);
  expect([...first]).toEqual([0, 1, 2, 3, 20, 21, 22, 23]);
  expect(second).toHaveLength(2 * 12);
  expect(rest.map(({ length }) => length)).toEqual([2 * 4]);
  const all = [...first, ...second, ...rest.flatMap((level) => [...level])];
  expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i));
});
