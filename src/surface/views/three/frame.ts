/** The lines that hold the relief: the edge of the surface, the floor below it, posts at the corners. */
import { POINT } from './drape.ts';
import { halfSize, type Relief, toWorld, type Vector3 } from './relief.ts';

/** World height of the floor. */
export const FLOOR = -0.06;

/** Lines as points of `drape`: a point with `up` begins a new one. */
function pack(lines: readonly (readonly Vector3[])[]): Float32Array {
  const points = lines.flatMap((line) => line.map((point, k) => ({ point, up: k === 0 })));
  const packed = new Float32Array(points.length * POINT);
  points.forEach(({ point, up }, k) => {
    packed.set([...point, up ? -1 : 0, 0], k * POINT);
  });
  return packed;
}

/** The border of the surface, along the vertices of the grid; where it has no value the line breaks. */
export function edgeOf(relief: Relief): Float32Array {
  const { domain, columns, rows } = relief;
  const [x0, x1] = domain.x;
  const [y0, y1] = domain.y;
  const side = (count: number, at: (t: number) => Vector3): Vector3[] =>
    Array.from({ length: count }, (_, k) => at(k / (count - 1)));
  const sides = [
    side(columns, (t) => toWorld(relief, x0 + t * (x1 - x0), y0)),
    side(rows, (t) => toWorld(relief, x1, y0 + t * (y1 - y0))),
    side(columns, (t) => toWorld(relief, x1 + t * (x0 - x1), y1)),
    side(rows, (t) => toWorld(relief, x0, y1 + t * (y0 - y1))),
  ];
  const lines: Vector3[][] = [];
  for (const points of sides) {
    let line: Vector3[] = [];
    lines.push(line);
    for (const point of points) {
      if (!Number.isNaN(point[1])) line.push(point);
      else if (line.length > 0) {
        line = [];
        lines.push(line);
      }
    }
  }
  return pack(lines);
}

/** The floor's outline and the posts from its corners to the surface. */
export function floorOf(relief: Relief): Float32Array {
  const [w, d] = halfSize(relief);
  const { domain } = relief;
  const corners = [
    [-w, -d, domain.x[0], domain.y[1]],
    [w, -d, domain.x[1], domain.y[1]],
    [w, d, domain.x[1], domain.y[0]],
    [-w, d, domain.x[0], domain.y[0]],
  ] as const;
  const outline = [...corners, corners[0]].map(([x, z]): Vector3 => [x, FLOOR, z]);
  const posts = corners.map(([x, z, px, py]): Vector3[] => {
    const [, top] = toWorld(relief, px, py);
    return [
      [x, FLOOR, z],
      [x, Number.isNaN(top) ? FLOOR : top, z],
    ];
  });
  return pack([outline, ...posts]);
}
