import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createObjective } from '../objective.ts';
import { createRun, type Run } from '../run.ts';
import type { KernelRun } from './compile.ts';
import { createRecording } from './recording.ts';
import { compiled, runsOf } from './testing/runs.ts';

const STEPS = 120;

const runOf = ({ surface, formula, rules, run, start }: KernelRun): Run =>
  createRun(run, createObjective(surface, formula, 1), start, 1, rules);

/** What the reference loop shows after an update, in the order of the columns. */
const shown = ({ theta, loss, updater }: Run): number[] => {
  const { lr, gradient, rate, realized } = updater;
  return [...theta, loss, lr, ...gradient, ...rate, ...realized];
};

describe('a run that machine code records', () => {
  it.each(
    compiled.flatMap((rule) =>
      ['pytorch', ...Object.keys(rule.conventions ?? {})].map((as) => [rule.id, as, rule] as const),
    ),
  )('has the rows and states of the reference, to the last bit: %s as %s', (_id, as, rule) => {
    fc.assert(
      fc.property(
        runsOf(rule, as),
        fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 4 }),
        ([spec], pieces) => {
          const run = runOf(spec);
          const recording = createRecording(spec, run.loss);
          if (!recording) throw new Error('There is no machine code.');
          expect(recording.diverged).toBe(run.diverged);
          for (const piece of [...pieces, STEPS]) {
            const from = recording.rows;
            const made = recording.advance(Math.min(piece, STEPS - run.step));
            for (let row = from; row < from + made; row++) {
              run.advance();
              if (run.diverged) break;
              expect(recording.columns.map((values) => values[row])).toEqual(shown(run));
            }
            expect(recording.step).toBe(run.step);
            expect(recording.diverged).toBe(run.diverged);
            if (run.diverged) return;
            if (piece % 2 === 0) recording.clear();
          }
          // What goes on from the state of one goes on as the other does.
          const again = runOf(spec);
          const numbers = new Float64Array(recording.size + 3);
          recording.pack(numbers, 3);
          again.restore(recording.unpack(numbers, 3));
          for (const one of [run, again]) one.advance();
          expect(shown(again)).toEqual(shown(run));
        },
      ),
      { numRuns: 15 },
    );
  });
});
