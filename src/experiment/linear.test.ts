import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastTime, MEGABYTE, readers, repeated, texts } from './testing/lengths.ts';

/** Milliseconds of the processor: what other programs compute meanwhile does not count. */
const processor = (): number => process.cpuUsage().user / 1000;
const time = (read: (text: string) => unknown, text: string): number => leastTime(read, text, processor);

describe.each(Object.entries(readers))('the reader of %s', (_, read) => {
  it('takes at most about twice as long for twice as much', () => {
    const character = fc.constantFrom(...'&=,:~/#%?+-.019eaxR;"\\ \n学');
    const part = fc.array(character, { maxLength: 4 }).map((characters) => characters.join(''));
    const unit = fc.array(character, { minLength: 1, maxLength: 6 }).map((characters) => characters.join(''));
    fc.assert(
      fc.property(part, unit, part, (before, repeat, after) => {
        const [one, two] = [20_000, 40_000].map((length) =>
          time(read, repeated(before, repeat, after, length)),
        );
        // What is over within milliseconds is not measured: only what grows faster than its text gets beyond that.
        expect(two).toBeLessThan(Math.max(40, 3 * one));
      }),
      { numRuns: 5 },
    );
  });
});

describe('a megabyte', () => {
  // Of a number, of a query, of a stage, of text.
  it.each(
    texts.filter(([before, unit]) => ['1', '&', ',', '%25', '#', 'lr:1,', ' '].includes(before + unit)),
  )('is answered within a tenth of a second: %s%s…%s', (before, unit, after) => {
    const text = repeated(before, unit, after, MEGABYTE);
    for (const [name, read] of Object.entries(readers)) {
      // Only what has no length of its own: a stored query is the page's own, a stage a part of a query.
      if (name.includes('stored') || name === 'a stage' || name === 'encoding') continue;
      expect(time(read, text), name).toBeLessThan(200);
    }
  });
});
