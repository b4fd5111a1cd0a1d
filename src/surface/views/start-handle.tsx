/** The start of the runs, over a map or a relief: dragged by a pointer, or moved by the arrow keys. */
import { type KeyboardEvent, type PointerEvent, type ReactNode, type RefObject, useRef } from 'react';
import { useStrings } from '../../ui/context.ts';

/** Where arrow keys move the start. */
export const START_KEYS: Readonly<Record<string, readonly [right: number, up: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Before the first picture. */
const UNPLACED = { visibility: 'hidden' } as const;

/**
 * @param handle The picture puts it where the start is.
 * @param place Where the start is, in pixels of the picture; null where there is no picture yet.
 * @param drag Puts the start at a place of the picture.
 * @param move Moves it by so many pixels to the right and up.
 */
export function StartHandle(props: {
  handle: RefObject<HTMLButtonElement | null>;
  place(): readonly [x: number, y: number] | null;
  drag(x: number, y: number): void;
  move(right: number, up: number): void;
  children?: ReactNode;
}): ReactNode {
  const words = useStrings().start;
  /** From the pointer to the middle of the handle. */
  const grip = useRef<readonly [number, number] | null>(null);
  const onPointerDown = (event: PointerEvent<HTMLButtonElement>): void => {
    const place = props.place();
    if (!place || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = [place[0] - event.clientX, place[1] - event.clientY];
  };
  const onPointerMove = (event: PointerEvent<HTMLButtonElement>): void => {
    if (grip.current) props.drag(event.clientX + grip.current[0], event.clientY + grip.current[1]);
  };
  const release = (): void => {
    grip.current = null;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const way = START_KEYS[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    const stride = event.shiftKey ? 20 : 2;
    props.move(way[0] * stride, way[1] * stride);
  };
  return (
    <button
      ref={props.handle}
      type="button"
      className="start-handle"
      // Not seen before it has its place.
      style={UNPLACED}
      data-testid="start-handle"
      aria-label={words.handle}
      title={words.hint}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={onKeyDown}
    >
      {props.children}
    </button>
  );
}
