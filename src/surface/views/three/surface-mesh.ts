/** The relief as a mesh: the heat map's colours, contours of constant width, soft light, a thin edge. */
import {
  BufferAttribute,
  BufferGeometry,
  ClampToEdgeWrapping,
  DataTexture,
  DoubleSide,
  GLSL3,
  LinearFilter,
  Mesh,
  RGBAFormat,
  ShaderMaterial,
  Vector3,
  Vector4,
} from 'three';
import { ramp } from '../../../ui/map/field.ts';
import { FIRST_HEAVY, HEAVY, LEVELS } from '../../../ui/map/tone.ts';
import type { Palette } from '../../../ui/palette.ts';
import { rgbaOf } from './colours.ts';
import { contourPlaces, type Relief, trianglesOf } from './relief.ts';
import { depthsOf, normalsOf } from './shading.ts';

const VERTEX = /* glsl */ `
in float tone;
in float level;
in float deep;
out float vTone;
out float vLevel;
out float vDeep;
out vec3 vNormal;
void main() {
  vTone = tone;
  vLevel = level;
  vDeep = deep;
  vNormal = normal;
  gl_Position = projectionMatrix * viewMatrix * vec4(position, 1.0);
}`;

const FRAGMENT = /* glsl */ `
uniform sampler2D ramp;
uniform vec4 contour;
uniform vec4 heavy;
uniform vec3 light;
uniform vec3 relief;
uniform float pixel;
in float vTone;
in float vLevel;
in float vDeep;
in vec3 vNormal;
out vec4 colour;
void main() {
  float tone = clamp(vTone, 0.0, 1.0);
  vec3 base = texture(ramp, vec2((tone * 255.0 + 0.5) / 256.0, 0.5)).rgb;

  // A level ground has the heat map's own colour; slopes are lighter towards the light and darker away from it.
  vec3 n = normalize(vNormal);
  float side = gl_FrontFacing ? 1.0 : -1.0;
  float lit = dot(n * side, light) - light.y;
  float valley = clamp(vDeep * 2.2, -0.5, 1.0);
  float shade = lit * (lit > 0.0 ? 0.7 : 1.0) - 0.45 * valley - (gl_FrontFacing ? 0.0 : 0.2);
  base = clamp(base * (1.0 + shade * relief.x) + relief.y + max(0.0, lit) * relief.z, 0.0, 1.0);

  // Contours keep their width; where they would run together they pale instead.
  float slope = fwidth(vLevel);
  float nearest = floor(vLevel + 0.5);
  float away = abs(vLevel - nearest) / max(slope, 1e-6);
  bool isHeavy = mod(nearest, ${HEAVY}.0) == ${FIRST_HEAVY}.0;
  vec4 ink = isHeavy ? heavy : contour;
  float line = clamp((isHeavy ? 0.7 : 0.5) * pixel + 0.5 - away, 0.0, 1.0);
  line *= clamp(1.6 - 2.4 * slope, 0.0, 1.0) * step(vTone, 1.0) * step(0.5, vLevel) * step(vLevel, ${LEVELS}.0 - 0.5);
  colour = vec4(mix(base, ink.rgb, ink.a * line), 1.0);
}`;

/**
 * How light models the relief: how much it scales colours, what it adds everywhere, what it adds on slopes towards the
 * light. Dark colours hardly change by being scaled.
 */
const LIGHT = { pale: new Vector3(0.36, 0, 0), dark: new Vector3(0.7, 0.025, 0.13) };

export interface SurfaceMesh {
  readonly object: Mesh;
  show(relief: Relief): void;
  paint(palette: Palette): void;
  /** @param azimuth Where it is looked at from; the light comes over the left shoulder. */
  light(azimuth: number, pixelRatio: number): void;
  dispose(): void;
}

export function createSurfaceMesh(): SurfaceMesh {
  let texture: DataTexture | null = null;
  const uniforms = {
    ramp: { value: null as DataTexture | null },
    contour: { value: new Vector4() },
    heavy: { value: new Vector4() },
    light: { value: new Vector3() },
    relief: { value: new Vector3() },
    pixel: { value: 1 },
  };
  const material = new ShaderMaterial({
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    glslVersion: GLSL3,
    uniforms,
    side: DoubleSide,
    // Lines lie on the ground: it gives way.
    polygonOffset: true,
    polygonOffsetFactor: 1,
    polygonOffsetUnits: 1,
  });
  let geometry = new BufferGeometry();
  const object = new Mesh(geometry, material);
  object.frustumCulled = false;

  return {
    object,
    show(relief) {
      geometry.dispose();
      geometry = new BufferGeometry();
      const { columns, rows, heights, tones, domain, scale, centre } = relief;
      const positions = new Float32Array(columns * rows * 3);
      for (let j = 0; j < rows; j++) {
        const y = domain.y[0] + (j / (rows - 1)) * (domain.y[1] - domain.y[0]);
        for (let i = 0; i < columns; i++) {
          const x = domain.x[0] + (i / (columns - 1)) * (domain.x[1] - domain.x[0]);
          const at = j * columns + i;
          positions[at * 3] = (x - centre[0]) * scale[0];
          positions[at * 3 + 1] = heights[at] || 0;
          positions[at * 3 + 2] = (centre[1] - y) * scale[1];
        }
      }
      geometry.setAttribute('position', new BufferAttribute(positions, 3));
      geometry.setAttribute('normal', new BufferAttribute(normalsOf(relief), 3));
      geometry.setAttribute(
        'tone',
        new BufferAttribute(
          tones.map((tone) => Math.max(-1, Math.min(2, tone || 0))),
          1,
        ),
      );
      geometry.setAttribute('level', new BufferAttribute(contourPlaces(relief), 1));
      geometry.setAttribute('deep', new BufferAttribute(depthsOf(relief), 1));
      geometry.setIndex(new BufferAttribute(trianglesOf(relief), 1));
      object.geometry = geometry;
    },
    paint(palette) {
      texture?.dispose();
      texture = new DataTexture(new Uint8Array(ramp(palette)), 256, 1, RGBAFormat);
      texture.minFilter = LinearFilter;
      texture.magFilter = LinearFilter;
      texture.wrapS = ClampToEdgeWrapping;
      texture.needsUpdate = true;
      uniforms.ramp.value = texture;
      // Light makes the ground livelier than the flat map: contours keep up.
      for (const [uniform, colour] of [
        [uniforms.contour, palette.contour],
        [uniforms.heavy, palette.contourHeavy],
      ] as const) {
        const [r, g, b, a] = rgbaOf(colour);
        uniform.value.set(r, g, b, Math.min(1, a * 1.4));
      }
      const [red, green, blue] = rgbaOf(palette.ground);
      uniforms.relief.value.copy(red + green + blue > 1.5 ? LIGHT.pale : LIGHT.dark);
    },
    light(azimuth, pixelRatio) {
      const from = azimuth - 0.9;
      uniforms.light.value.set(Math.sin(from) * 0.75, 0.66, Math.cos(from) * 0.75).normalize();
      uniforms.pixel.value = pixelRatio;
    },
    dispose() {
      texture?.dispose();
      geometry.dispose();
      material.dispose();
    },
  };
}
