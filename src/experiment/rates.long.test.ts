import { describe, expect, it } from 'vitest';
import { surfaces } from '../core/surfaces/index.ts';
import { contextOf, ends, RULES, runOf, withSuitedRate } from './testing/suited.ts';

/** The counter-example is made for rules that go by signs. */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = { reddi: ['rprop', 'lars'] };

describe('a run that is added', () => {
  it.each(surfaces.map(({ id }) => id))('comes lower within 500 updates, whatever its rule, on %s', (id) => {
    const context = contextOf(id);
    const worse = RULES.filter((rule) => {
      const { first, last } = ends(context, withSuitedRate(context, runOf(rule)));
      return !(last < first);
    });
    expect(worse).toEqual(EXCEPTIONS[id] ?? []);
  });
});
