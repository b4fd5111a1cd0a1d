/**
 * Turning, zooming and moving the relief by mouse, wheel, fingers and keys.
 *
 * Where the page or what the picture stands in can be scrolled, or another page is around it, the wheel and one finger scroll;
 * one finger then only turns the relief sideways, and two turn, tilt and zoom. Elsewhere one finger does what the mouse does.
 */

import { scrolls } from '../../../ui/scrolls.ts';
import type { OrbitCamera } from './camera.ts';
import { bounded, type Orbit, pan, type View, zoomed } from './orbit.ts';

export interface Handlers {
  /** The view of the last picture, null before the first. */
  view(): View | null;
  /** The world's x and z under a pixel, null beside the relief. */
  surfaceAt(px: number, py: number): readonly [x: number, z: number] | null;
  /** Goes there smoothly. */
  tween(orbit: Orbit): void;
}

/** Radians a whole width of the picture turns, and a whole height tilts. */
const TURN = Math.PI;
const TILT = Math.PI * 0.6;
const KEY_TURN = Math.PI / 24;

export const turned = (orbit: Orbit, azimuth: number, elevation: number): Orbit =>
  bounded({ ...orbit, azimuth: orbit.azimuth + azimuth, elevation: orbit.elevation + elevation });

/** What keys do to the view. */
export const VIEW_KEYS: Readonly<
  Record<string, { readonly does: 'turn' | 'nearer' | 'farther' | 'whole'; readonly to: Turning }>
> = {
  ArrowLeft: { does: 'turn', to: (orbit) => turned(orbit, KEY_TURN, 0) },
  ArrowRight: { does: 'turn', to: (orbit) => turned(orbit, -KEY_TURN, 0) },
  ArrowUp: { does: 'turn', to: (orbit) => turned(orbit, 0, KEY_TURN) },
  ArrowDown: { does: 'turn', to: (orbit) => turned(orbit, 0, -KEY_TURN) },
  '+': { does: 'nearer', to: (orbit) => zoomed(orbit, 1.25) },
  '=': { does: 'nearer', to: (orbit) => zoomed(orbit, 1.25) },
  '-': { does: 'farther', to: (orbit) => zoomed(orbit, 0.8) },
  '0': { does: 'whole', to: (_, defaultView) => defaultView },
};
type Turning = (orbit: Orbit, defaultView: Orbit) => Orbit;

/** What a key does to the view, or null when it does nothing. */
export const keyed = (orbit: Orbit, defaultView: Orbit, key: string): Orbit | null =>
  VIEW_KEYS[key]?.to(orbit, defaultView) ?? null;

/** Attaches the gestures; returns how to remove them. */
export function attachGestures(element: HTMLElement, camera: OrbitCamera, handlers: Handlers): () => void {
  const { orbit } = camera;
  const pointers = new Map<number, { x: number; y: number }>();
  let panning = false;

  /** Whether one finger belongs to the picture alone. */
  const ownsTouch = (): boolean => !scrolls(element);
  const box = (): DOMRect => element.getBoundingClientRect();
  const turn = (dx: number, dy: number): void => {
    const { width, height } = box();
    orbit.set(turned(orbit.value, (-dx / width) * TURN, (dy / height) * TILT));
  };

  const down = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse' && event.button > 2) return;
    element.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    panning = event.pointerType === 'mouse' && (event.button !== 0 || event.shiftKey);
  };

  const move = (event: PointerEvent): void => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const [dx, dy] = [now.x - before.x, now.y - before.y];
    pointers.set(event.pointerId, now);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      turn(dx / 2, dy / 2);
      const apart = Math.hypot(now.x - other.x, now.y - other.y);
      const was = Math.hypot(before.x - other.x, before.y - other.y);
      if (was > 0) orbit.set(zoomed(orbit.value, apart / was));
      return;
    }
    const view = handlers.view();
    if (panning && view) orbit.set(pan(orbit.value, view, dx, dy));
    else turn(dx, event.pointerType === 'touch' && !ownsTouch() ? 0 : dy);
  };

  const up = (event: PointerEvent): void => {
    pointers.delete(event.pointerId);
  };

  const wheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey && scrolls(element)) return;
    event.preventDefault();
    const { left, top } = box();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const factor = Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0015));
    const at = handlers.surfaceAt(event.clientX - left, event.clientY - top);
    orbit.set(zoomed(orbit.value, factor, at ?? undefined));
  };

  const key = (event: KeyboardEvent): void => {
    if (event.target !== element || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = keyed(orbit.value, camera.defaultView.value, event.key);
    if (!next) return;
    event.preventDefault();
    if (event.key === '0') handlers.tween(next);
    else orbit.set(next);
  };

  const goToDefault = (): void => handlers.tween(camera.defaultView.value);
  const menu = (event: Event): void => event.preventDefault();
  /** Two fingers are ours even where one scrolls the page. */
  const touch = (event: TouchEvent): void => {
    if (event.touches.length > 1 && event.cancelable) event.preventDefault();
  };
  const claim = (): void => {
    element.style.touchAction = ownsTouch() ? 'none' : 'pan-y';
  };
  claim();

  const controller = new AbortController();
  const { signal } = controller;
  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', up, { signal });
  element.addEventListener('pointercancel', up, { signal });
  element.addEventListener('wheel', wheel, { signal, passive: false });
  element.addEventListener('touchstart', touch, { signal, passive: false });
  element.addEventListener('keydown', key, { signal });
  element.addEventListener('dblclick', goToDefault, { signal });
  element.addEventListener('contextmenu', menu, { signal });
  addEventListener('resize', claim, { signal });
  return () => controller.abort();
}
