/** Networks that claims of lessons are about, trained in Node on drawn digits. */
import { readFile } from 'node:fs/promises';
import { networkArguments } from '../core/network.ts';
import { computation, parseExperiment } from '../experiment/index.ts';
import { type Series, seriesFrom } from '../lesson/series.ts';
import { QUANTILES } from '../network/history/record.ts';
import { traceNetwork } from '../network/trace.ts';
import { listFiles } from './files.ts';

/**
 * The columns of the records of `trace` for a query on `mnist`: `step`, `loss`, `accuracy`, `trainLoss`, `lr`, with `stability` what
 * that adds, and quantiles of rates by layer as in its tables, `rate0_50`. By the engine `simd`, a record every 50 steps.
 */
export async function trainedSeries(query: string, stability: boolean): Promise<Series> {
  const { runs, surface, steps, seed, rules } = computation(parseExperiment(query).experiment);
  const args = networkArguments(surface.args);
  const layers = Array.from({ length: args.hidden.length + 1 }, (_, layer) => layer);
  const quantiles = layers.flatMap((layer) =>
    QUANTILES.map((quantile, i) => ({
      layer: `layer${layer}`,
      i,
      key: `rate${layer}_${Math.round(100 * quantile)}`,
    })),
  );
  const keys = [
    ...[
      'step',
      'loss',
      'accuracy',
      'trainLoss',
      'trainAccuracy',
      'lr',
      'sharpness',
      'preconditioned',
      'limit',
    ],
    ...quantiles.map(({ key }) => key),
  ];
  const collected = seriesFrom(keys, [], 0);
  const readWhole = (path: string) => readFile(path);
  const files = { dataDirectory: undefined, listFiles, readFile: readWhole };
  for await (const record of traceNetwork({ runs, args, steps, seed, rules, stability, ...files }, 50)) {
    const rates = quantiles.map(({ layer, i, key }) => [key, record.rate?.[layer]?.[i] ?? null]);
    collected.add({ ...record, ...Object.fromEntries(rates) });
  }
  return collected.series();
}
