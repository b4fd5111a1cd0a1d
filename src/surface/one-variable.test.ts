import { describe, expect, it } from 'vitest';
import { formatExperiment, parseExperiment } from '../experiment/index.ts';
import { study } from '../study/study.ts';
import { trace } from './trace.ts';

const of = (query: string) => parseExperiment(query).experiment;
const framesOf = (query: string) => [...trace(of(query), { stability: true })];

describe('a function of x alone', () => {
  const square = 'surface=custom&f=x%5E2&start=10';

  it('has one coordinate in every record: ten steps on x² multiply it by 1 − 2·rate each', () => {
    const frames = framesOf(`${square}&run=sgd,lr:0.2&steps=10`);
    expect(frames.at(-1)?.theta).toHaveLength(1);
    expect(frames.at(-1)?.theta[0]).toBeCloseTo(10 * 0.6 ** 10, 12);
    expect(frames[1]).toMatchObject({ grad: [20], rate: [0.2], limit: 2, sharpness: 2, preconditioned: 0.4 });
    expect(frames[1].realized?.[0]).toBeCloseTo(0.2, 15);
  });

  it('has the curvature of its second derivative, below 0 too', () => {
    const [, frame] = framesOf('surface=custom&f=-x%5E2&start=1&run=sgd,lr:0.1&steps=1');
    expect(frame).toMatchObject({ sharpness: -2 });
    expect(frame.preconditioned).toBeCloseTo(-0.2, 15);
  });

  it('moves by x as x² + 0y from a y of 0 does, whatever the rule', () => {
    for (const run of ['adam,lr:0.3', 'sgd,lr:0.1,momentum:0.9', 'newton', 'adagrad,lr:1~clip,norm:1']) {
      const one = framesOf(`${square}&run=${run}&steps=20`);
      const two = framesOf(`surface=custom&f=x%5E2%2B0*y&start=10,0&run=${run}&steps=20`);
      expect(one.map(({ theta }) => theta[0])).toEqual(two.map(({ theta }) => theta[0]));
    }
  });

  it('has noise by x only: the norm by which a gradient is clipped knows no other', () => {
    const frames = framesOf(`${square}&run=sgd,lr:0.1~noise,sigma:5~clip,norm:1&steps=30`);
    for (const { grad } of frames.slice(1)) expect(Math.abs(grad?.[0] ?? 0)).toBeCloseTo(1, 6);
  });

  it('is studied from starts along x', () => {
    const records = [...study(of(`${square}&run=sgd,lr:0.25&steps=1&axis=start.x,from:1,to:3,n:3`))];
    expect(records.flatMap((record) => ('final' in record ? [record.final] : []))).toEqual([0.25, 1, 2.25]);
  });
});

describe('a link to a function of x alone', () => {
  it.each([
    'surface=custom&f=x^2&start=10&window=-11,11',
    'surface=custom&f=cos(x)',
    'surface=custom&f=3&start=1',
  ])('%s is written as it is read', (query) => {
    const { experiment, problems } = parseExperiment(query);
    expect(problems).toEqual([]);
    expect(decodeURIComponent(formatExperiment(experiment))).toBe(query);
  });

  it('of which two coordinates are given keeps the first, and says so', () => {
    const { experiment, problems } = parseExperiment('surface=custom&f=x^2&start=10,3');
    expect(experiment.start).toEqual([10, 0]);
    expect(problems).toMatchObject([{ key: 'start', given: '10,3', used: '10', allowed: 'a number' }]);
  });

  it('of which a window of four numbers is given says what is allowed', () => {
    const { experiment, problems } = parseExperiment('surface=custom&f=x^2&window=-1,1,-2,2');
    expect(experiment.window).toBeNull();
    expect(problems).toMatchObject([{ key: 'window', allowed: 'two numbers, x0,x1, with x0 < x1' }]);
  });

  it('becomes one of the plane as soon as y occurs', () => {
    expect(of('surface=custom&f=x^2%2Bpow(y,2)&start=1,2').start).toEqual([1, 2]);
  });
});
