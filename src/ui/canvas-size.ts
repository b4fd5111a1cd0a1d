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

/** How often the ratio is looked at, in milliseconds, for where nothing tells that it has changed. */
const LOOK_AGAIN = 500;

const ratioListeners = new Set<() => void>();
let stopWatching = (): void => undefined;

/**
 * Looks after the pixel ratio for all canvases of the page. A media query tells of leaving one ratio, so the next needs
 * another query; emulated screens and some hosts change it without any event, so it is also looked at now and then.
 */
function watchRatio(): () => void {
  let known = devicePixelRatio;
  let left: MediaQueryList | null = null;
  const look = (): void => {
    if (devicePixelRatio === known) return;
    known = devicePixelRatio;
    listen();
    for (const listener of ratioListeners) listener();
  };
  const listen = (): void => {
    left?.removeEventListener('change', look);
    left = matchMedia(`(resolution: ${known}dppx)`);
    left.addEventListener('change', look);
  };
  listen();
  const timer = setInterval(look, LOOK_AGAIN);
  return () => {
    clearInterval(timer);
    left?.removeEventListener('change', look);
  };
}

/** Calls `listener` whenever the pixel ratio has changed; returns how to stop. */
function followRatio(listener: () => void): () => void {
  if (ratioListeners.size === 0) stopWatching = watchRatio();
  ratioListeners.add(listener);
  return () => {
    ratioListeners.delete(listener);
    if (ratioListeners.size === 0) stopWatching();
  };
}

/**
 * Tells `changed` the size of an element, first before its first picture and then whenever it changes: on the page, or on
 * the screen alone, as on another display or in a zoomed page around this one. Returns how to stop.
 */
export function followSize(element: Element, changed: (size: CanvasSize) => void): () => void {
  let box = { width: 0, height: 0 };
  const observer = new ResizeObserver((entries) => {
    const entry = entries[entries.length - 1];
    box = entry.contentRect;
    changed(canvasSize(box.width, box.height, devicePixelRatio, exactOf(entry)));
  });
  try {
    observer.observe(element, { box: 'device-pixel-content-box' });
  } catch {
    // Safari does not know that box.
    observer.observe(element);
  }
  const stop = followRatio(() => changed(canvasSize(box.width, box.height, devicePixelRatio)));
  return () => {
    stop();
    observer.disconnect();
  };
}
