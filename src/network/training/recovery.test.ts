import { describe, expect, it } from 'vitest';
import { createRecovery } from './recovery.ts';

/** An engine that is lost as often as it is told to be, and what was done about it. */
function bench({ losses = 0, aborted = false } = {}) {
  const done: string[] = [];
  let left = losses;
  let lost = false;
  const guarded = createRecovery({
    lost: () => lost,
    aborted: () => aborted,
    release() {
      done.push('release');
      throw new Error('It went away with all that it held.');
    },
    async reopen() {
      done.push('reopen');
      lost = false;
    },
    warmUp: () => void done.push('warm up'),
  });
  const work = (): string => {
    done.push('work');
    if (left-- > 0) {
      lost = true;
      throw new Error('context lost');
    }
    return 'result';
  };
  return { done, guarded, work };
}

describe('work on an engine', () => {
  it('is done once the engine is warm, which it is once', async () => {
    const { done, guarded, work } = bench();
    expect(await guarded(work)).toBe('result');
    await guarded(work);
    expect(done).toEqual(['warm up', 'work', 'work']);
  });

  it('is done again on another one as often as the context is lost in it', async () => {
    const { done, guarded, work } = bench({ losses: 2 });
    expect(await guarded(work)).toBe('result');
    const again = ['release', 'reopen', 'warm up', 'work'];
    expect(done).toEqual(['warm up', 'work', ...again, ...again]);
  });

  it('is given up when nothing is wanted any more', async () => {
    const { done, guarded, work } = bench({ losses: 1, aborted: true });
    await expect(guarded(work)).rejects.toThrow('context lost');
    expect(done).toEqual(['warm up', 'work']);
  });

  it('that goes wrong by itself is not tried again', async () => {
    const { guarded } = bench();
    const broken = () => Promise.reject(new RangeError('too large'));
    await expect(guarded(broken)).rejects.toThrow('too large');
  });
});
