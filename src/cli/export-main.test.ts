/** The command `export`: what it writes, and what it says where it cannot. */
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../experiment/index.ts';
import { trace } from '../surface/trace.ts';
import { exportMain } from './export-main.ts';
import { main } from './main.ts';
import { studyMain } from './study-main.ts';

async function printed(write: typeof main, ...argv: readonly string[]) {
  let out = '';
  let err = '';
  const status = await write(argv, {
    async out(text) {
      out += text;
    },
    err(text) {
      err += text;
    },
  });
  return { out, err, status };
}

const QUERY = 'surface=beale&run=adam,lr:0.05&run=lion&steps=5';

describe('export', () => {
  it.each(['ndjson', 'csv'])('writes as %s what trace prints', async (format) => {
    const { out, status } = await printed(exportMain, QUERY, '--to', format);
    expect(status).toBe(0);
    expect(out).toBe((await printed(main, QUERY, '--format', format)).out);
  });

  it('writes the records as one list of JSON', async () => {
    const { out } = await printed(exportMain, QUERY, '--to', 'json');
    expect(JSON.parse(out)).toEqual([...trace(parseExperiment(QUERY).experiment)]);
  });

  it('writes the records of a study where the link has one', async () => {
    const query = `${QUERY}&axis=lr,from:0.01,to:0.1,n:3`;
    const { out } = await printed(exportMain, query, '--to', 'csv');
    const study = await printed((argv, output) => studyMain(argv, output, () => 0), query, '--format', 'csv');
    expect(out).toBe(study.out);
    expect(out.split('\n')).toHaveLength(1 + 6 + 1);
  });

  it('writes into a file', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'adascope-')), 'run.py');
    const { out } = await printed(exportMain, QUERY, '--to', 'pytorch', '--out', path);
    expect(out).toBe('');
    expect(await readFile(path, 'utf8')).toContain('torch.optim.Adam([theta], lr=0.05');
  });

  it('says what was repaired of a link, and what it does not know', async () => {
    const { err, status } = await printed(exportMain, `${QUERY}&steps=many`, '--to', 'pytorch');
    expect(err).toContain('steps: given "many"');
    expect(status).toBe(0);
    const wrong = await printed(exportMain, QUERY, '--to', 'fortran');
    expect(wrong.err).toContain('--to is one of pytorch,');
    expect(wrong.status).toBe(2);
  });
});

describe('a report', () => {
  it('as Markdown lies beside its figures, in a file or in a folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'adascope-'));
    await printed(exportMain, QUERY, '--to', 'report-md', '--out', folder);
    await printed(exportMain, QUERY, '--to', 'report-md', '--out', join(folder, 'mine.md'));
    for (const [file, prefix] of [
      ['report.md', ''],
      ['mine.md', 'mine-'],
    ]) {
      const text = await readFile(join(folder, file), 'utf8');
      const figures = [...text.matchAll(/^!\[.*\]\((.*)\)$/gm)].map(([, name]) => name);
      expect(figures).toEqual(['landscape', 'losses', 'rates'].map((name) => `${prefix}${name}.svg`));
      for (const figure of figures) expect(await readFile(join(folder, figure), 'utf8')).toMatch(/^<svg/);
    }
  });

  it('is written in the language that is asked for, else in that of the link', async () => {
    const { out } = await printed(exportMain, `${QUERY}&lang=zh`, '--to', 'report-html');
    expect(out).toContain('实验目的');
    const english = await printed(exportMain, `${QUERY}&lang=zh`, '--to', 'report-html', '--lang', 'en');
    expect(english.out).toContain('Purpose');
    expect((await printed(exportMain, QUERY, '--to', 'report-md', '--seeds', 'few')).err).toContain(
      '--seeds is a whole number from 1 to 1000, not "few"',
    );
  });
});
