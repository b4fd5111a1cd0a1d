/**
 * Pan and zoom of a landscape by mouse, wheel, trackpad and two fingers, with d3-zoom; a click without a drag is a click.
 *
 * One finger scrolls the page and the wheel alone scrolls it too where the page is longer than the window, or another
 * page is around it, so that a landscape never holds a reader's scroll.
 */
import { select, type ZoomTransform, zoom, zoomIdentity } from 'd3';
import type { Domain } from '../../core/types.ts';
import type { Signal } from '../../store/signal.ts';
import { type Camera, fit, toPlane, WHOLE } from './viewport.ts';

export const ZOOM_RANGE: readonly [number, number] = [0.2, 400];

const OPEN = [
  ':popover-open',
  'dialog[open]',
  'details.menu[open]',
  'select:open',
  'textarea:focus',
  'input:not([type="range"], [type="checkbox"], [type="radio"], [type="button"]):focus',
];

/** Whether a press beside it closes something now: a menu, the list of a select, a field that is typed into. */
function isDismissal(): boolean {
  return OPEN.some((selector) => {
    try {
      return document.querySelector(selector) !== null;
    } catch {
      // Browsers that do not know `:open` or `:popover-open` keep such a press to themselves.
      return false;
    }
  });
}

/** Attaches the gestures; returns how to remove them. */
export function attachGestures(
  canvas: HTMLCanvasElement,
  camera: Signal<Camera>,
  domain: () => Domain,
  onClick: (x: number, y: number) => void,
): () => void {
  const size = (): [number, number] => [canvas.clientWidth, canvas.clientHeight];
  // A frame cannot know whether the page around it scrolls.
  const pageScrolls = (): boolean =>
    window.parent !== window ||
    document.documentElement.scrollHeight > document.documentElement.clientHeight + 1;

  /** The camera as d3's transform of this canvas: relative to the view of the whole domain. */
  const transformOf = (): ZoomTransform => {
    const [width, height] = size();
    const whole = fit(domain(), WHOLE, width, height);
    const view = fit(domain(), camera.value, width, height);
    return zoomIdentity
      .translate((whole.left - view.left) * view.scale, (view.top - whole.top) * view.scale)
      .scale(camera.value.zoom);
  };

  const behaviour = zoom<HTMLCanvasElement, unknown>()
    .scaleExtent([...ZOOM_RANGE])
    .filter((event: MouseEvent | WheelEvent | TouchEvent) => {
      if (event.type === 'wheel') return (event as WheelEvent).ctrlKey || !pageScrolls();
      if (event.type === 'dblclick') return false;
      if (event.type === 'touchstart') return (event as TouchEvent).touches.length > 1;
      return (event as MouseEvent).button === 0;
    })
    .on('zoom', (event: { transform: ZoomTransform; sourceEvent: unknown }) => {
      if (!event.sourceEvent) return;
      const [width, height] = size();
      const whole = fit(domain(), WHOLE, width, height);
      const { k, x, y } = event.transform;
      const centre = toPlane(whole, (width / 2 - x) / k, (height / 2 - y) / k);
      camera.set({ zoom: k, centre });
    });

  const selection = select(canvas);
  selection.call(behaviour);
  // Cards share one camera: each takes over what the others did before a gesture begins on it.
  const synchronise = (): void => {
    selection.property('__zoom', transformOf());
  };
  canvas.addEventListener('pointerdown', synchronise, { capture: true });
  canvas.addEventListener('wheel', synchronise, { capture: true, passive: true });
  canvas.addEventListener('touchstart', synchronise, { capture: true, passive: true });

  // The wheel over the start, which lies on the canvas, is meant for what is under it.
  const above = canvas.parentElement;
  const through = (event: WheelEvent): void => {
    if (event.target === canvas) return;
    if (!canvas.dispatchEvent(new WheelEvent(event.type, event))) event.preventDefault();
  };
  above?.addEventListener('wheel', through, { passive: false });

  // A click that closes a menu or leaves a field is for that: it does not move the start as well.
  let dismissing = false;
  const press = (): void => {
    dismissing = isDismissal();
  };
  canvas.addEventListener('pointerdown', press, { capture: true });

  const click = (event: MouseEvent): void => {
    if (event.defaultPrevented || dismissing) return;
    const box = canvas.getBoundingClientRect();
    const view = fit(domain(), camera.value, ...size());
    onClick(...toPlane(view, event.clientX - box.left, event.clientY - box.top));
  };
  canvas.addEventListener('click', click);

  return () => {
    selection.on('.zoom', null);
    canvas.removeEventListener('pointerdown', synchronise, { capture: true });
    canvas.removeEventListener('wheel', synchronise, { capture: true });
    canvas.removeEventListener('touchstart', synchronise, { capture: true });
    canvas.removeEventListener('pointerdown', press, { capture: true });
    canvas.removeEventListener('click', click);
    above?.removeEventListener('wheel', through);
  };
}
