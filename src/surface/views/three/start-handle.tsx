/** The start on the relief: dragged along the ground, or moved by keys. */
import { type KeyboardEvent, type PointerEvent, type ReactNode, type RefObject, useRef } from 'react';
import { useStrings, useView } from '../../../document/context.ts';
import { settle } from '../../../ui/map/viewport.ts';
import type { OrbitCamera } from './camera.ts';
import { alongAxes } from './orbit.ts';
import type { Viewer } from './viewer.ts';

const KEYS: Readonly<Record<string, readonly [right: number, away: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Before the first picture. */
const UNIT = [100, 100] as const;

export function StartHandle(props: {
  handle: RefObject<HTMLButtonElement | null>;
  host: RefObject<HTMLElement | null>;
  viewer: RefObject<Viewer | null>;
  camera: OrbitCamera;
}): ReactNode {
  const { handle, host, viewer, camera } = props;
  const { playground } = useView();
  const strings = useStrings();
  /** From the pointer to the middle of the handle. */
  const grip = useRef<readonly [number, number] | null>(null);

  const moveTo = (x: number, y: number): void => {
    const [unitX, unitY] = viewer.current?.unit() ?? UNIT;
    playground.edit({ start: [settle(x, unitX), settle(y, unitY)] });
  };
  const onPointerDown = (event: PointerEvent<HTMLButtonElement>): void => {
    const spot = viewer.current?.spotAt(...playground.store.getState().experiment.start);
    const box = host.current?.getBoundingClientRect();
    if (!spot || !box || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = [box.left + spot.px - event.clientX, box.top + spot.py - event.clientY];
  };
  const onPointerMove = (event: PointerEvent<HTMLButtonElement>): void => {
    const box = host.current?.getBoundingClientRect();
    if (!grip.current || !box) return;
    const [dx, dy] = grip.current;
    const point = viewer.current?.planeAt(event.clientX + dx - box.left, event.clientY + dy - box.top);
    if (point) moveTo(...point);
  };
  const release = (): void => {
    grip.current = null;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const way = KEYS[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    const [dx, dy] = alongAxes(camera.orbit.value.azimuth, ...way);
    const stride = event.shiftKey ? 20 : 2;
    const [unitX, unitY] = viewer.current?.unit() ?? UNIT;
    const [x, y] = playground.store.getState().experiment.start;
    moveTo(x + (dx * stride) / unitX, y + (dy * stride) / unitY);
  };

  return (
    <button
      ref={handle}
      type="button"
      className="start-handle"
      // Not seen before it has its place.
      style={{ visibility: 'hidden' }}
      data-testid="start-handle"
      aria-label={strings.start.handle}
      title={strings.start.hint}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={onKeyDown}
    />
  );
}
