/**
 * Printing. What is on the screen is no use on paper: canvases have the screen's size and resolution, themes their colours,
 * and a frame out of sight nothing at all. So while something is printed, a sheet made for paper stands instead of the page.
 *
 * Browsers print in the same turn in which they announce it: the code of the sheet is fetched beforehand, after the first
 * picture.
 */
import type { putSheet } from './sheet.tsx';
import type { Page } from './slices.ts';

/** @param framed Whether this is one frame of perhaps many on another page. */
export function attachPrinting(page: Page, framed: boolean): void {
  let put: typeof putSheet | null = null;
  let remove: (() => void) | null = null;
  const paper = matchMedia('print');

  const begin = (): void => {
    remove ??= put?.(page, framed) ?? null;
  };
  const end = (): void => {
    remove?.();
    remove = null;
  };
  addEventListener('beforeprint', begin);
  addEventListener('afterprint', end);
  paper.addEventListener('change', () => (paper.matches ? begin() : end()));

  void import('./sheet.tsx').then(
    ({ putSheet }) => {
      put = putSheet;
      if (paper.matches) begin();
    },
    // Without a network the page itself is printed.
    () => undefined,
  );
}
