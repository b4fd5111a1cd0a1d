import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../experiment/index.ts';
import { trace } from '../surface/trace.ts';
import { linesOf, networkColumns } from './formats.ts';
import { main } from './main.ts';

/** Runs the command in this process. */
async function run(...argv: string[]) {
  let out = '';
  let err = '';
  const output = {
    out: async (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
  };
  return { status: await main(argv, output), out, err };
}

/** Runs the command as a process. `enough` stops reading after so many characters. */
function spawned(argv: readonly string[], enough = Number.POSITIVE_INFINITY) {
  const script = fileURLToPath(new URL('trace.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...argv]);
  let out = '';
  let err = '';
  child.stdout.on('data', (data) => {
    out += data;
    if (out.length >= enough) child.stdout.destroy();
  });
  child.stderr.on('data', (data) => {
    err += data;
  });
  return new Promise<{ status: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (status) => resolve({ status, out, err }));
  });
}

const QUERY = 'surface=beale&start=1,1.5&run=adam,lr:0.05&steps=20&v=1';

describe('the command trace', () => {
  it('prints one JSON object a line, numbers in full precision', async () => {
    const { status, out, err } = await run(QUERY);
    expect([status, err]).toEqual([0, '']);
    const records = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records).toEqual([...trace(parseExperiment(QUERY).experiment)]);
    expect(Object.keys(records[3])).toEqual([
      'run',
      'step',
      'theta',
      'loss',
      'lr',
      'grad',
      'rate',
      'realized',
    ]);
  });

  it('prints a table with --format csv, empty where a record has no number', async () => {
    const { out } = await run(QUERY, '--format', 'csv');
    const [header, first, second] = out.split('\n').map((line) => line.split(','));
    expect(header.join()).toBe(
      'run,step,theta0,theta1,loss,lr,grad0,grad1,rate0,rate1,realized0,realized1,status',
    );
    expect(first).toEqual(['0', '0', '1', '1.5', '41.25', '', '', '', '', '', '', '', '']);
    const [, frame] = trace(parseExperiment(QUERY).experiment);
    expect(second.slice(0, 12).map(Number)).toEqual(Object.values(frame).flat());
    expect(out.trimEnd().split('\n')).toHaveLength(22);
  });

  it('says in the table that a run diverged', async () => {
    const { out } = await run('run=sgd,lr:10', '--format=csv');
    expect(out.trimEnd().split('\n').at(-1)).toMatch(/,diverged$/);
  });

  it('takes --every anywhere', async () => {
    const { out } = await run('--every', '8', QUERY);
    expect(out.match(/"step":\d+/g)).toEqual(['"step":0', '"step":8', '"step":16', '"step":20']);
  });

  it('tells each repair in one line of standard error, and goes on', async () => {
    const { status, out, err } = await run('surface=beale&run=adam,lr:-1&steps=2.5&title=a%0Ab&steos=1');
    expect(status).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(4);
    expect(err.trimEnd().split('\n')).toHaveLength(4);
    expect(err).toContain('run[0].lr: given "-1", used "0.001", allowed: above 0\n');
  });

  it('prints nothing of a link that a terminal would obey', async () => {
    const nasty = '\u001b[31m\u009b2J\u0007\u202e\u2028\ud800';
    const escaped = encodeURIComponent('\u001b[31m\u009b2J\u0007\u202e\u2028');
    const queries = [
      [`run=sgd,${escaped}:1`],
      [`run=${escaped}&steps=2`],
      [`surface=${escaped}&run=sgd~${escaped}&view=${escaped}&steps=2&title=${escaped}`],
      [`surface=custom&f=${escaped}&steps=2`],
      [`run=custom&rule=${escaped}%0A&steps=2`],
      [`run=${nasty}&step${nasty}s=3&steps=2`],
      ['steps=2', '--format', nasty],
      ['steps=2', '--every', nasty],
      ['steps=2', `--${nasty}`],
      ['surface=mnist,data:mnist', '--data', nasty],
    ];
    for (const query of queries) {
      const { out, err } = await run(...query);
      expect(err, query.join(' ')).not.toBe('');
      expect(`${out}${err}`.replaceAll('\n', ''), query.join(' ')).not.toMatch(
        /[\p{Control}\p{Format}\p{Surrogate}\u2028\u2029]/u,
      );
    }
  });

  it('runs the default experiment for an empty query', async () => {
    const { status, out } = await run('', '--every', '500');
    expect(status).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(10);
  });

  it.each([
    [[], /no query/],
    [['a', 'b'], /quotes/],
    [['', '--format', 'xml'], /ndjson or csv/],
    [['', '--every', '0'], /at least 1/],
    [['', '--every', 'two'], /at least 1/],
    [['', '--engine', 'abacus'], /simd, wasm, cpu, webgl, not "abacus"/],
    [['surface=mnist', '--engine', 'webgl'], /no WebGL in Node/],
    [['', '--colour'], /colour/],
    [['surface=mnist,data:mnist'], /--data/],
    [['surface=mnist,data:mnist', '--data', 'there/is/none'], /there\/is\/none/],
  ])('runs nothing, says why and returns 2 for %j', async (argv, why) => {
    const { status, out, err } = await run(...argv);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(why);
  });

  it('explains itself', async () => {
    const { status, out } = await run('--help');
    expect(status).toBe(0);
    expect(out).toContain('--every');
  });

  it('traces a network: losses, accuracies and rates by layer', async () => {
    const query = 'surface=mnist,hidden:8,batch:16&run=sgd,lr:0.1&run=adam&steps=2';
    const { status, out, err } = await run(query);
    expect([status, err]).toEqual([0, '']);
    const records = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map(({ run, step }) => [run, step])).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 0],
      [1, 1],
      [1, 2],
    ]);
    expect(records[0].loss).toBe(records[3].loss);
    expect(Object.keys(records[1].rate)).toEqual(['layer0', 'layer1']);
    const { header, line } = linesOf('csv', networkColumns(2));
    const cells = (header ?? '').split(',');
    const row = line(records[1]).split(',');
    expect(header).toContain('rate1_95,untouched0,untouched1,status');
    expect(row).toHaveLength(cells.length);
    expect(Number(row[cells.indexOf('rate1_50')])).toBe(records[1].rate.layer1[2]);
    expect(line(records[0]).split(',')).toHaveLength(cells.length);
  });
});

describe('the process', () => {
  it('writes to standard output and returns the status', async () => {
    const { status, out, err } = await spawned([QUERY]);
    expect([status, err]).toEqual([0, '']);
    expect(out.trimEnd().split('\n')).toHaveLength(21);
  });

  it('returns 2 when nothing could be run', async () => {
    const { status, out } = await spawned([]);
    expect([status, out]).toEqual([2, '']);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const { status, out, err } = await spawned(['steps=1000000'], 1000);
    expect([status, err]).toEqual([0, '']);
    expect(out.length).toBeLessThan(1_000_000);
  });
});
