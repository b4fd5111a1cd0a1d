/**
 * Lines of a constant width in CSS pixels, with round ends, dashes, and a part of them drawn by rows.
 *
 * Every piece between two points is a rectangle that faces the viewer, drawn by instancing straight from the points as
 * `drape` leaves them: each point is read twice, as the end of one piece and the beginning of the next.
 */
import {
  BufferAttribute,
  type DepthModes,
  DoubleSide,
  DynamicDrawUsage,
  GLSL3,
  GreaterDepth,
  InstancedBufferGeometry,
  InstancedInterleavedBuffer,
  InterleavedBufferAttribute,
  LessEqualDepth,
  Mesh,
  ShaderMaterial,
  Vector2,
  Vector4,
} from 'three';
import type { Rgba } from './colours.ts';
import { POINT } from './drape.ts';

const VERTEX = /* glsl */ `
uniform vec2 size;
uniform float width;
uniform float lift;
uniform vec2 rows;
in vec3 start;
in vec2 startInfo;
in vec3 end;
in vec2 endInfo;
out vec2 vAt;
out float vLength;
out float vRow;
out float vWalked;

// Towards the eye, so that the whole width of a line stays above the ground it lies on.
vec4 clipped(vec3 at) {
  vec4 seen = viewMatrix * vec4(at, 1.0);
  seen.xyz *= 1.0 - lift / max(lift * 2.0, length(seen.xyz));
  return projectionMatrix * seen;
}

void main() {
  vec4 a = clipped(start);
  vec4 b = clipped(end);
  // A pen that was up, rows that are not asked for, pieces behind the eye.
  if (endInfo.x < 0.0 || endInfo.x <= rows.x || endInfo.x > rows.y || min(a.w, b.w) < 0.02) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  vec2 pa = a.xy / a.w * size * 0.5;
  vec2 pb = b.xy / b.w * size * 0.5;
  vec2 way = pb - pa;
  float reach = length(way);
  vec2 dir = reach > 1e-4 ? way / reach : vec2(1.0, 0.0);
  float r = width * 0.5 + 0.75;
  float t = position.y;
  vec2 p = mix(pa, pb, t) + dir * (t * 2.0 - 1.0) * r + vec2(-dir.y, dir.x) * position.x * r;
  vAt = vec2(t * reach + (t * 2.0 - 1.0) * r, position.x * r);
  vLength = reach;
  vRow = mix(abs(startInfo.x + 0.5) - 0.5, endInfo.x, t);
  vWalked = mix(startInfo.y, endInfo.y, t);
  gl_Position = vec4(p / (size * 0.5), mix(a.z / a.w, b.z / b.w, t), 1.0);
}`;

const FRAGMENT = /* glsl */ `
uniform vec4 colour;
uniform vec4 older;
uniform float before;
uniform float width;
uniform vec4 dash;
uniform float dashScale;
in vec2 vAt;
in float vLength;
in float vRow;
in float vWalked;
out vec4 painted;
void main() {
  float away = length(vec2(vAt.x - clamp(vAt.x, 0.0, vLength), vAt.y));
  float cover = clamp(width * 0.5 - away + 0.5, 0.0, 1.0);
  float period = dash.x + dash.y + dash.z + dash.w;
  if (period > 0.0) {
    float at = mod(vWalked * dashScale, period);
    float first = min(at, dash.x - at);
    float second = min(at - dash.x - dash.y, dash.x + dash.y + dash.z - at);
    cover *= clamp(max(first, second) + 0.5, 0.0, 1.0);
  }
  if (cover <= 0.0) discard;
  vec4 ink = vRow <= before ? older : colour;
  painted = vec4(ink.rgb, ink.a * cover);
}`;

/** What one drawing of a line looks like. */
export interface Pen {
  readonly colour: Rgba;
  /** The colour of rows up to `before`; the same where there is no such part. */
  readonly older?: Rgba;
  readonly before?: number;
  /** CSS pixels. */
  readonly width: number;
  /** CSS pixels on and off, at most four numbers; empty: a solid line. */
  readonly dash?: readonly number[];
  /** Only pieces that end after row `from` and not after row `to`. */
  readonly from?: number;
  readonly to?: number;
}

/** The camera as lines must know it. */
export interface LineView {
  readonly width: number;
  readonly height: number;
  /** CSS pixels of a world unit at the distance of what is looked at: dashes are measured there. */
  readonly unit: number;
}

const CORNERS = new Float32Array([-1, 0, 0, 1, 0, 0, -1, 1, 0, 1, 1, 0]);
const TWO_TRIANGLES = new Uint16Array([0, 1, 2, 2, 1, 3]);

/** Points on the graphics card: `fill` uploads them, into the same buffer as long as the array is the same. */
export interface LineGeometry {
  readonly geometry: InstancedBufferGeometry;
  fill(points: Float32Array, length: number): void;
  dispose(): void;
}

/** `dots`: every point for itself, instead of the way from one to the next. */
export function createLineGeometry(dots = false): LineGeometry {
  const geometry = new InstancedBufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(CORNERS, 3));
  geometry.setIndex(new BufferAttribute(TWO_TRIANGLES, 1));
  geometry.instanceCount = 0;
  let buffer: InstancedInterleavedBuffer | null = null;
  return {
    geometry,
    fill(points, length) {
      if (buffer?.array !== points) {
        geometry.dispose();
        buffer = new InstancedInterleavedBuffer(points, POINT, 1);
        buffer.setUsage(DynamicDrawUsage);
        const next = dots ? 0 : POINT;
        geometry.setAttribute('start', new InterleavedBufferAttribute(buffer, 3, 0));
        geometry.setAttribute('startInfo', new InterleavedBufferAttribute(buffer, 2, 3));
        geometry.setAttribute('end', new InterleavedBufferAttribute(buffer, 3, next));
        geometry.setAttribute('endInfo', new InterleavedBufferAttribute(buffer, 2, next + 3));
      }
      buffer.clearUpdateRanges();
      buffer.addUpdateRange(0, length * POINT);
      buffer.needsUpdate = true;
      geometry.instanceCount = Math.max(0, dots ? length : length - 1);
    },
    dispose: () => geometry.dispose(),
  };
}

/** One way to draw a line geometry. */
export interface LinePass {
  readonly object: Mesh;
  draw(pen: Pen, view: LineView, order: number): void;
  hide(): void;
  dispose(): void;
}

/** How far lines are drawn towards the eye, in world units. */
const LIFT = 0.014;

/** `behind`: only where something stands before the line. */
export function createLinePass({ geometry }: LineGeometry, behind = false): LinePass {
  const depth: DepthModes = behind ? GreaterDepth : LessEqualDepth;
  const uniforms = {
    size: { value: new Vector2() },
    width: { value: 1 },
    lift: { value: LIFT },
    rows: { value: new Vector2() },
    colour: { value: new Vector4() },
    older: { value: new Vector4() },
    before: { value: -1 },
    dash: { value: new Vector4() },
    dashScale: { value: 1 },
  };
  const material = new ShaderMaterial({
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    glslVersion: GLSL3,
    uniforms,
    side: DoubleSide,
    transparent: true,
    depthWrite: false,
    depthFunc: depth,
  });
  const object = new Mesh(geometry, material);
  object.frustumCulled = false;
  object.visible = false;
  return {
    object,
    draw(pen, view, order) {
      const dash = pen.dash ?? [];
      object.visible = true;
      object.renderOrder = order;
      uniforms.size.value.set(view.width, view.height);
      uniforms.width.value = pen.width;
      uniforms.rows.value.set(pen.from ?? -1, pen.to ?? 1e9);
      uniforms.colour.value.set(...pen.colour);
      uniforms.older.value.set(...(pen.older ?? pen.colour));
      uniforms.before.value = pen.before ?? -1;
      uniforms.dash.value.set(dash[0] ?? 0, dash[1] ?? 0, dash[2] ?? 0, dash[3] ?? 0);
      uniforms.dashScale.value = view.unit;
    },
    hide() {
      object.visible = false;
    },
    dispose: () => material.dispose(),
  };
}
