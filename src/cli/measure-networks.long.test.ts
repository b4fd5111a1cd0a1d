/** What a report says of networks is what `trace` prints. */
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../experiment/index.ts';
import { main } from './main.ts';
import { measureNetworks } from './measure-networks.ts';

describe('networks, measured for a report', () => {
  it('end with the losses and accuracies that trace prints, with each seed', async () => {
    const query = 'surface=mnist,images:1000&run=sgd,lr:0.01&run=adam&steps=30';
    const { courses } = await measureNetworks(parseExperiment(query).experiment, 2, null, () => undefined);
    for (const [k, seed] of [1, 2].entries()) {
      let printed = '';
      const out = async (text: string): Promise<void> => {
        printed += text;
      };
      await main([`${query}&seed=${seed}`, '--every', '30'], { out, err: () => undefined });
      const records = printed
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      for (const run of [0, 1]) {
        const last = records.filter((record) => record.run === run).at(-1);
        const { final, accuracy, limitation } = courses[run][k];
        expect(final).toBe(last.loss);
        expect(accuracy?.test).toBe(last.accuracy);
        // 1000 images that were seen twice are read better than others.
        expect(accuracy?.train).toBeGreaterThan(0.1);
        expect(limitation.kind).not.toBe('diverged');
      }
    }
  }, 600_000);
});
