/**
 * What typing costs: each group compares a function or rule of the tables with the same one as a person would type it. A tenth
 * of the speed is the aim.
 */
import { bench, describe } from 'vitest';
import type { Formula } from '../core/formula/index.ts';
import type { StageSpec, SurfaceObjective } from '../core/types.ts';
import { built } from './built.ts';

const { compileFormula, createRun, createUpdater, defaults, optimizerTable, surfaceTable } = await built();

const POINTS = 1000;

const formulas: Readonly<Record<string, string>> = {
  rosenbrock: '(1 - x)^2 + 100*(y - x^2)^2',
  himmelblau: '(x^2 + y - 11)^2 + (x + y^2 - 7)^2',
  beale: '(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2',
  ackley: '-20*exp(-0.2*sqrt(0.5*(x^2 + y^2))) - exp(0.5*(cos(2*pi*x) + cos(2*pi*y))) + e + 20',
  rastrigin: '20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)',
};

const rules: Readonly<Record<string, string>> = {
  sgd: 'x = x - lr*g',
  rmsprop: 'v = 0.99*v + 0.01*g^2; x = x - lr*g/(sqrt(v) + 1e-8)',
  adam: `m = 0.9*m + 0.1*g
    v = 0.999*v + 0.001*g^2
    mhat = m/(1 - 0.9^t)
    vhat = v/(1 - 0.999^t)
    x = x - lr*mhat/(sqrt(vhat) + 1e-8)`,
};

const theta = new Float64Array(2);
const out = new Float64Array(2);

/** Points of a circle, so that nothing is constant. */
const points = Float64Array.from({ length: 2 * POINTS }, (_, i) => (i % 2 ? Math.sin(i - 1) : Math.cos(i)));

const around = (visit: () => void): void => {
  for (let i = 0; i < points.length; i += 2) {
    theta[0] = points[i];
    theta[1] = points[i + 1];
    visit();
  }
};

const adam: StageSpec = { id: 'adam', args: { ...defaults(optimizerTable.get('adam')), lr: 1e-4 } };

function advance(
  optimizer: StageSpec,
  objective: SurfaceObjective,
  start: readonly [number, number],
  rule: string,
) {
  const run = createRun({ optimizer, schedules: [], stages: [] }, objective, start, 1, [rule]);
  for (let t = 0; t < 1000; t++) run.advance();
}

for (const [id, text] of Object.entries(formulas)) {
  const row = surfaceTable.get(id);
  const pair: readonly [string, Omit<SurfaceObjective, 'minima'>][] = [
    ['in the table', row.create(defaults(row), 1)],
    ['typed', compileFormula(text) as Formula],
  ];
  describe(`${id}, ${POINTS} values`, () => {
    for (const [name, objective] of pair) bench(name, () => around(() => objective.loss(theta)));
  });
  describe(`${id}, ${POINTS} gradients`, () => {
    for (const [name, objective] of pair) bench(name, () => around(() => objective.gradient(theta, out)));
  });
  describe(`${id}, 1000 steps of Adam`, () => {
    for (const [name, objective] of pair) {
      bench(name, () => advance(adam, { ...objective, minima: [] }, row.start, ''));
    }
  });
}

for (const [id, text] of Object.entries(rules)) {
  const pair: readonly [string, StageSpec][] = [
    ['in the table', { id, args: { ...defaults(optimizerTable.get(id)), lr: 1e-4 } }],
    ['typed', { id: 'custom', args: { lr: 1e-4, rule: 1 } }],
  ];
  const surface = surfaceTable.get('rosenbrock');
  const objective = surface.create(defaults(surface), 1);
  describe(`${id}, 1000 steps in the plane`, () => {
    for (const [name, optimizer] of pair) {
      bench(name, () => advance(optimizer, objective, surface.start, text));
    }
  });
  describe(`${id}, one step of 50,000 weights`, () => {
    for (const [name, optimizer] of pair) {
      const weights = new Float32Array(50_000).fill(0.5);
      const gradient = weights.map((_, i) => Math.sin(i));
      const updater = createUpdater({ optimizer, schedules: [], stages: [] }, weights, {
        seed: 1,
        rules: [text],
      });
      bench(name, () => {
        updater.take(gradient);
        updater.update(Number.NaN);
      });
    }
  });
}
