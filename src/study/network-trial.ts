/** What came of a trial in which a network was trained. */
import { log10 } from '../core/elementary/index.ts';
import type { Measure } from '../experiment/studies.ts';
import type { Outcome } from './trial.ts';

/** The test images read by the weights after an update. */
export interface EvaluatedStep {
  readonly step: number;
  /** The mean loss. */
  readonly loss: number;
  /** The fraction that is read correctly. */
  readonly accuracy: number;
}

/** A training: how it was evaluated on the way, the start first, the last update last. */
export interface TrainingCurve {
  readonly evaluated: readonly EvaluatedStep[];
  readonly diverged: boolean;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value + 0 : null);

/**
 * The outcome of a training, by the steps at which it was evaluated: `best`, `reached` and `area` know of no others.
 *
 * @param most What counts as the updates until `to` where it is not reached.
 */
export function outcomeOfTraining(
  { evaluated, diverged }: TrainingCurve,
  measure: Measure,
  to: number,
  most: number,
): Outcome {
  const [start] = evaluated;
  const last = evaluated[evaluated.length - 1];
  const counted = evaluated.filter(({ loss }) => Number.isFinite(loss));
  const best = counted.reduce((a, b) => (b.loss < a.loss ? b : a), start);
  const reached = counted.find(({ loss }) => loss <= to)?.step ?? null;
  const status = diverged ? 'diverged' : last.loss > start.loss ? 'worse' : 'finished';
  const shown = status === 'finished' ? last : start;
  const logs = counted.slice(1).map(({ loss }) => log10(loss));
  const value = (): number => {
    switch (measure) {
      case 'accuracy':
        return shown.accuracy;
      case 'steps':
        return status === 'finished' && reached !== null ? reached : most;
      case 'best':
        return status === 'finished' ? best.loss : start.loss;
      case 'area':
        return status === 'finished'
          ? logs.reduce((sum, value) => sum + value, 0) / logs.length
          : log10(start.loss);
      default:
        return shown.loss;
    }
  };
  return {
    value: finite(value()),
    final: diverged ? null : finite(last.loss),
    best: finite(best.loss),
    bestStep: best.step,
    reached,
    minimum: null,
    status,
  };
}
