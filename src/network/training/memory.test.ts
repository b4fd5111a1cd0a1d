import { describe, expect, it } from 'vitest';
import { optimizers } from '../../core/optimizers/index.ts';
import { defaults, optimizerTable } from '../../core/tables.ts';
import type { RunSpec } from '../../core/types.ts';
import { createUpdater } from '../../core/updater.ts';
import { networkLayout } from '../model/layout.ts';
import { failureOf } from './failure.ts';
import { checkMemory, memoryOf, mostMemory } from './memory.ts';

const run = (id: string): RunSpec => ({
  optimizer: { id, args: defaults(optimizerTable.get(id)) },
  schedules: [],
  stages: [],
});
const asked = (count: number, hidden: readonly number[], batch = 64, id = 'adam') => ({
  runs: Array.from({ length: count }, () => run(id)),
  args: { hidden, batch },
});

describe('the memory of a training', () => {
  it('lies above what every rule allocates for its runs, and not far above', () => {
    const layout = networkLayout([24, 12]);
    for (const { id } of optimizers) {
      const theta = new Float32Array(layout.length);
      const updater = createUpdater(run(id), theta, { seed: 1, shapes: layout.shapes });
      updater.take(theta.fill(0.1));
      const { memory, extra = {} } = updater.save();
      const vectors = [...Object.values(memory), ...Object.values(extra)];
      const remembered = vectors.reduce((sum, { byteLength }) => sum + byteLength, 0);
      const more = memoryOf(asked(2, [24, 12], 64, id)) - memoryOf(asked(1, [24, 12], 64, id));
      // Once in the run and three times in checkpoints.
      expect(more, id).toBeGreaterThan(4 * remembered);
      expect(more, id).toBeLessThan(4 * remembered + 800 * layout.length);
    }
  });

  it('grows with runs, layers and batch', () => {
    const one = memoryOf(asked(1, [64]));
    expect(memoryOf(asked(12, [64]))).toBeGreaterThan(one);
    expect(memoryOf(asked(1, [512]))).toBeGreaterThan(one);
    expect(memoryOf(asked(1, [64], 1024))).toBeGreaterThan(one);
  });

  it('is there for what lessons train: five runs of a wide network, twelve of one not quite so wide', () => {
    const most = mostMemory(undefined);
    for (const fitting of [
      asked(5, [64]),
      asked(12, [64], 1024),
      asked(5, [1024, 1024]),
      asked(12, [512, 512]),
    ]) {
      expect(() => checkMemory(fitting, most)).not.toThrow();
    }
  });

  it('is not taken where it would crash the page: then it is said how much it is, and how much there is', () => {
    let failure: unknown;
    try {
      checkMemory(asked(12, [1024, 1024], 1024), mostMemory(undefined));
    } catch (error) {
      failure = failureOf(error);
    }
    expect(failure).toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(
        /^12 runs of 1863690 weights in batches of 1024 take about 4\.\d GB of memory; at most 2\.0 GB are used\.$/,
      ),
      diagnostic: {
        code: 'too-large',
        parameters: { runs: 12, weights: 1_863_690, batch: 1024, most: '2.0' },
      },
    });
  });

  it('that is used is a quarter of a small device’s, which is enough for what opens first', () => {
    expect(mostMemory(4)).toBe(1e9);
    expect(mostMemory(0.25)).toBe(0.5e9);
    expect(mostMemory(8)).toBe(2e9);
    expect(mostMemory(64)).toBe(2e9);
    expect(() => checkMemory(asked(5, [64]), mostMemory(0.25))).not.toThrow();
    expect(() => checkMemory(asked(12, [64]), mostMemory(0.25))).not.toThrow();
    expect(() => checkMemory(asked(12, [512, 512]), mostMemory(2))).toThrow(/at most 0\.5 GB/);
  });
});
