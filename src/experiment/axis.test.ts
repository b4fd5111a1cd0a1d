import { describe, expect, it } from 'vitest';
import { optimizers } from '../core/optimizers/index.ts';
import { surfaces } from '../core/surfaces/index.ts';
import { formatExperiment, parseExperiment } from './index.ts';
import { possibleAxes } from './studies.ts';

const places = [
  ...optimizers.filter(({ id }) => id !== 'custom').map(({ id }) => ['rosenbrock', id] as const),
  ...surfaces.filter(({ id }) => id !== 'custom').map(({ id }) => [id, 'adam'] as const),
  ['mnist', 'adam'] as const,
];

describe('an axis that says nothing but its scale', () => {
  it.each(places)('has ends that its setting allows, on %s by %s', (surface, optimizer) => {
    const base = `surface=${surface}&run=${optimizer}`;
    const { experiment } = parseExperiment(base);
    for (const id of possibleAxes(experiment.surface, experiment.runs)) {
      for (const scale of ['log', 'linear']) {
        const { experiment, problems } = parseExperiment(`${base}&axis=${id},scale:${scale},n:2`);
        // A setting without values above 0 has no log axis.
        const key = experiment.axes[0].scale === scale ? [] : ['axis[0].scale'];
        expect(
          problems.map((problem) => problem.key),
          `${id} ${scale}`,
        ).toEqual(key);
        const again = parseExperiment(formatExperiment(experiment));
        expect(again, `${id} ${scale}`).toEqual({ experiment, problems: [] });
      }
    }
  });
});
