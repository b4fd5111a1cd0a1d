/** The study that is shown and what is edited, as one thing to draw. */
import type { Minimum } from '../../../core/types.ts';
import type { Playground } from '../../../document/playground.ts';
import { partOf, type Readable } from '../../../signal.ts';
import type { StudyController } from '../../controller/controller.ts';
import type { Records } from '../picture.ts';
import { type Sensitivity, sensitivityOf } from './curves.ts';

export interface GlanceSource {
  /** null before anything has been computed. */
  data(): Sensitivity | null;
  /** The study itself. */
  readonly record: Readable<unknown>;
  /** What changes it. */
  readonly signals: readonly Readable<unknown>[];
}

/**
 * @param records What is recorded of the runs on a surface.
 * @param minima Those of the surface; null for networks.
 */
export function createSource(
  { store }: Playground,
  { record }: StudyController,
  records: Records,
  minima: readonly Minimum[] | null,
): GlanceSource {
  const signals = [
    record,
    records,
    partOf(store, (state) => state.experiment),
    partOf(store, (state) => state.displays),
    partOf(store, (state) => state.highlighted),
  ] as const;
  let known: readonly unknown[] = [];
  let data: Sensitivity | null = null;
  return {
    record,
    signals,
    data() {
      const [study, runs, experiment, lines, highlighted] = signals;
      const now = signals.map(({ value }) => value);
      if (now.some((value, i) => value !== known[i])) {
        known = now;
        data =
          study.value &&
          sensitivityOf(study.value, experiment.value, lines.value, highlighted.value, runs.value, minima);
      }
      return data;
    },
  };
}
