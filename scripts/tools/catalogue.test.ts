import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CATALOGUE, catalogue, REFRESH } from './catalogue.ts';

it('docs/catalogue.md lists what the tables hold', () => {
  const message = `The tables or their words have changed. Refresh with: ${REFRESH}`;
  expect(readFileSync(CATALOGUE, 'utf8'), message).toBe(catalogue());
});
