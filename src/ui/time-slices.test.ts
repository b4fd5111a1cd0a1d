import { describe, expect, it } from 'vitest';
import { advance, createSlices, finished, timed, type Work } from './time-slices.ts';

/** A clock that work moves on, and pictures that come when they are called for. */
function machine() {
  let time = 0;
  let asked: (() => void)[] = [];
  const slices = createSlices(
    (step) => {
      if (!asked.includes(step)) asked.push(step);
    },
    () => time,
  );
  return {
    slices,
    clock: () => time,
    /** Time in which nothing is done. */
    pass(milliseconds: number): void {
      time += milliseconds;
    },
    /** Work of so many pieces that take 3 ms each; every piece is noted. */
    *work(name: string, pieces: number, log: string[]): Work<string> {
      for (let k = 0; k < pieces; k++) {
        time += 3;
        log.push(name);
        yield;
      }
      return name;
    },
    /** Draws one picture and returns the milliseconds it took; null where none is asked for. */
    picture(): number | null {
      const now = asked;
      if (now.length === 0) return null;
      asked = [];
      const began = time;
      for (const step of now) step();
      return time - began;
    },
  };
}

describe('work in slices', () => {
  it('takes no picture longer than a slice and one piece, and comes to its end', () => {
    const { slices, work, picture } = machine();
    const results: string[] = [];
    slices.add(work('a', 100, []), (result) => results.push(result));
    const times: number[] = [];
    for (let took = picture(); took !== null; took = picture()) times.push(took);
    expect(Math.max(...times)).toBeLessThanOrEqual(8 + 3);
    expect(times.length).toBeGreaterThan(20);
    expect(times.reduce((sum, took) => sum + took)).toBe(300);
    expect(results).toEqual(['a']);
  });

  it('does what was asked for last first', () => {
    const { slices, work, picture } = machine();
    const log: string[] = [];
    slices.add(work('old', 5, log), () => undefined);
    slices.add(work('new', 5, log), () => undefined);
    while (picture() !== null);
    expect(log.join(' ')).toBe('new new new new new old old old old old');
  });

  it('stops when cancelled, and asks for no more pictures', () => {
    const { slices, work, picture } = machine();
    const log: string[] = [];
    const cancel = slices.add(work('a', 100, log), () => log.push('done'));
    picture();
    const before = log.length;
    cancel();
    picture();
    expect(picture()).toBe(null);
    expect(log).toHaveLength(before);
  });

  it('goes on with the rest when one piece of work fails', () => {
    const { slices, work, picture } = machine();
    const log: string[] = [];
    slices.add(work('a', 2, log), () => log.push('done'));
    // biome-ignore lint/correctness/useYield: it fails before
    function* broken(): Work<void> {
      throw new Error('broken');
    }
    slices.add(broken(), () => undefined);
    expect(picture).toThrow('broken');
    while (picture() !== null);
    expect(log).toEqual(['a', 'a', 'done']);
  });

  it('can be begun at once, as far as there is time, and its own time is measured', () => {
    const { slices, work, picture, clock, pass } = machine();
    const took: number[] = [];
    const whole = timed(work('a', 5, []), clock, (milliseconds) => took.push(milliseconds));
    expect(advance(whole, clock() + 7, clock)).toBeNull();
    expect(clock()).toBe(9);
    const results: string[] = [];
    slices.add(whole, (result) => results.push(result));
    pass(100);
    while (picture() !== null);
    expect(results).toEqual(['a']);
    expect(took).toEqual([15]);
    expect(advance(work('b', 2, []), clock() + 50, clock)).toEqual({ result: 'b' });
  });

  it('can be done at once', () => {
    const log: string[] = [];
    expect(finished(machine().work('a', 7, log))).toBe('a');
    expect(log).toHaveLength(7);
  });
});
