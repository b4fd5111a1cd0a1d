import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRun } from '../run.ts';
import { defaults, optimizerTable, scheduleTable, stageTable, surfaceTable } from '../tables.ts';
import type { Argument, RunSpec, StageSpec } from '../types.ts';
import { createUpdater } from '../updater.ts';

/** A run that PyTorch made in float64: `scripts/tools/reference/optimizers.py` writes them. */
interface Reference {
  readonly args: Record<string, number>;
  readonly surface: string;
  readonly start: [number, number];
  readonly schedules: [id: string, args: Record<string, Argument>][];
  readonly stages: [id: string, args: Record<string, Argument>][];
  readonly theta: [step: number, x: number, y: number][];
}

const folder = new URL('./reference/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (file: string): Reference[] => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

const named = ([id, args]: [string, Record<string, Argument>], table: typeof stageTable): StageSpec => ({
  id,
  args: { ...defaults(table.get(id)), ...args },
});

const specOf = (id: string, reference: Reference): RunSpec => ({
  optimizer: { id, args: { ...defaults(optimizerTable.get(id)), ...reference.args } },
  schedules: reference.schedules.map((one) => named(one, scheduleTable as unknown as typeof stageTable)),
  stages: reference.stages.map((one) => named(one, stageTable)),
});

const objectiveOf = (id: string) => {
  const surface = surfaceTable.get(id);
  return surface.create(defaults(surface), 1);
};

/** A difference measured against 1 or the number itself, whichever is larger. */
const relative = (ours: number, theirs: number) => Math.abs(ours - theirs) / Math.max(1, Math.abs(theirs));

describe.each(files.map((file) => file.replace('.json', '')))('%s', (id) => {
  const runs = read(`${id}.json`).map((reference) => ({ reference, title: titleOf(reference) }));

  it.each(runs)('follows PyTorch on $title', ({ reference }) => {
    const run = createRun(specOf(id, reference), objectiveOf(reference.surface), reference.start, 1);
    let worst = 0;
    for (const [step, x, y] of reference.theta) {
      while (run.step < step && run.advance());
      expect(run.step).toBe(step);
      worst = Math.max(worst, relative(run.theta[0], x), relative(run.theta[1], y));
    }
    expect(worst).toBeLessThan(1e-9);
  });

  it.each(runs.slice(0, 4))('does the same in float32, to float32 precision, on $title', ({ reference }) => {
    // The gradients of a float64 run, fed to both: what differs is the rule's own rounding, not the
    // surface's.
    const objective = objectiveOf(reference.surface);
    const double = Float64Array.from(reference.start);
    const single = Float32Array.from(reference.start);
    const updaters = [double, single].map((theta) =>
      createUpdater(specOf(id, reference), theta, { seed: 1 }),
    );
    const gradient = new Float64Array(2);
    for (let step = 0; step < 100; step++) {
      objective.gradient(double, gradient);
      gradient.set(Float32Array.from(gradient));
      for (const updater of updaters) {
        updater.take(gradient);
        updater.update(Number.NaN);
      }
      expect(relative(single[0], double[0])).toBeLessThan(1e-4);
      expect(relative(single[1], double[1])).toBeLessThan(1e-4);
    }
  });
});

function titleOf({ surface, args, schedules, stages }: Reference): string {
  const written = (given: Record<string, Argument>) =>
    Object.entries(given).map(([key, value]) => `,${key}:${value}`);
  const parts = [...schedules, ...stages].map(([id, given]) => `~${id}${written(given).join('')}`);
  return `${surface}${written(args).join('')}${parts.join('')}`;
}
