import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeDeclarations } from './declarations.mjs';

const folder = mkdtempSync(join(tmpdir(), 'adascope-types-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the reports in docs/api say what the package exports', () => {
  expect(
    writeDeclarations({ folder }),
    'The types of the package have changed: `npm run api` writes the reports anew.',
  ).toEqual([]);
});
