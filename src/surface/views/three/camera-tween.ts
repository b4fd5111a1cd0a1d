/** A short movement of the camera to where a button or key asks it to be; none with reduced motion. */
import type { Signal } from '../../../signal.ts';
import type { Orbit } from './orbit.ts';

const MILLISECONDS = 320;

const eased = (t: number): number => 1 - (1 - t) ** 3;

/** The orbit a share of the way from one to another, the shorter way round. */
export function between(from: Orbit, to: Orbit, share: number): Orbit {
  if (share >= 1) return to;
  const mix = (a: number, b: number): number => a + share * (b - a);
  const way = Math.atan2(Math.sin(to.azimuth - from.azimuth), Math.cos(to.azimuth - from.azimuth));
  return {
    azimuth: from.azimuth + share * way,
    elevation: mix(from.elevation, to.elevation),
    zoom: from.zoom * (to.zoom / from.zoom) ** share,
    target: [mix(from.target[0], to.target[0]), mix(from.target[1], to.target[1])],
  };
}

/** Moves `orbit`; whoever else moves it meanwhile takes over. */
export function tween(orbit: Signal<Orbit>, to: Orbit): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    orbit.set(to);
    return;
  }
  const from = orbit.value;
  const began = performance.now();
  let last = from;
  const step = (): void => {
    if (orbit.value !== last) return;
    const share = Math.min(1, (performance.now() - began) / MILLISECONDS);
    last = between(from, to, eased(share));
    orbit.set(last);
    if (share < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}
