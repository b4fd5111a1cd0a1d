import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fileFor, serve } from './server.mjs';

/** More than the buffers of a connection take. */
const LARGE = 32_000_000;

const PACKED = gzipSync('images');

let folder: string;
let site: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'adascope-server-'));
  await mkdir(join(folder, 'site', 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await mkdir(join(folder, 'site-backup'));
  await writeFile(join(folder, 'site-backup', 'secret.txt'), 'secret');
  await writeFile(join(folder, 'site', 'index.html'), '<!doctype html>');
  await mkdir(join(folder, 'site', 'examples'));
  await writeFile(join(folder, 'site', 'examples', 'index.html'), '<!doctype html><title>Examples</title>');
  await writeFile(join(folder, 'site', 'large.bin'), new Uint8Array(LARGE));
  await writeFile(join(folder, 'site', 'images.gz'), PACKED);
  await writeFile(join(folder, 'site', 'assets', 'a.wasm'), new Uint8Array([0, 97, 115, 109]));
  await writeFile(join(folder, 'site', 'assets', 'b c.js'), 'export {};');
  site = await serve(join(folder, 'site'));
});
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

/** Sends a path that `fetch` would have tidied, and returns the whole answer. */
const raw = (path: string): Promise<string> =>
  new Promise((done, failed) => {
    const { hostname, port } = new URL(site.url);
    let answer = '';
    const socket = connect(Number(port), hostname);
    socket.on('data', (bytes) => {
      answer += bytes;
    });
    socket.on('end', () => done(answer)).on('error', failed);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
  });

it('serves the page whatever the query', async () => {
  const answer = await fetch(`${site.url}?surface=beale&run=adam,lr:0.05`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/html');
  expect(await answer.text()).toBe('<!doctype html>');
});

it('gives WebAssembly and modules the types that browsers insist on', async () => {
  const wasm = await fetch(`${site.url}assets/a.wasm`);
  expect(wasm.headers.get('content-type')).toBe('application/wasm');
  expect(wasm.headers.get('content-length')).toBe('4');
  expect((await wasm.arrayBuffer()).byteLength).toBe(4);
  const script = await fetch(`${site.url}assets/b%20c.js`);
  expect(script.headers.get('content-type')).toBe('text/javascript');
});

it('sends packed files as they are', async () => {
  const answer = await fetch(`${site.url}images.gz`);
  expect(answer.headers.get('content-type')).toBe('application/gzip');
  // fetch would unpack it, were it said to be packed for the way.
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array(PACKED));
});

it('lets a sandboxed frame load its modules', async () => {
  expect((await fetch(site.url)).headers.get('access-control-allow-origin')).toBe('*');
});

it('lets no script run but the files of the site, and none be made from text', async () => {
  const policy = (await fetch(site.url)).headers.get('content-security-policy') ?? '';
  const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]));
  const { host } = new URL(site.url);
  const own = ["'self'", `http://${host}`, `https://${host}`];
  expect(rules.get('default-src')).toEqual(own);
  expect(rules.get('script-src')).toEqual([...own, "'wasm-unsafe-eval'"]);
  expect(policy).not.toMatch(/'unsafe-(?:inline|eval)'|\*/);
});

it('says what is not there, and does not invent a page for it', async () => {
  expect((await fetch(`${site.url}nothing.js`)).status).toBe(404);
  expect((await fetch(`${site.url}assets/`)).status).toBe(404);
});

it('leads to a folder that is asked for without its slash, query kept', async () => {
  const answer = await fetch(`${site.url}examples?surface=beale&f=/`);
  expect([answer.status, answer.url]).toEqual([200, `${site.url}examples/?surface=beale&f=/`]);
  expect(await answer.text()).toContain('Examples');
  // A folder without a page is no place to be led to.
  expect((await fetch(`${site.url}assets`)).status).toBe(404);
});

it.each(['//examples', '/assets/..//examples?x=//elsewhere.example/', '//elsewhere.example/../examples'])(
  'leads to no other site: %s',
  async (path) => {
    expect(await raw(path)).toMatch(/^Location: \.\/examples\/(?:\?|\r?$)/im);
  },
);

it.runIf(existsSync('/proc/self/fd'))('keeps no file open for downloads that were broken off', async () => {
  const open = async (): Promise<number> => {
    const entries = await readdir('/proc/self/fd');
    const files = await Promise.all(
      entries.map((entry) => readlink(`/proc/self/fd/${entry}`).catch(() => '')),
    );
    return files.filter((file) => file.endsWith('large.bin')).length;
  };
  const { hostname, port } = new URL(site.url);
  const aborted = (): Promise<void> =>
    new Promise((done) => {
      const socket = connect(Number(port), hostname);
      socket.on('close', () => done()).once('data', () => socket.destroy());
      socket.write('GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n');
    });
  await Promise.all(Array.from({ length: 50 }, aborted));
  await expect.poll(open).toBe(0);
  // One that is not broken off comes whole.
  expect((await (await fetch(`${site.url}large.bin`)).arrayBuffer()).byteLength).toBe(LARGE);
});

it('answers HEAD without a body and refuses to be written to', async () => {
  const head = await fetch(site.url, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
  expect((await fetch(site.url, { method: 'POST', body: 'x' })).status).toBe(405);
});

it.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/../../secret.txt',
  '/../site-backup/secret.txt',
  '//../secret.txt',
  '/..\\secret.txt',
  '/%',
  '/a%00b',
])('never leaves its folder: %s', async (path) => {
  const answer = await raw(path);
  expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
  expect(answer).not.toMatch(/secret$/);
});

it('takes an absolute path for one of its own', () => {
  expect(fileFor(resolve('/site'), '/etc/passwd')).toBe(resolve('/site/etc/passwd'));
  expect(fileFor(resolve('/site'), '//etc/passwd')).toBe(resolve('/site/etc/passwd'));
});

it('takes the next free port when the wished-for one is taken', async () => {
  const port = Number(new URL(site.url).port);
  const other = await serve(folder, { port });
  const next = Number(new URL(other.url).port);
  await other.close();
  expect(next).toBeGreaterThan(port);
});
