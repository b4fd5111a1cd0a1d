import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computation as computationOf, parseExperiment } from '../experiment/index.ts';
import { computeWithin } from './testing/compute.ts';
import { inSlices } from './time-slices.ts';

/** Work of so many units, of which unit `i` costs `cost(i)` milliseconds on a clock that only work moves. */
function createWork(total: number, cost: (unit: number) => number) {
  let time = 0;
  let made = 0;
  let looks = 0;
  return {
    now: () => {
      looks++;
      return time;
    },
    advance(units: number): boolean {
      for (let k = 0; k < units && made < total; k++) time += cost(made++);
      return made === total;
    },
    get made() {
      return made;
    },
    get time() {
      return time;
    },
    get looks() {
      return looks;
    },
  };
}

describe('work in slices', () => {
  it('ends each slice in time, whatever a unit costs, and does all of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.double({ min: -6, max: 1, noNaN: true }),
        fc.double({ min: 1, max: 20, noNaN: true }),
        (total, power, slice) => {
          const unit = 10 ** power;
          const work = createWork(total, () => unit);
          const go = inSlices(work, work.now);
          for (let done = false; !done; ) {
            const before = work.time;
            done = go(before + slice);
            // Late by a unit, or by a piece that had room to grow.
            expect(work.time - before).toBeLessThanOrEqual(slice + Math.max(unit, 1) + 1e-9);
          }
          expect(work.made).toBe(total);
        },
      ),
    );
  });

  it('of units that become a thousand times dearer is late once, by what it took for half a millisecond', () => {
    const work = createWork(100_000, (unit) => (unit < 50_000 ? 1e-4 : 0.1));
    const go = inSlices(work, work.now);
    const lengths: number[] = [];
    for (let done = false; !done; ) {
      const before = work.time;
      done = go(before + 8);
      lengths.push(work.time - before);
    }
    expect(lengths.filter((length) => length > 10).length).toBeLessThanOrEqual(1);
  });

  it('looks at the clock rarely when units are cheap', () => {
    const work = createWork(1_000_000, () => 1e-4);
    const go = inSlices(work, work.now);
    while (!go(work.time + 8));
    expect(work.looks).toBeLessThan(2000);
  });
});

describe('what is computed before the first picture', () => {
  const ask = (query: string) => computationOf(parseExperiment(query).experiment);
  const COSTLY = 'surface=regression,n:10000,batch:10000&steps=5000';
  const tower = `surface=custom&f=${encodeURIComponent(`${'(1.01+x*x/100)^'.repeat(60)}y`)}&steps=5000`;

  it.each([
    ['accumulated gradients', COSTLY + '&run=sgd,lr:1e-9~accumulate,every:10000'.repeat(12)],
    ['line searches on a tower of powers', tower + '&run=lbfgs'.repeat(12)],
    ['second derivatives of a tower of powers', tower + '&run=newton'.repeat(12)],
    ['many steps', `steps=1000000${'&run=shampoo'.repeat(12)}`],
  ])('is what there is time for: %s', (_, query) => {
    const begun = performance.now();
    const runs = computeWithin(ask(query), 30, () => performance.now());
    // On a machine that does something else as well; without a limit it would be minutes.
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(runs).toEqual([]);
  });

  it('is everything where everything is cheap, and what is cheap beside what is dear', () => {
    expect(computeWithin(ask('steps=100'), 1e6, () => performance.now())).toHaveLength(5);
    const mixed = ask('surface=regression&run=sgd,lr:1e-9~accumulate,every:10000&run=adam&steps=4000');
    let time = 0;
    // A clock by which every piece of work takes a fifth of a millisecond.
    const now = () => {
      time += 0.2;
      return time;
    };
    const runs = computeWithin(mixed, 40, now);
    expect(runs.map(({ run }) => run)).toEqual([1]);
  });
});
