/** Where the relief is looked at from. Leaving the view and coming back changes nothing; another surface starts anew. */
import type { Playground } from '../../store/playground.ts';
import { createSignal, type Signal } from '../../store/signal.ts';
import type { Ground } from '../landscape/objective.ts';
import { homeOf } from './home.ts';
import { FRONT, type Orbit } from './orbit.ts';

export interface OrbitCamera {
  readonly orbit: Signal<Orbit>;
  /** The first view of the surface. */
  readonly home: Signal<Orbit>;
}

/** What each camera was last aimed at. */
const aims = new WeakMap<OrbitCamera, string>();
const cameras = new WeakMap<Playground, OrbitCamera>();

/** The camera of a playground, the same for as long as the page stands. */
export function cameraOf(playground: Playground): OrbitCamera {
  const camera = cameras.get(playground) ?? { orbit: createSignal(FRONT), home: createSignal(FRONT) };
  cameras.set(playground, camera);
  return camera;
}

/** Goes to the first view of another surface; while one only adjusts a surface the camera stays. */
export function aim(camera: OrbitCamera, playground: Playground, ground: Ground): void {
  const { surface, start } = playground.store.getState().experiment;
  if (aims.get(camera) === surface.id) return;
  aims.set(camera, surface.id);
  const home = homeOf(ground, [start, ...ground.objective.minima.map(({ x, y }) => [x, y] as const)]);
  camera.home.set(home);
  camera.orbit.set(home);
}
