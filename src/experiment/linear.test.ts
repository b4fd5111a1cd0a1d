import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastTime, MEGABYTE, readers, reference, repeated, texts } from './testing/lengths.ts';

/** Milliseconds of the processor: what other programs compute meanwhile does not count. */
const processor = (): number => process.cpuUsage().user / 1000;
const time = (read: (text: string) => unknown, text: string): number => leastTime(read, text, processor);

/**
 * What looking five times at each character of a megabyte takes here and now: some ticks of the coarsest clock, and nothing for a
 * reader that goes through its text more than once for each character.
 */
const budget = time(
  (text) => [1, 2, 3, 4, 5].map(() => reference(text)),
  repeated('', 'run=adam&', '', MEGABYTE),
);

describe.each(Object.entries(readers))('the reader of %s', (_, read) => {
  it('takes at most about twice as long for twice as much', () => {
    const character = fc.constantFrom(...'&=,:~/#%?+-.019eaxR;"\\ \n学');
    const part = fc.array(character, { maxLength: 4 }).map((characters) => characters.join(''));
    const unit = fc.array(character, { minLength: 1, maxLength: 6 }).map((characters) => characters.join(''));
    fc.assert(
      fc.property(part, unit, part, (before, repeat, after) => {
        const [half, whole] = [100_000, 200_000].map((length) =>
          time(read, repeated(before, repeat, after, length)),
        );
        expect(whole).toBeLessThan(4 * half + budget);
      }),
      { numRuns: 5 },
    );
  });
});

describe('a megabyte', () => {
  // Of a number, of a query, of a stage, of a run, of text.
  const units = ['1', '&', ',', '%25', '#', 'lr:1,', '~', 'steos&', 'x/', ' ', '\r', '\ud800'];
  it.each(texts.filter(([before, unit, after]) => before + after === '' && units.includes(unit)))(
    'is read in the time that looking at its characters some times takes: %s%s%s, over and over',
    (before, unit, after) => {
      const text = repeated(before, unit, after, 0.98 * MEGABYTE);
      for (const [name, read] of Object.entries(readers)) {
        // Only what is written again, which is never that long.
        if (name === 'encoding') continue;
        expect(time(read, text), name).toBeLessThan(2 * budget);
      }
    },
  );
});
