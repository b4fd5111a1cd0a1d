import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../experiment/index.ts';
import { experiments } from '../experiment/testing/arbitraries.ts';
import { type Frame, trace } from './trace.ts';

const of = (link: string, every?: number): Frame[] => [
  ...trace(parseExperiment(link).experiment, every === undefined ? {} : { every }),
];

describe('a trace', () => {
  it('is that of gradient descent written out by hand', () => {
    const [x, y] = [0.3, -0.2];
    const gradient = (x: number, y: number) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)];
    const expected: object[] = [{ theta: [x, y], lr: null, grad: null, rate: null, realized: null }];
    let theta = [x, y];
    for (let step = 1; step <= 20; step++) {
      const grad = gradient(theta[0], theta[1]);
      theta = theta.map((value, i) => value - 0.001 * grad[i]);
      const loss = (1 - theta[0]) ** 2 + 100 * (theta[1] - theta[0] ** 2) ** 2;
      expected.push({ step, theta, loss, lr: 0.001, grad, rate: [0.001, 0.001] });
    }
    const found = of('start=0.3,-0.2&run=sgd,lr:0.001&steps=20');
    expect(found).toHaveLength(21);
    for (const [i, frame] of found.entries()) {
      for (const [key, value] of Object.entries(expected[i])) {
        const numbers = [frame[key as keyof Frame]].flat() as (number | null)[];
        for (const [k, number] of [value].flat().entries()) {
          if (number === null) expect(numbers[k]).toBeNull();
          else expect(numbers[k]).toBeCloseTo(number, 12);
        }
      }
    }
  });

  it('tells the gradient, the rates and the learning rate that the update used', () => {
    const [start, first, second] = of(
      'start=1,1&surface=saddle&run=adam,lr:0.1~step,every:1,gamma:0.5~clip,norm:1',
    );
    expect(start).toMatchObject({ step: 0, theta: [1, 1], lr: null, grad: null, rate: null, realized: null });
    // The gradient (2, −2) clipped to the norm 1.
    expect(first.grad?.[0]).toBeCloseTo(Math.SQRT1_2, 6);
    expect(first.grad?.[1]).toBeCloseTo(-Math.SQRT1_2, 6);
    expect([first.lr, second.lr]).toEqual([0.1, 0.05]);
    expect(first.rate?.[0]).toBeCloseTo(0.1 / Math.SQRT1_2, 5);
    expect(first.theta[0]).toBeCloseTo(0.9, 6);
    expect(first.realized?.[0]).toBeCloseTo(0.1 / Math.SQRT1_2, 5);
  });

  it('goes run after run, each from its start to its last step', () => {
    const frames = of('run=sgd,lr:0.0001&run=adam&steps=3');
    expect(frames.map(({ run, step }) => [run, step])).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 0],
      [1, 1],
      [1, 2],
      [1, 3],
    ]);
  });

  it('ends a run that stops being finite with a record that says so', () => {
    const frames = of('run=sgd,lr:10&run=adam&steps=50');
    const last = frames.findLast(({ run }) => run === 0);
    expect(last).toMatchObject({ status: 'diverged', loss: null });
    expect(last?.step).toBeLessThan(10);
    expect(frames.filter(({ status }) => status)).toHaveLength(1);
    expect(frames.filter(({ run }) => run === 1)).toHaveLength(51);
  });

  it('is one record long where there is nothing to start from', () => {
    expect(of('start=1e200,0&run=sgd')).toEqual([
      {
        run: 0,
        step: 0,
        theta: [1e200, 0],
        loss: null,
        lr: null,
        grad: null,
        rate: null,
        realized: null,
        status: 'undefined',
        reason: 'the loss is not defined at the start 1e+200,0. It is at 2,0.',
      },
    ]);
  });

  it('keeps the first, every N-th and the last record', () => {
    expect(of('run=adam&steps=10', 4).map(({ step }) => step)).toEqual([0, 4, 8, 10]);
    expect(of('run=adam&steps=8', 4).map(({ step }) => step)).toEqual([0, 4, 8]);
    const all = of('run=sgd,lr:10&steps=50');
    expect(of('run=sgd,lr:10&steps=50', 1000)).toEqual([all[0], all.at(-1)]);
  });

  it('computes no more than is asked for', () => {
    const frames = trace(parseExperiment('steps=1000000').experiment)[Symbol.iterator]();
    expect(frames.next().value).toMatchObject({ step: 0 });
    expect(frames.next().value).toMatchObject({ step: 1 });
  });

  it('is plain JSON: what is not finite is null', () => {
    fc.assert(
      fc.property(experiments(2), (experiment) => {
        fc.pre(experiment.surface.id !== 'mnist');
        for (const frame of trace({ ...experiment, steps: Math.min(experiment.steps, 5) })) {
          expect(JSON.parse(JSON.stringify(frame))).toEqual(frame);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is the same every time', () => {
    const link = 'surface=regression,batch:1&run=sgd~noise,sigma:1&run=adam&steps=50&seed=3';
    expect(of(link)).toEqual(of(link));
    expect(of(link)).not.toEqual(of(link.replace('seed=3', 'seed=4')));
  });

  it('is not for networks', () => {
    expect(() => of('surface=mnist')).toThrow(RangeError);
  });
});

describe('a trace with stability', () => {
  const query =
    'surface=rosenbrock&start=-1.5,2&run=sgd,lr:0.001,momentum:0.9&run=adam,lr:0.05&run=lion&steps=12';
  const { experiment } = parseExperiment(query);
  const measured = [...trace(experiment, { stability: true })];

  it('adds to each record the curvature where its gradient was taken, alone and with the rates', () => {
    for (const [i, { step, rate, sharpness, preconditioned }] of measured.entries()) {
      if (step === 0) {
        expect([sharpness, preconditioned]).toEqual([null, null]);
        continue;
      }
      const [x, y] = measured[i - 1].theta as readonly [number, number];
      const [a, b, c] = [2 - 400 * (y - 3 * x * x), -400 * x, 200];
      const largest = (a: number, b: number, c: number): number =>
        (a + c) / 2 + Math.sqrt(((a - c) / 2) ** 2 + b * b);
      const [r0, r1] = rate as readonly [number, number];
      expect((sharpness as number) / largest(a, b, c)).toBeCloseTo(1, 12);
      expect((preconditioned as number) / largest(r0 * a, Math.sqrt(r0 * r1) * b, r1 * c)).toBeCloseTo(1, 12);
    }
  });

  it('says the limit of a rule at its settings, and null where none is known', () => {
    const limits = measured.filter(({ step }) => step === 0).map(({ limit }) => limit);
    expect(limits).toEqual([expect.closeTo(3.8, 12), expect.closeTo(38, 12), null]);
  });

  it('changes nothing else, whichever steps are recorded', () => {
    const plain = [...trace(experiment)];
    const bare = measured.map(({ sharpness: _, preconditioned: __, limit: ___, ...rest }) => rest);
    expect(bare).toEqual(plain);
    const some = [...trace(experiment, { stability: true, every: 5 })];
    expect(some).toEqual(measured.filter(({ step }) => step % 5 === 0 || step === 12));
  });
});
