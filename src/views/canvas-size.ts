/** The size of a canvas on the page and on the screen, followed as either changes. */

export interface CanvasSize {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** The screen's own pixels: what the canvas needs so that nothing is blurred. */
  readonly pixels: readonly [width: number, height: number];
}

/** More pixels than three for each of CSS cannot be seen. */
const MOST_PIXELS = 3;

/**
 * What a box of CSS pixels needs on the screen: `exact` where the browser knows it, else by the pixel ratio.
 *
 * @param ratio Pixels of the screen for each of CSS.
 */
export function canvasSize(
  width: number,
  height: number,
  ratio: number,
  exact: readonly [width: number, height: number] | null = null,
): CanvasSize {
  const density = Math.min(MOST_PIXELS, ratio || 1);
  const rounded = [Math.round(width * density), Math.round(height * density)] as const;
  // Browsers put boxes on whole pixels of the screen: that may be one more or less than by the ratio. Anything else is of
  // another ratio than the one that holds now.
  const usable = exact?.every((pixels, i) => Math.abs(pixels - rounded[i]) <= 1);
  return { width, height, pixels: exact && usable ? exact : rounded };
}

/** The exact size of the box on the screen, where the browser says it. */
const exactOf = (entry: ResizeObserverEntry): readonly [number, number] | null => {
  const box = entry.devicePixelContentBoxSize?.[0];
  return box ? [box.inlineSize, box.blockSize] : null;
};

/**
 * Tells `changed` the size of an element, first before its first picture and then whenever it changes: on the page, or on
 * the screen alone, as on another display or in a zoomed page around this one. Returns how to stop.
 */
export function followSize(element: Element, changed: (size: CanvasSize) => void): () => void {
  const controller = new AbortController();
  const observer = new ResizeObserver((entries) => {
    const entry = entries[entries.length - 1];
    const { width, height } = entry.contentRect;
    changed(canvasSize(width, height, devicePixelRatio, exactOf(entry)));
  });
  try {
    observer.observe(element, { box: 'device-pixel-content-box' });
  } catch {
    // Safari does not know that box.
    observer.observe(element);
  }
  // A media query tells of leaving one ratio only: the next needs another query.
  const watchRatio = (): void => {
    const left = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    const ratioChanged = (): void => {
      changed(canvasSize(element.clientWidth, element.clientHeight, devicePixelRatio));
      watchRatio();
    };
    left.addEventListener('change', ratioChanged, { once: true, signal: controller.signal });
  };
  watchRatio();
  return () => {
    controller.abort();
    observer.disconnect();
  };
}
