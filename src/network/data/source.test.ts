import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { mirrors } from './mirrors.ts';
import type { SourceOptions } from './source.ts';
import { smallFiles } from './testing/fixture.ts';

const files = smallFiles();
const zipped = files.map(({ name, bytes }) => ({ name: `${name}.gz`, bytes: gzipSync(bytes as Uint8Array) }));
const BASE = 'https://course.example/demo/';

/** A server that has some files, and answers 404 or its page for the rest. */
function server(content: Record<string, Uint8Array>, otherwise: Uint8Array | null = null) {
  const asked: string[] = [];
  const fetch = (async (address: string, init?: RequestInit) => {
    init?.signal?.throwIfAborted();
    asked.push(address);
    const bytes = content[address] ?? otherwise;
    return bytes ? new Response(bytes as Uint8Array<ArrayBuffer>) : new Response(null, { status: 404 });
  }) as typeof globalThis.fetch;
  return { asked, fetch };
}

/** The parts of the browser's cache that are used. */
function cacheStorage() {
  const kept = new Map<string, Uint8Array>();
  const cache = {
    match: async (address: string) => {
      const bytes = kept.get(address);
      return bytes && new Response(bytes as Uint8Array<ArrayBuffer>);
    },
    put: async (address: string, response: Response) => {
      kept.set(address, new Uint8Array(await response.arrayBuffer()));
    },
  };
  return { kept, caches: { open: async () => cache } as unknown as CacheStorage };
}

const at = (folder: string, list: readonly { name: string; bytes: ArrayBuffer | Uint8Array }[]) =>
  Object.fromEntries(list.map(({ name, bytes }) => [folder + name, bytes as Uint8Array]));

const options = (given: Partial<SourceOptions>): SourceOptions => ({
  data: 'mnist',
  files: [],
  caches: null,
  yieldToEventLoop: () => Promise.resolve(),
  progress: () => undefined,
  ...given,
});

// What was loaded latest is remembered: each test begins anew.
let loadDataset: typeof import('./source.ts')['loadDataset'];
beforeEach(async () => {
  vi.resetModules();
  vi.doMock('./mirrors.ts', async (original) => {
    const real = await original<typeof import('./mirrors.ts')>();
    const sha256 = zipped.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));
    const bytes = zipped.map((file) => file.bytes.length);
    return { ...real, mirrors: { ...real.mirrors, mnist: { ...real.mirrors.mnist, sha256, bytes } } };
  });
  vi.doMock('./digits.ts', async (original) => {
    const real = await original<typeof import('./digits.ts')>();
    return { ...real, drawDigits: async () => ({ train: real.drawSet(30, 1), test: real.drawSet(10, 2) }) };
  });
  ({ loadDataset } = await import('./source.ts'));
});

describe('images', () => {
  it('are those a person dropped, when there are any', async () => {
    const { asked, fetch } = server({});
    const { train, test } = await loadDataset(options({ files: zipped, fetch }));
    expect([train.count, test.count]).toEqual([120, 40]);
    expect(asked).toEqual([]);
  });

  it('that the program draws are not replaced by dropped files', async () => {
    const { train } = await loadDataset(options({ data: 'digits', files: zipped }));
    expect(train.count).toBe(30);
  });

  it.each([
    ['zipped', zipped],
    ['unpacked', files],
  ])('come from the site’s own folder, %s', async (_, list) => {
    const { asked, fetch } = server(at(`${BASE}data/mnist/`, list));
    const { train } = await loadDataset(options({ assetBase: BASE, fetch }));
    expect(train.count).toBe(120);
    expect(asked.every((address) => address.startsWith(BASE))).toBe(true);
  });

  it('come from the mirror when the site has none, and says so with a page', async () => {
    const { folder } = mirrors.mnist;
    const page = new TextEncoder().encode('<!doctype html>');
    const { fetch } = server(at(folder, zipped), page);
    const fractions: number[] = [];
    const { train } = await loadDataset(
      options({ assetBase: BASE, fetch, progress: (_, fraction) => fractions.push(fraction) }),
    );
    expect(train.count).toBe(120);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions[fractions.length - 1]).toBe(1);
  });

  it('of the mirror are kept by the browser, and are not fetched again', async () => {
    const { folder } = mirrors.mnist;
    const { caches, kept } = cacheStorage();
    await loadDataset(options({ caches, fetch: server(at(folder, zipped)).fetch }));
    expect([...kept.keys()].sort()).toEqual(Object.keys(at(folder, zipped)).sort());
    vi.resetModules();
    const again = await import('./source.ts');
    const { asked, fetch } = server({});
    expect((await again.loadDataset(options({ caches, fetch }))).train.count).toBe(120);
    expect(asked).toEqual([]);
  });

  it('that were loaded are at hand for the next training', async () => {
    const { asked, fetch } = server(at(mirrors.mnist.folder, zipped));
    const first = await loadDataset(options({ fetch }));
    const requests = asked.length;
    expect(await loadDataset(options({ fetch }))).toBe(first);
    expect(asked).toHaveLength(requests);
  });

  it('of a mirror that sends something else are refused', async () => {
    const other = at(mirrors.mnist.folder, zipped);
    const [first] = Object.keys(other);
    other[first] = gzipSync(new Uint8Array(100));
    await expect(loadDataset(options({ fetch: server(other).fetch }))).rejects.toMatchObject({
      code: 'no-data',
      message: expect.stringContaining('is not the file that was published'),
    });
  });

  it('that are nowhere say where they were looked for', async () => {
    await expect(loadDataset(options({ data: 'fashion', fetch: server({}).fetch }))).rejects.toMatchObject({
      code: 'no-data',
      message: expect.stringContaining('the server answered 404'),
    });
    const offline = () => Promise.reject(new TypeError('Failed to fetch'));
    await expect(loadDataset(options({ fetch: offline }))).rejects.toThrow('Failed to fetch');
  });

  it('of a mirror that lacks one file are no longer fetched', async () => {
    const { folder } = mirrors.mnist;
    const missing = Object.keys(at(folder, zipped))[1];
    const stopped: string[] = [];
    /** Sends nothing but that one file is missing; the others go on until they are stopped. */
    const slow = ((address: string, init?: RequestInit) =>
      address === missing
        ? Promise.resolve(new Response(null, { status: 503 }))
        : new Promise((_, reject) => {
            init?.signal?.addEventListener('abort', () => {
              stopped.push(address);
              reject(init.signal?.reason);
            });
          })) as typeof globalThis.fetch;
    const { caches, kept } = cacheStorage();
    await expect(loadDataset(options({ fetch: slow, caches }))).rejects.toMatchObject({
      code: 'no-data',
      diagnostic: { code: 'refused', parameters: { address: missing, status: 503 } },
    });
    expect(stopped.sort()).toEqual(
      Object.keys(at(folder, zipped))
        .filter((address) => address !== missing)
        .sort(),
    );
    expect(kept.size).toBe(0);
  });

  it('are no longer waited for after an abort', async () => {
    const abort = new AbortController();
    const { fetch } = server(at(mirrors.mnist.folder, zipped));
    const stopping: typeof fetch = (...request) => {
      abort.abort();
      return fetch(...request);
    };
    const loading = loadDataset(options({ fetch: stopping, signal: abort.signal }));
    await expect(loading).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('can be had where storage is forbidden', async () => {
    const caches = {
      open: () => Promise.reject(new DOMException('denied', 'SecurityError')),
    } as unknown as CacheStorage;
    const { fetch } = server(at(mirrors.mnist.folder, zipped));
    expect((await loadDataset(options({ caches, fetch }))).train.count).toBe(120);
  });
});

describe('a download that stalls', () => {
  /** Time that passes when it is told to. */
  function createTime() {
    let now = 0;
    const waiting = new Set<{ at: number; callback: () => void }>();
    return {
      later(milliseconds: number, callback: () => void) {
        const entry = { at: now + milliseconds, callback };
        waiting.add(entry);
        return () => waiting.delete(entry);
      },
      async pass(seconds: number): Promise<void> {
        for (let k = 0; k < seconds; k++) {
          now += 1000;
          for (const entry of [...waiting]) if (entry.at <= now && waiting.delete(entry)) entry.callback();
          for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
        }
      },
      get waiting() {
        return waiting.size;
      },
    };
  }
  /** A request that sends some bytes, and then nothing for ever. */
  const stalling = (bytes: number) => {
    let aborted = 0;
    const fetch = (async (_: string, init?: RequestInit) => {
      init?.signal?.addEventListener('abort', () => aborted++);
      if (bytes === 0) return new Promise<Response>(() => undefined);
      return new Response(
        new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(bytes)) }),
      );
    }) as typeof globalThis.fetch;
    return { fetch, aborted: () => aborted };
  };

  it.each([0, 1000])('after %i bytes is given up within twenty seconds, with what is true', async (bytes) => {
    vi.resetModules();
    const { loadDataset } = await import('./source.ts');
    const { fetch, aborted } = stalling(bytes);
    const time = createTime();
    let error: unknown = null;
    void loadDataset({
      data: 'mnist',
      files: [],
      assetBase: BASE,
      fetch,
      later: time.later,
      caches: null,
      yieldToEventLoop: async () => undefined,
      progress: () => undefined,
    }).catch((thrown: unknown) => {
      error = thrown;
    });
    await time.pass(5);
    expect(error).toBeNull();
    await time.pass(14);
    expect(error).toMatchObject({
      code: 'no-data',
      diagnostic: { code: 'stalled', parameters: { seconds: 12 } },
    });
    expect(aborted()).toBeGreaterThan(1);
    expect(time.waiting).toBe(0);
  });

  it('is none as long as something comes', async () => {
    const { download } = await import('./download.ts');
    const time = createTime();
    let send: (bytes: number) => void = () => undefined;
    let end = (): void => undefined;
    const fetch = (async () =>
      new Response(
        new ReadableStream({
          start(controller) {
            send = (bytes) => controller.enqueue(new Uint8Array(bytes));
            end = () => controller.close();
          },
        }),
      )) as typeof globalThis.fetch;
    const bytes = download('https://slow.example/', { fetch, later: time.later }, () => undefined);
    for (let k = 0; k < 10; k++) {
      await time.pass(10);
      send(100);
    }
    end();
    expect((await bytes).length).toBe(1000);
    expect(time.waiting).toBe(0);
  });
});
