import { describe, expect, it } from 'vitest';
import { DEFAULT_FORMULA, DEFAULT_RULE } from '../core/formula/index.ts';
import { trace } from '../surface/trace.ts';
import { computation, formatExperiment, parseExperiment } from './index.ts';

const of = (link: string) => computation(parseExperiment(link).experiment);

describe('a computation', () => {
  it('is the same for experiments that only look different', () => {
    const plain = of('surface=beale&run=adam,lr:0.1');
    expect(of('surface=beale&run=adam,lr:0.1,label:Mine&view=3d&t=9&title=a&theme=dark&embed=1')).toEqual(
      plain,
    );
    expect(of('surface=beale&run=adam,lr:0.1&seed=2')).not.toEqual(plain);
  });

  it('is plain data that can be posted', () => {
    const made = of('run=adam~cosine~clip');
    expect(structuredClone(made)).toEqual(made);
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
  });

  it('takes the default rule for one that cannot be read, which stays in the experiment', () => {
    const { experiment, problems } = parseExperiment('run=custom&rule=x+=');
    expect(problems).toMatchObject([{ key: 'rule[0]', given: 'x+=', used: DEFAULT_RULE }]);
    expect(problems[0].rule).toMatchObject({ kind: 'rule', error: { code: expect.any(String) } });
    expect(experiment.rules).toEqual(['x+=']);
    expect(formatExperiment(experiment)).toBe('rule=x%2B%3D&run=custom');
    expect([...trace(experiment)]).toEqual([...trace({ ...experiment, rules: [DEFAULT_RULE] })]);
  });

  it('takes the default formula for one that cannot be read, which stays in the experiment', () => {
    const { experiment, problems } = parseExperiment('surface=custom&f=x^2%2B(y');
    expect(problems).toMatchObject([{ key: 'f', given: 'x^2+(y', used: DEFAULT_FORMULA }]);
    expect(experiment.formula).toBe('x^2+(y');
    expect(formatExperiment(experiment)).toBe('surface=custom&f=x%5E2%2B%28y');
    expect([...trace(experiment)]).toEqual([...trace({ ...experiment, formula: DEFAULT_FORMULA })]);
  });

  it('has a formula and a rule even when the link has none, and says so', () => {
    const surface = parseExperiment('surface=custom');
    expect(surface.experiment.formula).toBe(DEFAULT_FORMULA);
    expect(surface.problems).toMatchObject([{ key: 'f', given: '', used: DEFAULT_FORMULA }]);
    const run = parseExperiment('run=custom');
    expect(run.experiment.rules).toEqual([DEFAULT_RULE]);
    expect(run.problems).toMatchObject([{ key: 'rule[0]', given: '', used: DEFAULT_RULE }]);
  });

  it('finds the rule of each custom run', () => {
    const two = 'rule=x%3Dx-lr*g&rule=x%3Dx-2*lr*g';
    const { experiment, problems } = parseExperiment(`run=custom,rule:2&run=custom,rule:3&${two}`);
    expect(experiment.runs.map(({ optimizer }) => optimizer.args.rule)).toEqual([2, 1]);
    expect(problems).toMatchObject([{ key: 'run[1].rule', given: '3', used: '1' }]);
  });
});
