/** The numbers behind the stability plots. */
import { rowOfStep, stepOfRow } from '../../../core/record.ts';
import {
  STABILITY_COLUMNS,
  type StabilityColumn,
  type StabilityRecord,
  stabilityColumn,
} from '../../record/stability.ts';

export interface StabilityNumbers extends Readonly<Record<StabilityColumn, number>> {
  /** At how many of the updates that are kept the run was above its limit, and of how many that is known. */
  readonly above: number;
  readonly counted: number;
}

/** Those of the update that led to a step, or the latest kept before it; at step 0 those of the first. */
export function numbersAt(measured: StabilityRecord, step: number): StabilityNumbers {
  const row = Math.min(measured.record.rows - 1, Math.max(1, rowOfStep(measured.record, step)));
  const [preconditioned, x, y, sharpness] = STABILITY_COLUMNS.map(
    (name) => stabilityColumn(measured, name)[row],
  );
  const all = stabilityColumn(measured, 'preconditioned').filter((value) => !Number.isNaN(value));
  const limit = measured.limit ?? Number.POSITIVE_INFINITY;
  const above = all.filter((value) => value > limit).length;
  return { preconditioned, x, y, sharpness, above, counted: all.length };
}

const number = (value: number): string => (Number.isFinite(value) ? String(value) : '');

/** All steps that are kept of all runs, numbers in full; a cell is empty where there is no number. */
export function stabilityAsCsv(
  names: readonly string[],
  measured: readonly (StabilityRecord | null)[],
  single: boolean,
): string {
  const columns = STABILITY_COLUMNS.filter((name) => !(single && (name === 'x' || name === 'y')));
  const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = measured.flatMap((found, run) => {
    if (!found || run >= names.length) return [];
    // A cell that begins like a formula would be one in a spreadsheet.
    const name = quoted(names[run].replace(/^(?=[=+\-@])/, "'"));
    const values = columns.map((column) => stabilityColumn(found, column));
    return Array.from({ length: found.record.rows - 1 }, (_, k) =>
      [
        name,
        stepOfRow(found.record, k + 1),
        ...values.map((column) => number(column[k + 1])),
        found.limit === null ? '' : number(found.limit),
      ].join(','),
    );
  });
  return `${[['run', 'step', ...columns, 'limit'].join(','), ...lines].join('\n')}\n`;
}
