import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stages as stageRows } from '../../core/gradient/index.ts';
import { mnist } from '../../core/network.ts';
import { createObjective } from '../../core/objective.ts';
import { optimizers } from '../../core/optimizers/index.ts';
import { createRun } from '../../core/run.ts';
import { schedules } from '../../core/schedules/index.ts';
import { surfaces } from '../../core/surfaces/index.ts';
import { defaults } from '../../core/tables.ts';
import type { Arguments, Row } from '../../core/types.ts';
import { computation } from '../computation.ts';
import { parseExperiment } from '../parse.ts';
import type { Experiment } from '../types.ts';
import { defaultRuns, defaultStart } from './index.ts';

/** By table, row and convention; the start of a surface stands beside its conventions. */
type Frozen = Record<string, Record<string, Record<string, Arguments | readonly number[]>>>;

/** What the tables say today. */
function present(): Frozen {
  const tables: Record<string, readonly Row[]> = {
    surfaces: [...surfaces, mnist],
    optimizers,
    schedules,
    stages: stageRows,
  };
  const ofRow = (row: Row) => {
    const conventions = row.parameters.find(({ key }) => key === 'as')?.choices ?? ['pytorch'];
    return Object.fromEntries(conventions.map((as) => [as, defaults(row, as)]));
  };
  return Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => [
      name,
      Object.fromEntries(
        rows.map((row) => [
          row.id,
          { ...ofRow(row), ...(name === 'surfaces' && { start: defaultStart(row.id) }) },
        ]),
      ),
    ]),
  );
}

/** `frozen` with what the tables have beside it; what is frozen stays. */
function extended(frozen: object, now: object): object {
  const merged: Record<string, unknown> = { ...now };
  for (const [key, old] of Object.entries(frozen)) {
    const fresh = merged[key];
    const nested = typeof old === 'object' && old !== null && !Array.isArray(old);
    merged[key] = nested && typeof fresh === 'object' && fresh !== null ? extended(old, fresh) : old;
  }
  return merged;
}

const file = fileURLToPath(new URL('reference/v1.json', import.meta.url));
const frozen = JSON.parse(readFileSync(file, 'utf8')) as Frozen;

describe('version 1 of the defaults', () => {
  it('never changes what it has said', () => {
    expect(present()).toMatchObject(frozen);
  });

  it('knows every row; `vitest -u` adds new ones and leaves the old', async () => {
    const text = `${JSON.stringify(extended(frozen, present()), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(file);
  });
});

/** Where each default run of an experiment goes. */
function paths(experiment: Experiment) {
  const { surface, formula, rules, start, runs, steps, seed } = computation(experiment);
  const objective = createObjective(surface, formula, seed);
  return runs.map((spec) => {
    const run = createRun(spec, objective, start, seed, rules);
    const points = [Array.from(run.theta)];
    while (run.step < steps && run.advance()) points.push(Array.from(run.theta));
    return {
      points,
      diverged: run.diverged,
      first: objective.loss(Float64Array.from(start)),
      last: run.loss,
    };
  });
}

describe.each(surfaces.map((surface) => [surface.id, surface] as const))(
  'the default runs on %s',
  (id, surface) => {
    const runs = paths(parseExperiment(`surface=${id}`).experiment);
    const [width, height] = [surface.domain.x, surface.domain.y].map(([low, high]) => high - low);

    it('are the five of the contract', () => {
      const named = defaultRuns(id).map(({ optimizer: { id, args } }) =>
        args.momentum === 0.9 ? 'momentum' : id,
      );
      expect(named).toEqual(['sgd', 'momentum', 'adagrad', 'rmsprop', 'adam']);
    });

    it('do not diverge, and lower the loss', () => {
      for (const { diverged, first, last } of runs) {
        expect(diverged).toBe(false);
        expect(last).toBeLessThan(first);
      }
    });

    it('go a way that can be seen', () => {
      for (const { points } of runs) {
        const lengths = points.slice(1).map(([x, y], i) => {
          return Math.hypot((x - points[i][0]) / width, (y - points[i][1]) / height);
        });
        expect(lengths.reduce((sum, length) => sum + length, 0)).toBeGreaterThan(0.03);
      }
    });

    it('differ from each other', () => {
      for (const [i, a] of runs.entries()) {
        for (const b of runs.slice(i + 1)) {
          const apart = a.points.map(([x, y], k) => {
            return Math.hypot((x - b.points[k][0]) / width, (y - b.points[k][1]) / height);
          });
          expect(Math.max(...apart)).toBeGreaterThan(0.01);
        }
      }
    });
  },
);
