/** Where the relief is looked at from. Leaving the view and coming back changes nothing; another surface starts anew. */

import type { Playground } from '../../../document/playground.ts';
import { createSignal, type Signal } from '../../../signal.ts';
import type { LossField } from '../../../ui/map/loss-field.ts';
import { advance, slices } from '../../../ui/time-slices.ts';
import { defaultViewWork } from './default-view.ts';
import { FRONT, type Orbit } from './orbit.ts';

export interface OrbitCamera {
  readonly orbit: Signal<Orbit>;
  /** The first view of the surface. */
  readonly defaultView: Signal<Orbit>;
}

/** What each camera was last aimed at, and how to stop looking for the best side of it. */
const aims = new WeakMap<OrbitCamera, { readonly surface: string; readonly stop: () => void }>();
/** Milliseconds in which the best side may be looked for at once; after that the usual side is shown until it is found. */
const AT_ONCE_MS = 15;
const cameras = new WeakMap<Playground, OrbitCamera>();

/** The camera of a playground, the same for as long as the page stands. */
export function cameraOf(playground: Playground): OrbitCamera {
  const camera = cameras.get(playground) ?? { orbit: createSignal(FRONT), defaultView: createSignal(FRONT) };
  cameras.set(playground, camera);
  return camera;
}

/** Goes to the first view of another surface; while one only adjusts a surface the camera stays. */
export function aim(camera: OrbitCamera, playground: Playground, lossField: LossField): void {
  const { surface, start } = playground.store.getState().experiment;
  const before = aims.get(camera);
  if (before?.surface === surface.id) return;
  before?.stop();
  const work = defaultViewWork(lossField, [
    start,
    ...lossField.objective.minima.map(({ x, y }) => [x, y] as const),
  ]);
  const go = (defaultView: Orbit): void => {
    camera.defaultView.set(defaultView);
    camera.orbit.set(defaultView);
  };
  const clock = (): number => performance.now();
  const found = advance(work, clock() + AT_ONCE_MS, clock);
  go(found?.result ?? FRONT);
  const stop = found
    ? () => undefined
    : slices.add(work, (defaultView) => {
        // Whoever has turned it meanwhile sees what they want to see.
        if (camera.orbit.value === FRONT) go(defaultView);
        else camera.defaultView.set(defaultView);
      });
  aims.set(camera, { surface: surface.id, stop });
}
