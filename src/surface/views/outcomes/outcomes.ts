/** How each two-dimensional run came out: the numbers of the table, and the table as text. */

import { column, type Row, type RunRecord, rowOfStep, stepOfRow } from '../../../core/record.ts';
import type { Minimum } from '../../../core/types.ts';

export interface Outcome {
  /** The loss after the last update that is counted. */
  readonly final: number;
  /** The least loss on the way, the start included, and the step after which it stood. */
  readonly best: number;
  readonly bestStep: number;
  /** Not all steps that are counted are kept, and the best may be among the others: it is at most `best`. */
  readonly bestIsBound: boolean;
  /** From the last point to the nearest minimum of the surface; NaN where none is known. */
  readonly distance: number;
  /** The steps that are counted. */
  readonly steps: number;
  readonly status: RunRecord['status'] | 'under way';
}

/**
 * How a run came out by step `until`; without one, by its end.
 *
 * @param computed The row of step `until`, where it is not among those that are kept of a long run and was computed. Without it
 *   the latest kept step before is what is counted, and `steps` says which that is.
 */
export function outcomeOf(
  record: RunRecord,
  minima: readonly Minimum[],
  until = Number.POSITIVE_INFINITY,
  computed?: Row,
): Outcome {
  const end = Math.min(until, record.last);
  const row = rowOfStep(record, end);
  const whole = row === record.rows - 1 && end === record.last;
  const losses = column(record, 'loss');
  let best = Number.POSITIVE_INFINITY;
  let bestStep = 0;
  for (let i = 0; i <= row; i++) {
    if (!(losses[i] < best)) continue;
    best = losses[i];
    bestStep = stepOfRow(record, i);
  }
  if (computed && computed.loss < best) [best, bestStep] = [computed.loss, end];
  // Of a run that is thinned the best may not be among the rows that are kept.
  const thinned = record.best !== undefined;
  const known = record.best !== undefined && record.best.step <= end;
  if (known && record.best.loss < best) ({ loss: best, step: bestStep } = record.best);
  const x = computed?.x ?? column(record, 'x')[row];
  const y = computed?.y ?? column(record, 'y')[row];
  const distance = Math.min(...minima.map((at) => Math.hypot(x - at.x, y - at.y)));
  return {
    final: computed?.loss ?? losses[row],
    best: Number.isFinite(best) ? best : Number.NaN,
    bestStep,
    bestIsBound: thinned && !known,
    distance: minima.length === 0 ? Number.NaN : distance,
    steps: computed ? end : stepOfRow(record, row),
    status: whole ? record.status : 'under way',
  };
}

/** Comma-separated values with a line of headings; numbers in full. */
export function outcomesAsCsv(names: readonly string[], outcomes: readonly (Outcome | null)[]): string {
  const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const number = (value: number): string => (Number.isFinite(value) ? String(value) : '');
  const lines = outcomes.flatMap((outcome, i) =>
    outcome === null
      ? []
      : [
          [
            // A cell that begins like a formula would be one in a spreadsheet.
            quoted(names[i].replace(/^(?=[=+\-@])/, "'")),
            number(outcome.final),
            number(outcome.best),
            String(outcome.bestStep),
            number(outcome.distance),
            String(outcome.steps),
            outcome.status,
          ].join(','),
        ],
  );
  return `${['run,final_loss,best_loss,best_step,distance_to_minimum,steps,status', ...lines].join('\n')}\n`;
}
