import { describe, expect, it } from 'vitest';
import type { Written } from './link.ts';
import { migrate, migrations, VERSION } from './migrations.ts';

describe('migrations', () => {
  it('lead from every earlier version to the present one', () => {
    expect(Object.keys(migrations).map(Number)).toEqual(Array.from({ length: VERSION - 1 }, (_, i) => i + 1));
  });

  it('leave a link of the present version as it is', () => {
    const link: Written = [['surface', 'beale']];
    expect(migrate(link, VERSION)).toBe(link);
  });

  it('are applied one after another, oldest first', () => {
    const add =
      (value: string) =>
      (link: Written): Written => [...link, ['note', value]];
    const steps = { 1: add('one'), 2: add('two'), 3: add('three') };
    expect(migrate([], 2, 4, steps)).toEqual([
      ['note', 'two'],
      ['note', 'three'],
    ]);
  });
});
