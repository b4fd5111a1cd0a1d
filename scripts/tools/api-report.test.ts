import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { apiReport, REFRESH, REPORT } from './api-report.mjs';

it('docs/api.d.ts says what the package exports', () => {
  expect(readFileSync(REPORT, 'utf8'), `The package’s types have changed. Refresh with: ${REFRESH}`).toBe(
    apiReport(),
  );
});
