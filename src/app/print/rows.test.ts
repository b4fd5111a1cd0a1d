import { describe, expect, test } from 'vitest';
import { rowsOf } from './rows.ts';

const lengths = (cards: number): number[] =>
  rowsOf(Array.from({ length: cards }, (_, i) => i)).map((row) => row.length);

describe('cards on paper', () => {
  test.each([
    [0, []],
    [1, [1]],
    [2, [2]],
    [5, [5]],
    [6, [3, 3]],
    [7, [4, 3]],
    [9, [5, 4]],
    [10, [5, 5]],
    [11, [4, 4, 3]],
    [12, [4, 4, 4]],
  ])('%i stand in rows of %j', (cards, rows) => {
    expect(lengths(cards)).toEqual(rows);
  });

  test('all of them are there, in their order', () => {
    expect(rowsOf(['a', 'b', 'c', 'd', 'e', 'f', 'g']).flat().join('')).toBe('abcdefg');
  });
});
