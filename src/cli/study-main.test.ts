import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseExperiment } from '../experiment/index.ts';
import { study } from '../study/study.ts';
import { studyMain } from './study-main.ts';

const QUERY = 'surface=beale&run=adam&run=sgd&steps=40&axis=lr,from:1e-3,to:1,n:40&axis=beta1,at:0/0.9';

/** Runs the command; the clock of its reports goes on by a second each time it is looked at. */
async function run(...argv: string[]) {
  let out = '';
  let err = '';
  let seconds = 0;
  const output = {
    out: async (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
  };
  const status = await studyMain(argv, output, () => 1000 * seconds++);
  return { status, out, err };
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'adascope-study-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the command study', () => {
  it('prints a line for each trial, run after run, and a summary behind those of a run', async () => {
    const { status, out } = await run(QUERY);
    expect(status).toBe(0);
    expect(out.endsWith('\n')).toBe(true);
    const lines = out.trim().split('\n');
    const expected = [...study(parseExperiment(QUERY).experiment)].map((record) => JSON.stringify(record));
    expect(lines).toEqual(expected);
    expect(lines).toHaveLength(80 + 1 + 40 + 1);
    expect(Object.keys(JSON.parse(lines[0]))).toEqual([
      'run',
      'trial',
      'at',
      'seed',
      'value',
      'final',
      'best',
      'bestStep',
      'reached',
      'minimum',
      'status',
    ]);
  });

  it('prints the same with any number of processes', async () => {
    const alone = await run(QUERY, '--workers', '1');
    expect((await run(QUERY, '--workers', '3')).out).toBe(alone.out);
  });

  it('says on the way how far it is, on standard error', async () => {
    expect((await run(QUERY)).err).toMatch(
      /^run 0 \(1 of 2\): 80 of 80 trials\nrun 1 \(2 of 2\): 40 of 40 trials\n$/,
    );
  });

  it('makes a table of the trials', async () => {
    const { out } = await run(QUERY, '--format', 'csv');
    const [header, first, ...rest] = out.trim().split('\n');
    expect(header).toBe('run,trial,lr,beta1,seed,value,final,best,bestStep,reached,minimum,status');
    expect(first).toMatch(/^0,0,0\.001,0,1,/);
    expect(rest).toHaveLength(119);
    // What gradient descent lacks is empty.
    expect(rest[rest.length - 1]).toMatch(/^1,39,1,,1,/);
  });

  it.each([0, 1, 57, 500, 9_000])(
    'goes on with a file of which only %i characters were written',
    async (kept) => {
      const whole = (await run(QUERY)).out;
      const file = join(folder, `torn-${kept}.ndjson`);
      writeFileSync(file, whole.slice(0, kept));
      const { out, err, status } = await run(QUERY, '--resume', file);
      expect(status).toBe(0);
      expect(out).toBe(whole);
      expect(readFileSync(file, 'utf8')).toBe(whole);
      const known = whole.slice(0, kept).split('\n').length - 1;
      expect(err).toContain(`${known} trials are known`);
      if (kept > 0) expect(err).toContain('The last line was torn and is dropped: ');
    },
  );

  it('goes on with a search that learns', async () => {
    const query = 'surface=beale&run=adam&steps=30&study=tpe,trials:30&axis=lr&axis=beta1,from:0,to:0.99';
    const whole = (await run(query)).out;
    const file = join(folder, 'tpe.ndjson');
    writeFileSync(file, whole.slice(0, Math.floor(whole.length / 2)));
    expect((await run(query, '--resume', file)).out).toBe(whole);
  });

  it('computes nothing twice: trials in the file are believed', async () => {
    const query = 'surface=booth&run=sgd&steps=5&axis=lr,at:0.01/0.02';
    const [first, ...rest] = (await run(query)).out.trim().split('\n');
    const file = join(folder, 'believed.ndjson');
    writeFileSync(file, `${JSON.stringify({ ...JSON.parse(first), value: -5 })}\n`);
    const lines = (await run(query, '--resume', file)).out.trim().split('\n');
    expect(JSON.parse(lines[0]).value).toBe(-5);
    expect(lines[1]).toBe(rest[0]);
    expect(JSON.parse(lines[2]).summary.best.value).toBe(-5);
  });

  it('refuses the file of another study, and one that is none', async () => {
    const file = join(folder, 'other.ndjson');
    writeFileSync(file, (await run('surface=beale&run=adam&steps=40&axis=lr,at:0.1/0.2')).out);
    const other = await run(QUERY, '--resume', file);
    expect(other.status).toBe(2);
    expect(other.err).toContain('is of another study');
    writeFileSync(file, 'hello\n{}\n');
    const none = await run(QUERY, '--resume', file);
    expect(none.status).toBe(2);
    expect(none.err).toContain('line 1 is no record of a study');
    expect(readFileSync(file, 'utf8')).toBe('hello\n{}\n');
  });

  it.each([
    [[], 'There is no query.'],
    [['a', 'b'], 'There is more than one query'],
    [['a', '--workers', '0'], '--workers is a whole number, 1 to 64, not "0".'],
    [['a', '--format', 'xml'], '--format is ndjson or csv, not "xml".'],
    [['a', '--format', 'csv', '--resume', 'x'], '--resume goes with --format ndjson'],
    [['a', '--what'], "Unknown option '--what'"],
  ])('says what is wrong with its arguments: %j', async (argv, message) => {
    const { status, err, out } = await run(...argv);
    expect(status).toBe(2);
    expect(err).toContain(message);
    expect(out).toBe('');
  });

  it('says what was repaired of the study', async () => {
    const { err } = await run(
      'surface=booth&run=sgd&steps=2&study=gird,measure:accuracy,seeds:0&axis=beta7&axis=lr,from:0,to:1,n:2.4&axis=momentum,from:-1,to:2,n:2&axis=lr',
    );
    expect(err).toContain('axis[0]: given "beta7", used "ignored", allowed: one of lr, momentum');
    expect(err).toContain('axis[1].from: given "0", used "0.00001", allowed: above 0');
    expect(err).toContain('axis[1].n: given "2.4", used "2"');
    expect(err).toContain('axis[2].from: given "-1", used "0"');
    expect(err).toContain('axis[3]: given "lr", used "ignored", allowed: once');
    expect(err).toContain('study: given "gird", used "grid", allowed: did you mean grid?');
    expect(err).toContain('study.seeds: given "0", used "1"');
    expect(err).toContain('study.measure: given "accuracy", used "final", allowed: only with surface=mnist');
  });

  it('keeps to the limit of trials, and says so', () => {
    const { experiment, problems } = parseExperiment('axis=lr,n:2000&axis=momentum,from:0,to:1,n:1000');
    expect(experiment.axes.map(({ n }) => n)).toEqual([1000, 1000]);
    expect(problems).toContainEqual(
      expect.objectContaining({
        key: 'axis[0].n',
        given: '2000',
        used: '1000',
        allowed: 'at most 1000000 trials in all',
      }),
    );
    const most = parseExperiment(`study=random,trials:1000000,seeds:10&axis=lr`);
    expect(most.experiment.study?.args.trials).toBe(100_000);
  });
});
