/** The start on the relief: dragged along the ground, or moved by keys. */

import type { ReactNode, RefObject } from 'react';
import { useDocument } from '../../../document/context.ts';
import { roundToPixel } from '../../../ui/map/viewport.ts';
import { StartHandle } from '../start-handle.tsx';
import type { OrbitCamera } from './camera.ts';
import { alongAxes } from './orbit.ts';
import type { Viewer } from './viewer.ts';

/** Before the first picture. */
const UNIT = [100, 100] as const;

export function ReliefStart(props: {
  handle: RefObject<HTMLButtonElement | null>;
  viewer: RefObject<Viewer | null>;
  camera: OrbitCamera;
}): ReactNode {
  const { handle, viewer, camera } = props;
  const { playground } = useDocument();
  const { store } = playground;

  const moveTo = (x: number, y: number): void => {
    const [unitX, unitY] = viewer.current?.unit() ?? UNIT;
    playground.edit({ start: [roundToPixel(x, unitX), roundToPixel(y, unitY)] });
  };
  return (
    <StartHandle
      handle={handle}
      place={() => {
        const spot = viewer.current?.spotAt(...store.getState().experiment.start);
        return spot ? [spot.px, spot.py] : null;
      }}
      drag={(px, py) => {
        const point = viewer.current?.planeAt(px, py);
        if (point) moveTo(...point);
      }}
      move={(right, up) => {
        // What is up on a map is away from the viewer here.
        const [dx, dy] = alongAxes(camera.orbit.value.azimuth, right, up);
        const [unitX, unitY] = viewer.current?.unit() ?? UNIT;
        const [x, y] = store.getState().experiment.start;
        moveTo(x + dx / unitX, y + dy / unitY);
      }}
    />
  );
}
