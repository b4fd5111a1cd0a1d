/**
 * Pan and zoom of a landscape by mouse, wheel, trackpad and two fingers, with d3-zoom; a click without a drag is a click.
 *
 * One finger scrolls the page and the wheel alone scrolls it too where the page, or a list of cards that the landscape is in,
 * is longer than its room, or another page is around it, so that a landscape never holds a reader's scroll. Ctrl or ⌘ with
 * the wheel zooms everywhere.
 */
import { select, type ZoomTransform, zoom, zoomIdentity } from 'd3';
import type { Signal } from '../../signal.ts';
import { scrolls } from '../scrolls.ts';
import type { PlaneWindow } from './plane.ts';
import { around, fit, roundWindow, toPlane, type Viewport, ZOOM_RANGE, zoomOf } from './viewport.ts';

/** What the gestures change. */
export interface Zoomable {
  /** The part of the plane that is shown; null: the whole. */
  readonly window: Signal<PlaneWindow | null>;
  whole(): PlaneWindow;
}

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
  { window: shown, whole }: Zoomable,
  onClick: (x: number, y: number) => void,
): () => void {
  const viewNow = (): Viewport => fit(shown.value ?? whole(), canvas.clientWidth, canvas.clientHeight);

  /** The view that d3's transforms start from, the zoom it has, and the window that the last of them has made of it. */
  let base: { window: PlaneWindow; view: Viewport; zoom: number; made: PlaneWindow | null } | null = null;

  const behaviour = zoom<HTMLCanvasElement, unknown>()
    .filter((event: MouseEvent | WheelEvent | TouchEvent) => {
      if (event.type === 'wheel') return event.ctrlKey || event.metaKey || !scrolls(canvas);
      if (event.type === 'dblclick') return false;
      if (event.type === 'touchstart') return (event as TouchEvent).touches.length > 1;
      return (event as MouseEvent).button === 0;
    })
    .on('zoom', (event: { transform: ZoomTransform; sourceEvent: unknown }) => {
      if (!event.sourceEvent || !base) return;
      const { k, x, y } = event.transform;
      const { window, view, zoom } = base;
      const factor = k / zoom;
      const [x0, x1, y0, y1] = window;
      // The middle of the picture, where it was in the view that the transform starts from.
      const centre = toPlane(view, (view.width / 2 - x) / factor, (view.height / 2 - y) / factor);
      base.made = roundWindow(around(centre, (x1 - x0) / factor, (y1 - y0) / factor));
      shown.set(base.made);
    });

  const selection = select(canvas);
  selection.call(behaviour);
  // Cards share one window, and buttons change it: a gesture takes over what others have made of it. What it has made itself
  // stays in d3's own numbers, in which the place under the pointer is remembered between two turns of the wheel.
  const synchronise = (): void => {
    const { clientWidth: width, clientHeight: height } = canvas;
    const same = base?.view.width === width && base.view.height === height && base.made === shown.value;
    if (same) return;
    const window = shown.value ?? whole();
    const now = zoomOf(window, whole());
    base = { window, view: viewNow(), zoom: now, made: shown.value };
    behaviour.scaleExtent([Math.min(ZOOM_RANGE[0], now), Math.max(ZOOM_RANGE[1], now)]);
    selection.property('__zoom', zoomIdentity.scale(now));
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
    onClick(...toPlane(viewNow(), event.clientX - box.left, event.clientY - box.top));
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
