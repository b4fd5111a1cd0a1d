/** Networks that are trained for a few steps on few images. */
import { gzipSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import { smallFiles } from '../src/network/data/testing/fixture.ts';
import { open, playButton, step } from './page.ts';

/** Two small networks, and few steps. */
export const SMALL = 'surface=mnist,hidden:8,batch:16&run=sgd,lr:0.1&run=adam,lr:0.01&steps=40';
export const OWN = /\/data\/mnist\//;
export const MIRROR = /cdn\.jsdelivr\.net/;

/** A data set of 120 and 40 images, packed as the site and the mirror serve it. */
const files = new Map<string, Buffer>(
  smallFiles().map(({ name, bytes }) => [`${name}.gz`, gzipSync(bytes as Uint8Array)] as const),
);
export const packed = (url: string): Buffer => files.get(url.split('/').at(-1) ?? '') ?? Buffer.alloc(0);
export const GIVEN = { contentType: 'application/gzip', headers: { 'access-control-allow-origin': '*' } };

export const FASHION = SMALL.replace('mnist,', 'mnist,data:fashion,');
export const OWN_FASHION = /\/data\/fashion\//;
export const FASHION_MIRROR = /raw\.githubusercontent\.com\/zalandoresearch\/fashion-mnist\//;

export const ready = (page: Page): Promise<void> =>
  expect(page.locator('.network-state')).toHaveText('Ready. Press play to train.', { timeout: 45_000 });
export const forward = (page: Page) => page.getByRole('button', { name: 'One step of training' });
export const part = (page: Page, name: string) => page.getByRole('radio', { name, exact: true }).check();

export async function trained(page: Page): Promise<void> {
  await ready(page);
  await playButton(page).click();
  await expect(step(page)).toHaveText('40', { timeout: 45_000 });
  await expect(playButton(page)).toHaveAccessibleName('Play');
}

/** Files of Fashion-MNIST on the site itself, named with an ending or without: nothing else is asked, and classes have names. */
export async function expectFashion(page: Page, ending: '.gz' | ''): Promise<void> {
  const elsewhere: string[] = [];
  await page.route(FASHION_MIRROR, (route) => {
    elsewhere.push(route.request().url());
    return route.abort();
  });
  await page.route(OWN_FASHION, async (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    const given = smallFiles().find((file) => `${file.name}${ending}` === name);
    const body = given && (ending ? packed(name) : Buffer.from(given.bytes as Uint8Array));
    await route.fulfill(body ? { ...GIVEN, body } : { status: 404 });
  });
  await open(page, FASHION);
  await trained(page);
  await expect(page.locator('.network-state')).toHaveText('120 training and 40 test images');
  await part(page, 'Digits');
  await expect(
    page.getByRole('img', { name: /^Test image: (T-shirt|trousers|pullover|dress)/ }).first(),
  ).toBeVisible();
  expect(elsewhere).toEqual([]);
}
