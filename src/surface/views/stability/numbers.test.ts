import { describe, expect, it } from 'vitest';
import { COLUMNS, type RunRecord } from '../../../core/record.ts';
import { numbersAt, stabilityAsCsv } from './numbers.ts';

const record: RunRecord = {
  buffer: new Float64Array(COLUMNS.length * 4),
  rows: 4,
  stride: 1,
  last: 3,
  status: 'finished',
};
const measured = {
  record,
  columns: Float64Array.from([
    ...[Number.NaN, 1, 2.5, 3],
    ...[Number.NaN, 0.1, 0.2, 0.3],
    ...[Number.NaN, 1, 2.5, -3],
    ...[Number.NaN, 10, 20, 30],
  ]),
  limit: 2,
};

describe('the numbers behind the stability plots', () => {
  it('are those of a step; at the start those of the first update', () => {
    expect(numbersAt(measured, 2)).toEqual({
      preconditioned: 2.5,
      x: 0.2,
      y: 2.5,
      sharpness: 20,
      above: 2,
      counted: 3,
    });
    expect(numbersAt(measured, 0).sharpness).toBe(10);
    expect(numbersAt(measured, 99).sharpness).toBe(30);
  });

  it('without a limit are never above it', () => {
    expect(numbersAt({ ...measured, limit: null }, 1).above).toBe(0);
  });

  it('as CSV are a line a step, in full, with names that are no formulas', () => {
    expect(stabilityAsCsv(['=A, "b"'], [measured, null], false)).toBe(
      [
        'run,step,preconditioned,x,y,sharpness,limit',
        '"\'=A, ""b""",1,1,0.1,1,10,2',
        '"\'=A, ""b""",2,2.5,0.2,2.5,20,2',
        '"\'=A, ""b""",3,3,0.3,-3,30,2',
        '',
      ].join('\n'),
    );
    expect(stabilityAsCsv(['a'], [measured], true).split('\n')[0]).toBe(
      'run,step,preconditioned,sharpness,limit',
    );
  });
});
