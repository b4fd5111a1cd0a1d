/** Recorded runs for tests, from the points they go through. */
import { COLUMNS, type RunRecord } from '../../../../core/record.ts';

export function recordOf(points: readonly (readonly [x: number, y: number])[]): RunRecord {
  const rows = points.length;
  const buffer = new Float64Array(COLUMNS.length * rows);
  points.forEach(([x, y], row) => {
    buffer[row] = x;
    buffer[rows + row] = y;
  });
  const finite = points.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
  return { buffer, rows, stride: 1, last: rows - 1, status: finite ? 'finished' : 'diverged' };
}
