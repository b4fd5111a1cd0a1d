/** Pages that frames stand in: somebody else's, on another origin, with whatever they allow. */
import { createServer } from 'node:http';
import { expect, type Frame, type Page } from '@playwright/test';

export interface Heard {
  readonly adascope: 1;
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Notes down all that the frames post, and from which of them it came. */
const LISTEN = `
  window.heard = [];
  addEventListener('message', (event) => {
    const at = [...document.querySelectorAll('iframe')].findIndex((frame) => frame.contentWindow === event.source);
    heard.push({ at, data: event.data });
  });`;

/** A file of another site, or null where there is none. */
export type Files = (
  path: string,
) => { type: string; body: string | Buffer; headers?: Record<string, string> } | null;

/**
 * Serves another site, at `localhost`, where ours is 127.0.0.1, until the page is closed. It is really served, because
 * browsers keep pages that come from nowhere away from the machine they run on.
 *
 * @returns its address
 */
export async function serveHost(page: Page, files: Files): Promise<string> {
  const server = createServer((request, response) => {
    const file = files(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (file) response.writeHead(200, { 'Content-Type': file.type, ...file.headers }).end(file.body);
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  page.on('close', () => server.close());
  const address = server.address();
  return `http://localhost:${typeof address === 'object' ? address?.port : ''}/`;
}

/** The text of a page that listens to its frames. */
export const hostPage = (body: string): string =>
  `<!doctype html><link rel="icon" href="data:,"><title>A course</title><script>${LISTEN}</script><body style="margin:0">${body}`;

/**
 * Opens a page of another site.
 *
 * @param body what stands in it
 * @param headers what it is sent with
 */
export async function openHost(
  page: Page,
  body: string,
  headers: Record<string, string> = {},
): Promise<void> {
  const html = hostPage(body);
  await page.goto(await serveHost(page, () => ({ type: 'text/html; charset=utf-8', body: html, headers })));
}

/** An iframe as teachers paste it. */
export const iframe = (url: string, attributes = ''): string =>
  `<iframe src="${url.replaceAll('&', '&amp;')}" width="640" height="400" title="An experiment" ${attributes}></iframe>`;

/** Posts a message to one of the frames, as the page around it. */
export const tell = (page: Page, message: unknown, at = 0): Promise<void> =>
  page.evaluate(
    ([data, index]) => document.querySelectorAll('iframe')[index].contentWindow?.postMessage(data, '*'),
    [message, at] as const,
  );

/** What one of the frames has said so far, of one kind. */
export const heard = (page: Page, type: string, at = 0): Promise<Heard[]> =>
  page.evaluate(
    ([wanted, index]) =>
      (window as unknown as { heard: { at: number; data: Heard }[] }).heard
        .filter((entry) => entry.at === index && entry.data?.adascope === 1 && entry.data.type === wanted)
        .map(({ data }) => data),
    [type, at] as const,
  );

/** Waits until a frame has said so much, and gives the latest. */
export async function latest(page: Page, type: string, least = 1, at = 0): Promise<Heard> {
  await expect
    .poll(async () => (await heard(page, type, at)).length, { timeout: 30_000 })
    .toBeGreaterThanOrEqual(least);
  return (await heard(page, type, at)).at(-1) as Heard;
}

/** Tells a frame something and waits for the state that follows. */
export async function ask(page: Page, message: object, at = 0): Promise<Heard> {
  const { length } = await heard(page, 'state', at);
  await tell(page, { adascope: 1, ...message }, at);
  return latest(page, 'state', length + 1, at);
}

/** The inside of a frame, once its picture is drawn. */
export async function inside(page: Page, at = 0): Promise<Frame> {
  const iframe = page.locator('iframe').nth(at);
  // Asked of the element: a frame that is loaded later is another one then.
  await expect(iframe.contentFrame().locator('html[data-ready=true]')).toBeAttached({ timeout: 45_000 });
  const frame = await (await iframe.elementHandle())?.contentFrame();
  if (!frame) throw new Error('There is no such frame.');
  return frame;
}

/** What the page and its frames complain about: errors of scripts and of the console, breaches of a policy among them. */
export function complaints(page: Page): string[] {
  const list: string[] = [];
  page.on('pageerror', (error) => list.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') list.push(message.text());
  });
  return list;
}

/** Whether a script that finds its way into the page runs there, as it does without a policy. */
export const runsInlineScript = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    return 'injected' in window;
  });
