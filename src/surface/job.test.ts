import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createObjective } from '../core/objective.ts';
import { COLUMNS, column, MAX_ROWS, type RunRecord, stepOfRow } from '../core/record.ts';
import { createRun, type Run } from '../core/run.ts';
import { computation as computationOf, parseExperiment } from '../experiment/index.ts';
import type { Computation } from '../experiment/types.ts';
import type { FromThread } from '../runtime/job.ts';
import { createJobThread } from '../runtime/job-thread.ts';
import { createSurfaceJob } from './job.ts';
import type { Inspection, SurfaceEvent } from './messages.ts';

const ask = (query: string): Computation => computationOf(parseExperiment(query).experiment);

type Said = (SurfaceEvent & { readonly generation: number }) | Exclude<FromThread, { type: 'event' }>;

/** The job on a thread of this one, with everything it said, and a way to wait until it has said something. */
function bench() {
  const said: Said[] = [];
  let turns = 0;
  let heard = (): void => undefined;
  const session = createJobThread({
    jobs: { surface: { create: createSurfaceJob } },
    post: (message) => {
      const { generation } = message;
      said.push(message.type === 'event' ? { generation, ...(message.event as SurfaceEvent) } : message);
      heard();
    },
    yieldToEventLoop: () =>
      new Promise((resolve) => {
        turns++;
        setImmediate(resolve);
      }),
    now: () => performance.now(),
  });
  /** Resolves as soon as `when` holds after a message. */
  const until = (when: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      heard = () => when() && resolve();
      heard();
    });
  let generation = 0;
  const compute = (computation: Computation): number => {
    generation++;
    const command = { type: 'compute', computation, together: 100 };
    session.receive({ type: 'begin', generation, job: 'surface', command });
    return generation;
  };
  const inspect = (run: number, step: number, of = generation): Inspection | undefined => {
    session.receive({ type: 'command', generation: of, command: { type: 'inspect', run, step } });
    const last = said[said.length - 1];
    return last?.type === 'inspected' ? last.inspection : undefined;
  };
  /** The same, however many turns it takes. */
  const inspected = async (run: number, step: number): Promise<Inspection | undefined> => {
    const answers = () => said.filter((message) => message.type === 'inspected');
    const before = answers().length;
    inspect(run, step);
    await until(() => answers().length > before);
    return answers().at(-1)?.inspection;
  };
  const complete = (of = generation) =>
    until(() => said.some((m) => m.type === 'computed' && m.generation === of && m.complete));
  const recordsOf = (of = generation): RunRecord[] => {
    const records: RunRecord[] = [];
    for (const message of said) {
      if (message.type !== 'computed' || message.generation !== of) continue;
      for (const { run, record: found } of message.runs) records[run] = found;
    }
    return records;
  };
  return { session, said, until, compute, inspect, inspected, complete, recordsOf, turns: () => turns };
}

/** Some turns of the event loop: what a session still had to do would be done by then. */
const idle = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
};

/** The run itself, without sessions, recorders or slices. */
const runOf = ({ surface, formula, runs, start, seed, rules }: Computation, index: number): Run =>
  createRun(runs[index], createObjective(surface, formula, seed), start, seed, rules);

/** A row of the columns as the run shows it. */
const rowOf = ({ step, theta, loss, updater }: Run): number[] => {
  const of = (value: number) => (step > 0 ? value : Number.NaN);
  const { lr, gradient, rate, realized } = updater;
  const made = [lr, gradient[0], gradient[1], rate[0], rate[1], realized[0], realized[1]];
  return [theta[0], theta[1], loss, ...made.map(of)];
};

const FIVE = 'surface=beale&start=1,1.5&seed=3&steps=300';
const STAGED =
  '&run=adam,lr:0.05~cosine,steps:300~warmup,steps:20&run=sgd,lr:0.01,momentum:0.9~noise,sigma:2~clip,norm:1' +
  '&run=rmsprop,lr:0.02,centered:1&run=adadelta&run=custom';

describe('a computation', () => {
  it('gives each run the numbers of a plain loop, step by step', async () => {
    const { compute, complete, recordsOf } = bench();
    const computation = ask(FIVE + STAGED);
    compute(computation);
    await complete();
    expect(recordsOf()).toHaveLength(5);
    for (const [index, record] of recordsOf().entries()) {
      expect(record).toMatchObject({ rows: 301, stride: 1, last: 300, status: 'finished' });
      const run = runOf(computation, index);
      for (let row = 0; row <= 300; row++) {
        expect(COLUMNS.map((name) => column(record, name)[row])).toEqual(rowOf(run));
        run.advance();
      }
    }
  });

  it('ends a run that diverges at that step, and lets the others finish', async () => {
    const { compute, complete, recordsOf } = bench();
    const computation = ask('run=sgd,lr:1&run=adam,lr:0.1&steps=400');
    compute(computation);
    await complete();
    const [diverged, finished] = recordsOf();
    const run = runOf(computation, 0);
    while (run.advance());
    expect(diverged).toMatchObject({ status: 'diverged', last: run.step, rows: run.step + 1 });
    expect(run.step).toBeLessThan(20);
    expect(column(diverged, 'x')[diverged.rows - 2]).toSatisfy(Number.isFinite);
    expect(finished).toMatchObject({ status: 'finished', last: 400 });
  });

  it('of many steps keeps rows with the numbers of their steps', async () => {
    const { compute, complete, recordsOf } = bench();
    const computation = ask('run=adam,lr:0.001&steps=200000');
    compute(computation);
    await complete();
    const [record] = recordsOf();
    expect(record.rows).toBeLessThanOrEqual(MAX_ROWS);
    expect(record.buffer.length).toBe(COLUMNS.length * record.rows);
    expect(record.last).toBe(200_000);
    const run = runOf(computation, 0);
    let row = 0;
    for (let step = 0; step <= 200_000; step++) {
      if (stepOfRow(record, row) === step) {
        if (column(record, 'x')[row] !== run.theta[0] || column(record, 'rx')[row] !== rowOf(run)[6]) {
          if (step > 0) expect.fail(`row ${row} is not step ${step}`);
        }
        row++;
      }
      run.advance();
    }
    expect(row).toBe(record.rows);
  });

  it('needs no more room for a million steps than for ten thousand', async () => {
    const bytes = async (steps: number) => {
      const { compute, complete, recordsOf } = bench();
      compute(ask(`surface=saddle&start=1,0&run=sgd,lr:0.0001&steps=${steps}`));
      await complete();
      return recordsOf().reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
    };
    const short = await bytes(10_000);
    expect(short).toBe(COLUMNS.length * 10_001 * 8);
    expect(await bytes(1_000_000)).toBeLessThanOrEqual(short);
  });

  it('of short runs is told at once', async () => {
    const { said, compute, complete } = bench();
    compute(ask('steps=20'));
    await complete();
    expect(said.filter(({ type }) => type === 'computed')).toHaveLength(1);
    expect(said[said.length - 1]).toMatchObject({ type: 'computed', complete: true });
  });

  it('of many steps is shown as far as it is, says how far that is, and ends with every run whole', async () => {
    const { said, compute, complete } = bench();
    compute(ask(`steps=300000${'&run=adam'.repeat(6)}`));
    await complete();
    const told = said.flatMap((message) => (message.type === 'computed' ? message.runs : []));
    const whole = told.filter(({ record }) => record.status === 'finished').map(({ run }) => run);
    expect(whole.sort()).toEqual([0, 1, 2, 3, 4, 5]);
    const partly = told.filter(({ record }) => record.status === 'computing');
    expect(new Set(partly.map(({ run }) => run)).size).toBe(6);
    for (const { record } of partly) expect(record.last).toBeGreaterThan(0);
    const fractions = said.flatMap((message) => (message.type === 'progress' ? [message.fraction] : []));
    expect(fractions.length).toBeGreaterThan(2);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.every((fraction) => fraction > 0 && fraction < 1)).toBe(true);
    const last = said
      .filter(({ type }) => type === 'computed')
      .map((m) => (m as { complete: boolean }).complete);
    expect(last).toEqual([...last.slice(0, -1).map(() => false), true]);
  });

  it('of updates of a hundred million gradients gives a sign of life every few milliseconds', async () => {
    const { session, said, compute, until, inspect } = bench();
    const of = compute(
      ask(
        `surface=regression,n:10000,batch:10000&steps=5000${'&run=sgd,lr:1e-9~accumulate,every:10000'.repeat(3)}`,
      ),
    );
    const begun = performance.now();
    await until(() => said.length >= 12);
    // A dozen slices, where not one update is made; far from the seconds that one takes.
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(said.every(({ type }) => type !== 'inspected')).toBe(true);
    expect(inspect(0, 3000)?.step ?? 0).toBe(0);
    session.receive({ type: 'cancel', generation: of });
    await idle();
    const after = said.length;
    await idle();
    expect(said).toHaveLength(after);
  });

  it('lets messages in again and again, however long it is', async () => {
    const { compute, complete, turns } = bench();
    compute(ask(`steps=200000${'&run=adam'.repeat(6)}`));
    await complete();
    expect(turns()).toBeGreaterThan(20);
  });

  it('that is impossible is a failure that is told, and the next one works', async () => {
    const { said, compute, until, complete, recordsOf } = bench();
    const good = ask('steps=10');
    const of = compute({ ...good, surface: { id: 'nowhere', args: {} } });
    await until(() => said.length > 0);
    expect(said).toEqual([
      { type: 'failed', generation: of, reason: 'error', message: expect.stringContaining('"nowhere"') },
    ]);
    compute(good);
    await complete();
    expect(recordsOf()).toHaveLength(5);
  });
});

describe('a job on its thread', () => {
  it('computes only the latest of the requests that wait', async () => {
    const { said, compute, complete, recordsOf } = bench();
    for (let k = 1; k <= 20; k++) compute(ask(`start=${k / 10},1&steps=50`));
    await complete();
    expect(new Set(said.map(({ generation }) => generation))).toEqual(new Set([20]));
    expect(column(recordsOf()[0], 'x')[0]).toBe(2);
  });

  it('drops a long computation for a newer one after a few slices', async () => {
    const { said, compute, until, complete } = bench();
    const long = compute(ask(`steps=1000000${'&run=adam'.repeat(12)}`));
    await until(() => said.some(({ type }) => type === 'progress'));
    const before = said.length;
    const short = compute(ask('steps=10'));
    await complete(short);
    await idle();
    expect(before).toBeLessThan(5);
    expect(said.slice(before).filter(({ generation }) => generation === long)).toEqual([]);
    expect(said.filter(({ type }) => type === 'computed')).toHaveLength(1);
  });

  it('stops when it is told to, and answers nothing more', async () => {
    const { session, said, compute, until } = bench();
    const of = compute(ask(`steps=1000000${'&run=adam'.repeat(12)}`));
    await until(() => said.length > 0);
    session.receive({ type: 'cancel', generation: of });
    const before = said.length;
    // The slice in progress may still be told of.
    await idle();
    expect(said.length - before).toBeLessThanOrEqual(1);
    const after = said.length;
    await idle();
    expect(said).toHaveLength(after);
    expect(said.some(({ type }) => type === 'computed')).toBe(false);
  });

  it('does not listen to messages older than what it does', async () => {
    const { session, said, compute, complete, inspect } = bench();
    compute(ask('steps=20'));
    const now = compute(ask('steps=30'));
    const command = { type: 'compute', computation: ask('steps=40'), together: 100 };
    session.receive({ type: 'begin', generation: now - 1, job: 'surface', command });
    session.receive({ type: 'cancel', generation: now - 1 });
    await complete();
    await idle();
    expect(new Set(said.map(({ generation }) => generation))).toEqual(new Set([now]));
    expect(inspect(0, 3, now - 1)).toBeUndefined();
    expect(inspect(0, 3, now)).toMatchObject({ step: 3 });
  });

  it('signs everything it says with the generation that it belongs to', async () => {
    const { said, compute, until, complete } = bench();
    compute(ask('steps=300000'));
    await until(() => said.length > 1);
    const second = compute(ask('steps=100000'));
    await complete();
    const order = said.map(({ generation }) => generation);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[order.length - 1]).toBe(second);
  });

  it('answers between two slices that it lives', async () => {
    const { session, said, compute, until } = bench();
    const generation = compute(ask(`steps=1000000${'&run=adam'.repeat(12)}`));
    await until(() => said.length > 0);
    session.receive({ type: 'ping', generation });
    expect(said.at(-1)).toEqual({ type: 'pong', generation });
    session.receive({ type: 'cancel', generation });
  });

  it('hands over every array of a message once', async () => {
    const emitted: [SurfaceEvent, readonly ArrayBuffer[]][] = [];
    const job = createSurfaceJob({
      emit: (event, transfer = []) => void emitted.push([event, transfer]),
      now: () => performance.now(),
      yieldToEventLoop: () => Promise.resolve(),
      wake: () => undefined,
    });
    job.start({ type: 'compute', computation: ask('steps=100'), together: 0 });
    while (job.advance(8) === 'more');
    const [event, transfer] = emitted[emitted.length - 1];
    const message = event as Extract<SurfaceEvent, { type: 'computed' }>;
    const moved = structuredClone(message, { transfer: [...transfer] });
    expect(moved.runs.every(({ record }) => record.buffer.length > 0)).toBe(true);
    expect(message.runs.every(({ record }) => record.buffer.length === 0)).toBe(true);
  });
});

describe('an inspection', () => {
  const arbitrary = fc.record({
    query: fc.constantFrom(
      'run=adam,lr:0.02~cosine,steps:9000~noise,sigma:1',
      'run=sgd,lr:0.0005,momentum:0.9,nesterov:1~clip,value:3',
      'run=lbfgs,lr:0.1',
      'run=rmsprop,lr:0.01~plateau~accumulate,every:3~noise',
      'surface=regression&run=adagrad,lr:0.1',
      'surface=custom&f=x%5E4%2By%5E2&run=custom,lr:0.01&rule=m+=+0.5*m+%2B+g;+x+=+x+-+lr*m',
    ),
    // Past ten thousand steps not every row is kept.
    steps: fc.constantFrom(1, 40, 700, 12_000),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  it('of any step is what a plain loop has there, kept as a row or not', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async ({ query, steps, at }) => {
        const { compute, complete, inspected } = bench();
        const computation = ask(`${query}&steps=${steps}`);
        compute(computation);
        await complete();
        const step = Math.round(at * steps);
        const run = runOf(computation, 0);
        while (run.step < step - 1) run.advance();
        const before = [...run.theta];
        if (step > 0) run.advance();
        const { updater } = run;
        expect(await inspected(0, step)).toEqual({
          run: 0,
          step,
          before,
          theta: [...run.theta],
          loss: run.loss,
          lr: updater.lr,
          gradient: [...updater.gradient],
          rate: [...updater.rate],
          direction: [...updater.direction],
          realized: [...updater.realized],
          memory: Object.fromEntries(Object.entries(updater.memory).map(([name, v]) => [name, [...v]])),
          scalars: updater.scalars,
        });
      }),
      { numRuns: 40 },
    );
  });

  it('of a run that has diverged shows the update that did it, however far the playhead is', async () => {
    const { compute, complete, inspect, recordsOf } = bench();
    compute(ask('run=sgd,lr:1&run=adam&steps=400'));
    await complete();
    const [record] = recordsOf();
    const last = inspect(0, record.last);
    expect(last?.step).toBe(record.last);
    expect(last?.before.every(Number.isFinite)).toBe(true);
    expect(last?.loss).toSatisfy((loss: number) => !Number.isFinite(loss));
    expect(inspect(0, 400)).toEqual(last);
  });

  it('is never made of an experiment that a newer request has replaced', async () => {
    const { said, compute, complete, inspect } = bench();
    compute(ask('start=1,1&run=sgd&steps=20'));
    await complete();
    const now = compute(ask('start=2,2&run=sgd&steps=20'));
    const early = inspect(0, 0, now);
    await complete();
    expect(early?.theta ?? [2, 2]).toEqual([2, 2]);
    expect(said.filter(({ type }) => type === 'inspected').length).toBeLessThanOrEqual(1);
    expect(inspect(0, 0)?.theta).toEqual([2, 2]);
  });

  it('of a run that is not there is a failure that is told, not an exception', async () => {
    const { session, said, compute, complete } = bench();
    const generation = compute(ask('steps=20'));
    await complete();
    const command = { type: 'inspect', run: 9, step: 3 };
    expect(() => session.receive({ type: 'command', generation, command })).not.toThrow();
    expect(said[said.length - 1].type).toBe('failed');
  });
});

describe('what runs show at a step that is not kept', () => {
  const RULES = ['adagrad,lr:0.3', 'sgd,lr:0.001,momentum:0.9', 'adam,lr:0.01~noise,sigma:1'];
  const LONG = `surface=rosenbrock&steps=20000&run=${RULES.join('&run=')}`;

  it('is what a plain loop has there, for all that were asked', async () => {
    const { session, said, until, compute, complete } = bench();
    const computation = ask(LONG);
    const generation = compute(computation);
    await complete();
    const replayed = () => said.filter((message) => message.type === 'replayed');
    for (const [asked, step] of [9985, 9986, 19_999, 2001].entries()) {
      session.receive({ type: 'command', generation, command: { type: 'replay', runs: [0, 1, 2], step } });
      await until(() => replayed().length > asked);
      const found = replayed()[asked];
      expect(found.step).toBe(step);
      expect(found.rows.map(({ run }) => run)).toEqual([0, 1, 2]);
      for (const { run, row } of found.rows) {
        const plain = runOf(computation, run);
        while (plain.step < step) plain.advance();
        expect(COLUMNS.map((name) => row[name])).toEqual(rowOf(plain));
      }
    }
  });

  it('is left out for runs that have not come so far', async () => {
    const { session, said, until, compute } = bench();
    // No machine makes so many steps before the question is read.
    const generation = compute(ask(LONG.replace('20000', '1000000')));
    const command = { type: 'replay', runs: [0, 1, 2], step: 999_999 };
    session.receive({ type: 'command', generation, command });
    const replayed = () => said.find((message) => message.type === 'replayed');
    await until(() => replayed() !== undefined);
    session.receive({ type: 'cancel', generation: generation + 1 });
    expect(replayed()).toMatchObject({ step: 999_999, rows: [] });
  });
});
