import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optimizers } from '../core/optimizers/index.ts';
import { surfaces } from '../core/surfaces/index.ts';
import {
  defaultRuns,
  formatExperiment,
  nameOfRule,
  parseExperiment,
  ratesAlike,
  ruleNamed,
  searchRate,
} from './index.ts';
import { contextOf, ends, RULES, runOf, withSuitedRate } from './testing/suited.ts';

describe('a run that is added', () => {
  it.each(['rosenbrock', 'ackley', 'saddle', 'valley', 'sparse'])(
    'comes lower within 500 updates, whatever its rule, on %s',
    (id) => {
      const context = contextOf(id);
      const worse = RULES.filter((rule) => {
        const { first, last } = ends(context, withSuitedRate(context, runOf(rule)));
        return !(last < first);
      });
      expect(worse).toEqual([]);
    },
  );

  it('comes lower on formulas of any scale and narrowness', () => {
    const formulas = fc
      .record({ scale: fc.integer({ min: -4, max: 5 }), narrow: fc.integer({ min: 0, max: 4 }) })
      .map(({ scale, narrow }) => `1e${scale}*((x-1)^2 + 1e${narrow}*(y+0.5*x)^2)`);
    fc.assert(
      fc.property(
        formulas,
        fc.constantFrom('sgd', 'momentum', 'adam', 'lion', 'muon', 'custom'),
        (formula, rule) => {
          const context = { ...contextOf('custom'), formula, start: [-1.5, 2] as const };
          const { first, last } = ends(context, withSuitedRate(context, runOf(rule)));
          expect(last).toBeLessThan(first);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('has the chosen rates where there are some, and others where the surface or the start is another', () => {
    for (const { id } of surfaces) {
      if (id === 'custom') continue;
      const context = contextOf(id);
      for (const run of defaultRuns(id)) {
        const other = { ...run, optimizer: ruleNamed(nameOfRule(run.optimizer)) };
        expect(withSuitedRate(context, other).optimizer.args.lr, id).toBe(run.optimizer.args.lr);
      }
    }
    const steep = parseExperiment('surface=quadratic,condition:2000&run=sgd').experiment;
    const { lr } = withSuitedRate(steep, steep.runs[0]).optimizer.args;
    expect(lr).toBeLessThan(2 / 2000);
    expect(lr).toBeGreaterThanOrEqual(2e-4);
  });

  it('keeps what a person set beside the rate, and is found again from its link', () => {
    const { experiment } = parseExperiment(
      'surface=beale&run=adam,beta1:0.5,weightDecay:0.1~cosine~clip,norm:3',
    );
    const run = withSuitedRate(experiment, experiment.runs[0]);
    expect(run.optimizer.args).toMatchObject({ beta1: 0.5, weightDecay: 0.1 });
    const link = formatExperiment({ ...experiment, runs: [run] });
    expect(parseExperiment(link)).toEqual({ experiment: { ...experiment, runs: [run] }, problems: [] });
    expect(withSuitedRate(experiment, run)).toEqual(run);
  });

  it('has a measured rate for networks, whatever its rule', () => {
    const context = { ...contextOf('mnist'), formula: null };
    for (const rule of RULES) {
      if (optimizers.find(({ id }) => id === rule)?.needs === 'objective' || rule === 'custom') continue;
      const search = searchRate(context, runOf(rule)).next();
      expect(search, rule).toEqual({ done: true, value: { lr: expect.any(Number) } });
    }
    const usual = defaultRuns('mnist').map(({ optimizer }) => optimizer.args.lr);
    const found = ['sgd', 'momentum', 'adagrad', 'rmsprop', 'adam'].map(
      (rule) => withSuitedRate(context, runOf(rule)).optimizer.args.lr,
    );
    expect(found).toEqual(usual);
  });
});

describe('a rate', () => {
  it('means the same to rules of one family only', () => {
    expect(ratesAlike(ruleNamed('adam'), ruleNamed('amsgrad'))).toBe(true);
    expect(ratesAlike(ruleNamed('momentum'), ruleNamed('nesterov'))).toBe(true);
    expect(ratesAlike(ruleNamed('lion'), ruleNamed('lion'))).toBe(true);
    expect(ratesAlike(ruleNamed('sgd'), ruleNamed('adam'))).toBe(false);
    expect(ratesAlike(ruleNamed('lion'), ruleNamed('muon'))).toBe(false);
  });
});
