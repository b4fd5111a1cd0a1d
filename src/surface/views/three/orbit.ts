/** The camera that circles the relief, and its projection. Pure: the picture and everything laid over it share it. */
import type { Vector3 } from './relief.ts';
import { HEIGHT } from './relief.ts';

export interface Orbit {
  /** Radians from the front (the side of low y), positive to the right. */
  readonly azimuth: number;
  /** Radians above the horizon. */
  readonly elevation: number;
  /** 1 shows the whole relief. */
  readonly zoom: number;
  /** What is looked at: world x and z. */
  readonly target: readonly [x: number, z: number];
}

const RADIANS = Math.PI / 180;

/** The first view, unless another side shows more of the surface (`defaultView.ts`). */
export const FRONT: Orbit = {
  azimuth: -32 * RADIANS,
  elevation: 50 * RADIANS,
  zoom: 1,
  target: [0, 0],
};

const ELEVATIONS = [6 * RADIANS, 89 * RADIANS] as const;
const ZOOMS = [0.5, 12] as const;

const clamp = (value: number, [low, high]: readonly [number, number]): number =>
  Math.max(low, Math.min(high, value));

/** How far from the middle one may look: seen whole, the relief stays where it is; seen closely, one goes to its edge. */
const reach = (zoom: number): readonly [number, number] => {
  const most = Math.max(0, 1 - 0.8 / clamp(zoom, ZOOMS));
  return [-most, most];
};

/** An orbit within its bounds: never below the horizon, never far from the relief. */
export const bounded = ({ azimuth, elevation, zoom, target }: Orbit): Orbit => ({
  azimuth: Math.atan2(Math.sin(azimuth), Math.cos(azimuth)),
  elevation: clamp(elevation, ELEVATIONS),
  zoom: clamp(zoom, ZOOMS),
  target: [clamp(target[0], reach(zoom)), clamp(target[1], reach(zoom))],
});

/** Half the vertical angle of view: long enough a lens that parallels stay nearly parallel. */
const HALF_ANGLE = 13 * RADIANS;
/** How much of the picture the relief takes; the rest is for numbers and air. */
const FILL = 0.95;

export interface View {
  readonly eye: Vector3;
  readonly target: Vector3;
  readonly right: Vector3;
  readonly up: Vector3;
  readonly forward: Vector3;
  readonly distance: number;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels of one world unit at distance 1. */
  readonly focal: number;
}

const dot = (a: Vector3, b: Vector3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** Right, up and forward of a camera that looks at the middle. */
function axes({ azimuth, elevation }: Orbit): readonly [right: Vector3, up: Vector3, forward: Vector3] {
  const [s, c] = [Math.sin(azimuth), Math.cos(azimuth)];
  const [se, ce] = [Math.sin(elevation), Math.cos(elevation)];
  return [
    [c, 0, -s],
    [-s * se, ce, -c * se],
    [-s * ce, -se, -c * ce],
  ];
}

/** The height that is looked at. */
const MIDDLE = 0.2 * HEIGHT;

/** The distance from which a box of half width and depth `half` just fits, seen as at first. */
function fitDistance(half: readonly [number, number], width: number, height: number): number {
  const [right, up, forward] = axes(FRONT);
  const vertical = Math.tan(HALF_ANGLE) * FILL;
  const horizontal = (vertical * width) / height;
  let distance = 0;
  for (const x of [-half[0], half[0]]) {
    for (const y of [-MIDDLE, HEIGHT - MIDDLE]) {
      for (const z of [-half[1], half[1]]) {
        const corner: Vector3 = [x, y, z];
        const near = -dot(corner, forward);
        distance = Math.max(
          distance,
          near + Math.abs(dot(corner, right)) / horizontal,
          near + Math.abs(dot(corner, up)) / vertical,
        );
      }
    }
  }
  return distance;
}

/** The view of an orbit around a relief of half width and depth `half`, in a picture of so many CSS pixels. */
export function viewOf(orbit: Orbit, half: readonly [number, number], width: number, height: number): View {
  const distance = fitDistance(half, width, height) / orbit.zoom;
  const [right, up, forward] = axes(orbit);
  const target: Vector3 = [orbit.target[0], MIDDLE, orbit.target[1]];
  const eye: Vector3 = [
    target[0] - distance * forward[0],
    target[1] - distance * forward[1],
    target[2] - distance * forward[2],
  ];
  return {
    eye,
    target,
    right,
    up,
    forward,
    distance,
    width,
    height,
    focal: height / 2 / Math.tan(HALF_ANGLE),
  };
}

/** Degrees between the top and the bottom of the picture. */
export const FIELD_OF_VIEW = (2 * HALF_ANGLE) / RADIANS;

/** Where a point of the world is seen, in CSS pixels from the top left; `depth` is its distance along the view. */
export function project(view: View, point: Vector3): [px: number, py: number, depth: number] {
  const { eye, right, up, forward, width, height, focal } = view;
  const offset: Vector3 = [point[0] - eye[0], point[1] - eye[1], point[2] - eye[2]];
  const depth = Math.max(1e-6, dot(offset, forward));
  return [
    width / 2 + (focal * dot(offset, right)) / depth,
    height / 2 - (focal * dot(offset, up)) / depth,
    depth,
  ];
}

/** The unit vector from the eye through a pixel. */
export function rayThrough(
  { right, up, forward, width, height, focal }: View,
  px: number,
  py: number,
): Vector3 {
  const a = (px - width / 2) / focal;
  const b = (height / 2 - py) / focal;
  const ray: Vector3 = [
    forward[0] + a * right[0] + b * up[0],
    forward[1] + a * right[1] + b * up[1],
    forward[2] + a * right[2] + b * up[2],
  ];
  const length = Math.hypot(...ray);
  return [ray[0] / length, ray[1] / length, ray[2] / length];
}

/** An orbit zoomed by a factor, towards a point of the ground where one is given: it stays where it is seen. */
export function zoomed(orbit: Orbit, factor: number, [x, z] = orbit.target): Orbit {
  const zoom = clamp(orbit.zoom * factor, ZOOMS);
  const share = 1 - orbit.zoom / zoom;
  const [tx, tz] = orbit.target;
  return bounded({ ...orbit, zoom, target: [tx + share * (x - tx), tz + share * (z - tz)] });
}

/** An orbit moved over the ground by so many pixels of the picture: what is under the pointer follows it. */
export function pan(orbit: Orbit, view: View, dx: number, dy: number): Orbit {
  const unit = view.distance / view.focal;
  const [s, c] = [Math.sin(orbit.azimuth), Math.cos(orbit.azimuth)];
  const across = -dx * unit;
  const deep = (-dy * unit) / Math.max(0.3, Math.sin(orbit.elevation));
  return bounded({
    ...orbit,
    target: [orbit.target[0] + across * c + deep * s, orbit.target[1] - across * s + deep * c],
  });
}

/**
 * Which way of the plane a key moves, so that the point goes the way of the arrow as the picture is turned now: `right`
 * and `away` are turned to the nearest axis.
 */
export function alongAxes(azimuth: number, right: number, away: number): [dx: number, dy: number] {
  const quarter = ((Math.round(azimuth / (Math.PI / 2)) % 4) + 4) % 4;
  const turns: readonly [number, number][] = [
    [right, away],
    [-away, right],
    [-right, -away],
    [away, -right],
  ];
  return turns[quarter];
}
