import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unpacked } from './idx.ts';
import { MOST_BYTES, readWhole } from './read-stream.ts';

/** Sends parts without end, and counts them. */
function endless(size: number) {
  const sent = { parts: 0, stopped: false };
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent.parts++;
      controller.enqueue(new Uint8Array(size).fill(sent.parts));
    },
    cancel() {
      sent.stopped = true;
    },
  });
  return { sent, stream };
}

describe('a stream', () => {
  it('is read whole, its bytes counted as they come', async () => {
    const counted: number[] = [];
    const stream = new Blob([new Uint8Array([1, 2]), new Uint8Array([3])]).stream();
    expect(await readWhole(stream, (bytes) => counted.push(bytes))).toEqual(Uint8Array.of(1, 2, 3));
    expect(counted.at(-1)).toBe(3);
  });

  it('without end is left where it is larger than anything that could be meant', async () => {
    const { sent, stream } = endless(100);
    expect(await readWhole(stream, undefined, 1000)).toBeNull();
    expect(sent.parts).toBeLessThan(15);
    expect(sent.stopped).toBe(true);
  });

  it('that unpacks to more than that is a file that cannot be used', async () => {
    const bomb = gzipSync(new Uint8Array(MOST_BYTES + 1));
    expect(bomb.length).toBeLessThan(MOST_BYTES / 500);
    await expect(unpacked({ name: 'bomb.gz', bytes: bomb })).rejects.toMatchObject({
      code: 'bad-file',
      diagnostic: { code: 'too-big', parameters: { name: 'bomb.gz', most: 256 } },
    });
  });
});
