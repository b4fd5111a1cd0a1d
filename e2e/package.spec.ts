import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What a plain Node program that imports the built package prints. */
const program = (text: string): unknown =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', text], { cwd: root, encoding: 'utf8' }),
  );

test('another program imports the built package and computes', () => {
  const query = 'surface=booth&start=0,0&run=sgd,lr:0.01&steps=2&v=1';
  const seen = program(`
    import { formatExperiment, optimizers, parseExperiment, schedules, surfaces, trace } from 'adascope';
    const { experiment, problems } = parseExperiment(${JSON.stringify(query)});
    console.log(JSON.stringify({
      problems,
      again: parseExperiment(formatExperiment(experiment)).experiment.surface.id,
      records: [...trace(experiment)],
      tables: [optimizers, schedules, surfaces].every((rows) => rows.every(({ id }) => typeof id === 'string')),
    }));`) as { problems: unknown; again: string; records: { theta: number[] }[]; tables: boolean };
  expect(seen.problems).toEqual([]);
  expect(seen.again).toBe('booth');
  expect(seen.tables).toBe(true);
  // Booth's gradient at the origin is (−34, −38).
  expect(seen.records.map(({ theta }) => theta).slice(0, 2)).toEqual([
    [0, 0],
    [0.34, 0.38],
  ]);
});
