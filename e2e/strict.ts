/** Frames and pages that are allowed little, and a frame driven as a course page would. */
import { expect, type Page } from '@playwright/test';
import { ask, heard, inside, latest, tell } from './hosts.ts';

export const QUERY = 'surface=beale&run=sgd,lr:0.001&run=adam,lr:0.05&steps=200&embed=1';
/** More than is computed beside the first picture. */
const LONG = 'surface=beale&run=adam,lr:0.001&steps=300000&t=300000';
/** As the README words it. */
export const STRICT =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; connect-src 'self' https://cdn.jsdelivr.net https://raw.githubusercontent.com";

/** Drives a frame as a course page would: a look, a seek, a little playing, another experiment, a long one. */
export async function drive(page: Page): Promise<void> {
  await latest(page, 'ready');
  await inside(page);
  expect(await ask(page, { type: 'get' })).toMatchObject({ step: 0, playing: false });
  expect(await ask(page, { type: 'seek', step: 150 })).toMatchObject({ step: 150 });
  await tell(page, { adascope: 1, type: 'play' });
  await expect.poll(async () => Number((await heard(page, 'state')).at(-1)?.step)).toBeGreaterThan(155);
  await ask(page, { type: 'pause' });
  await ask(page, { type: 'load', query: LONG });
  await expect
    .poll(async () => (await heard(page, 'state')).at(-1)?.runs, { timeout: 30_000 })
    .toMatchObject([{ status: 'finished' }]);
  const state = await ask(page, { type: 'get' });
  expect(state).toMatchObject({ step: 300_000 });
  expect((state.runs as { loss: number }[])[0].loss).toBeLessThan(1e-6);
}

/** Sends everything of ours with another policy. */
export const withPolicy = (page: Page, baseURL: string | undefined, policy: string): Promise<unknown> =>
  page.route(`${baseURL}**`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      headers: { ...response.headers(), 'content-security-policy': policy },
    });
  });

export const SANDBOX = 'sandbox="allow-scripts"';
