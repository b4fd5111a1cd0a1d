import { describe, expect, it } from 'vitest';
import { stages } from '../../core/gradient/index.ts';
import { mnist } from '../../core/network.ts';
import { schedules } from '../../core/schedules/index.ts';
import { surfaces } from '../../core/surfaces/index.ts';
import type { Row } from '../../core/types.ts';
import { explanationStrings, scheduleStrings, stageStrings, surfaceStrings } from '../testing/catalogue.ts';
import type { RowExplanation, RowStrings } from './rows.ts';

type Strings = Readonly<Record<string, RowStrings>>;

const custom: Row = { id: 'custom', parameters: [], source: '' };
const tables: readonly (readonly [
  'surfaces' | 'schedules' | 'stages',
  readonly Row[],
  { en: Strings; zh: Strings },
])[] = [
  [
    'surfaces',
    [...surfaces, ...(surfaces.some(({ id }) => id === 'custom') ? [] : [custom]), mnist],
    surfaceStrings,
  ],
  ['schedules', schedules, scheduleStrings],
  ['stages', stages, stageStrings],
];

describe.each(tables)('the catalogue of %s', (table, rows, catalogue) => {
  const explained = (language: 'en' | 'zh'): Readonly<Record<string, RowExplanation>> =>
    explanationStrings[language][table];

  describe.each(['en', 'zh'] as const)('in %s', (language) => {
    const strings = catalogue[language];

    it('has every row of the table, every parameter and every choice, and nothing else', () => {
      expect(Object.keys(strings).sort()).toEqual(rows.map(({ id }) => id).sort());
      for (const { id, parameters } of rows) {
        expect(Object.keys(strings[id].params).sort()).toEqual(parameters.map(({ key }) => key).sort());
        const choices = Object.fromEntries(
          parameters
            .filter(({ choices }) => choices)
            .map(({ key, choices = [] }) => [key, [...choices].sort()]),
        );
        const named = Object.entries(strings[id].choices ?? {}).map(([key, of]) => [
          key,
          Object.keys(of).sort(),
        ]);
        expect(Object.fromEntries(named)).toEqual(choices);
      }
    });

    it('has names that differ, and one short sentence about each', () => {
      const names = rows.map(({ id }) => strings[id].name);
      expect(new Set(names).size).toBe(names.length);
      for (const { id } of rows) {
        expect(explained(language)[id].about).toMatch(/[.?。？]$/);
        expect(explained(language)[id].about.length).toBeLessThanOrEqual(language === 'en' ? 110 : 50);
      }
    });
  });

  it('says nothing in Chinese that is merely the English', () => {
    for (const { id } of rows) {
      expect(explained('zh')[id].about).toMatch(/\p{Script=Han}/u);
      for (const text of Object.values(catalogue.zh[id].params)) expect(text).toMatch(/\p{Script=Han}/u);
    }
  });
});
