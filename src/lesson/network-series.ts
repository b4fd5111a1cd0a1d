/** Networks that claims of lessons are about, trained on drawn digits. */
import { networkArguments } from '../core/network.ts';
import { computation, parseExperiment } from '../experiment/index.ts';
import { QUANTILES } from '../network/history/record.ts';
import { traceNetwork } from '../network/trace.ts';
import { type Series, seriesFrom } from './series.ts';

/** Steps between records: at each of them the networks are evaluated. */
const EVERY = 50;

/** Digits that are drawn need no files. */
const noFiles = (): Promise<never> => Promise.reject(new RangeError('Claims are about drawn digits.'));
const NO_FILES = { listFiles: noFiles, readFile: noFiles };

/**
 * The columns of the records of `trace` for a query on `mnist`: `step`, `loss`, `accuracy`, `trainLoss`, `lr`, with `stability` what
 * that adds, and quantiles of rates by layer as in its tables, `rate0_50`. By the engine `simd`, a record every 50 steps.
 *
 * @param report Awaited after every record, with how much is done, 0 … 1: may let others in, and give up by throwing.
 * @throws RangeError for a query on images that are not drawn.
 */
export async function trainedSeries(
  query: string,
  stability: boolean,
  report: (fraction: number) => Promise<void> = () => Promise.resolve(),
): Promise<Series> {
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
  for await (const record of traceNetwork(
    { runs, args, steps, seed, rules, stability, ...NO_FILES },
    EVERY,
  )) {
    const rates = quantiles.map(({ layer, i, key }) => [key, record.rate?.[layer]?.[i] ?? null]);
    collected.add({ ...record, ...Object.fromEntries(rates) });
    await report((record.run + record.step / steps) / runs.length);
  }
  return collected.series();
}
