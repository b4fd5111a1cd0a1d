import { expect, test } from '@playwright/test';
import { smallFiles } from '../src/network/data/testing/fixture.ts';
import { open } from './page.ts';
import {
  expectFashion,
  FASHION,
  FASHION_MIRROR,
  MIRROR,
  OWN,
  OWN_FASHION,
  SMALL,
  trained,
} from './training-ui.ts';

test('what is wrong with images is said in Chinese on a Chinese page', async ({ page }) => {
  await page.route(OWN, (route) => route.fulfill({ status: 404 }));
  await page.route(MIRROR, (route) => route.abort());
  await open(page, `lang=zh&${SMALL.replace('mnist,', 'mnist,data:mnist,')}`);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('无法获得图像：');
  await expect(alert).toContainText(/无法取得 https:\/\/cdn\.jsdelivr\.net\S+：连接失败/);
  await expect(alert).not.toContainText(/could not|Failed|server/);

  const [images] = smallFiles();
  const buffer = Buffer.from((images.bytes as Uint8Array).slice(0, 1000));
  const mimeType = 'application/octet-stream';
  await page.locator('.file input').setInputFiles([{ name: images.name, mimeType, buffer }]);
  await expect(alert).toContainText(
    'train-images-idx3-ubyte：文件不完整，文件头之后有 984 字节，应为 94080。',
  );
  await alert.getByRole('button', { name: '改用程序绘制的数字' }).click();
  await expect(page.locator('.network-state')).toHaveText('已就绪，按播放开始训练。', { timeout: 45_000 });
});

test('fashion that cannot be reached says where it was looked for, and digits can be trained on instead', async ({
  page,
}) => {
  await page.route(OWN_FASHION, (route) => route.fulfill({ status: 404 }));
  await page.route(FASHION_MIRROR, (route) => route.abort());
  await open(page, FASHION);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The images could not be had');
  await expect(alert).toContainText('zalandoresearch/fashion-mnist');
  await expect(alert).toContainText('continue with drawn digits');
  await expect(alert.getByRole('button', { name: 'Try again' })).toBeVisible();
  await alert.getByRole('button', { name: 'Continue with drawn digits' }).click();
  await expect(alert).toHaveCount(0);
  await trained(page);
  await expect(page.locator('.network-state')).toHaveText('10,000 training and 2,000 test images');
  expect(new URL(page.url()).search).not.toContain('fashion');
});

test('fashion comes unpacked from the site’s own folder, too', async ({ page }) => {
  await expectFashion(page, '');
});
