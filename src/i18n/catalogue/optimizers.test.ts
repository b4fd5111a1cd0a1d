import { describe, expect, it } from 'vitest';
import { optimizers } from '../../core/optimizers/index.ts';
import { explanationStrings, optimizerStrings } from '../testing/catalogue.ts';
import type { RowExplanation, RowStrings } from './rows.ts';

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  const strings: Readonly<Record<string, RowStrings>> = optimizerStrings[language];
  const explained: Readonly<Record<string, RowExplanation>> = explanationStrings[language].optimizers;

  it.each(optimizers.map((row) => ({ id: row.id, row })))('$id has every string it needs', ({ id, row }) => {
    const { name, params, choices } = strings[id];
    expect(name).not.toBe('');
    expect(explained[id].about).toMatch(/[.。]$/);
    expect(Object.keys(params).sort()).toEqual(row.parameters.map(({ key }) => key).sort());
    for (const parameter of row.parameters.filter(({ kind }) => kind === 'choice'))
      expect(Object.keys(choices?.[parameter.key] ?? {})).toEqual(parameter.choices);
  });

  it.each(['lamb', 'lars', 'muon', 'shampoo'])(
    '%s, a rule for layers, says what it does in the plane',
    (id) => {
      expect(explained[id].about).toMatch(/two coordinates|二维平面/);
    },
  );

  it('has no two rules of the same name', () => {
    const names = Object.values(strings).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
