/** A relief as the library's own mesh: a second opinion on heights and rays. */
import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  Mesh,
  MeshBasicMaterial,
  Raycaster,
  Vector3,
} from 'three';
import { type Vector3 as Point, type Relief, toWorld, trianglesOf } from '../relief.ts';

export function meshOf(relief: Relief): Mesh {
  const { domain, columns, rows } = relief;
  const positions: number[] = [];
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const x = domain.x[0] + (i / (columns - 1)) * (domain.x[1] - domain.x[0]);
      const y = domain.y[0] + (j / (rows - 1)) * (domain.y[1] - domain.y[0]);
      const [wx, , wz] = toWorld(relief, x, y);
      positions.push(wx, relief.heights[j * columns + i], wz);
    }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  geometry.setIndex(new BufferAttribute(trianglesOf(relief), 1));
  return new Mesh(geometry, new MeshBasicMaterial({ side: DoubleSide }));
}

/** The first point where a ray meets the mesh. */
export function meet(mesh: Mesh, from: Point, direction: Point): Point | null {
  const caster = new Raycaster(new Vector3(...from), new Vector3(...direction).normalize());
  const [first] = caster.intersectObject(mesh);
  return first ? [first.point.x, first.point.y, first.point.z] : null;
}
