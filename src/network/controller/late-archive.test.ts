import { describe, expect, it } from 'vitest';
import type { Archive } from './archive.ts';
import { lateArchive } from './late-archive.ts';

function bench() {
  const asked: string[] = [];
  const archive: Archive = {
    async read(keys) {
      asked.push(`read ${keys.join()}`);
      return keys.map(() => null);
    },
    async write(runs) {
      asked.push(`write ${runs.map(({ key }) => key).join()}`);
    },
  };
  let loads = 0;
  const late = lateArchive(async () => {
    loads++;
    return archive;
  });
  return { late, asked, loads: () => loads };
}

const run = {
  ...{ key: 'a', whole: true, layers: [], chunks: [], snapshots: [] },
  checkpoint: { step: 1, theta: [], updaters: [], divergedAt: [], touched: [], seconds: 0 },
};

describe('an archive that is loaded when it is wanted', () => {
  it('is loaded once, at the first question', async () => {
    const { late, asked, loads } = bench();
    expect(loads()).toBe(0);
    expect(await Promise.all([late.read(['a']), late.read(['b'])])).toEqual([[null], [null]]);
    expect(loads()).toBe(1);
    expect(asked).toEqual(['read a', 'read b']);
  });

  it('writes at once when it is there, and as soon as it is before', async () => {
    const { late, asked } = bench();
    await late.write([run]);
    expect(asked).toEqual(['write a']);
    void late.write([{ ...run, key: 'b' }]);
    expect(asked).toEqual(['write a', 'write b']);
  });

  it('keeps nothing where it does not come', async () => {
    const late = lateArchive(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(late.read(['a'])).rejects.toThrow('Failed to fetch');
    await expect(late.write([run])).rejects.toThrow('Failed to fetch');
  });
});
