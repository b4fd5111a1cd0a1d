import { describe, expect, it } from 'vitest';
import { leastTime, MEGABYTE, readers, repeated, texts } from './testing/lengths.ts';

/** Milliseconds of the processor: what other programs compute meanwhile does not count. */
const processor = (): number => process.cpuUsage().user / 1000;
const time = (read: (text: string) => unknown, text: string): number => leastTime(read, text, processor);

describe.each(Object.entries(readers))('the reader of %s', (name, read) => {
  it('answers a megabyte of anything at once', () => {
    // A stored query is the page's own, a stage a part of a query: they have no megabyte, but grow no faster than their text.
    const most = name.includes('stored') || name === 'a stage' || name === 'encoding' ? 3000 : 200;
    for (const [before, unit, after] of texts) {
      read(repeated(before, unit, after, 1000));
      expect(time(read, repeated(before, unit, after, MEGABYTE)), `${before}${unit}…${after}`).toBeLessThan(
        most,
      );
    }
  }, 120_000);
});
