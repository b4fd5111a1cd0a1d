/** What WebGL draws: the relief, its frame and the runs on it. Takes one context and gives it back. */
import { PerspectiveCamera, Scene, WebGLRenderer } from 'three';
import { rowOfStep } from '../../../core/record.ts';
import { dashOf, RECENT_STEPS, type SceneRun, stacked } from '../../../document/trajectories/scene.ts';
import type { Palette } from '../../../ui/palette.ts';
import { mixed, rgbaOf } from './colours.ts';
import { createLineGeometry, createLinePass, type LineView } from './fat-lines.ts';
import { edgeOf, floorOf } from './frame.ts';
import { FIELD_OF_VIEW, type Orbit, type View } from './orbit.ts';
import type { Relief } from './relief.ts';
import { createRunLines, type RunLines } from './run-lines.ts';
import { createSurfaceMesh } from './surface-mesh.ts';

/** What the picture shows beside the relief. */
export interface Moment {
  readonly runs: readonly SceneRun[];
  readonly step: number;
  readonly playing: boolean;
  /** Nothing has been played yet: paths are shown whole. */
  readonly atRest: boolean;
  /** What lies beyond the playhead is shown. */
  readonly future: boolean;
}

export interface ReliefScene {
  show(relief: Relief): void;
  paint(palette: Palette): void;
  /** `ratio`: pixels for each CSS pixel, where it is not the screen's. */
  draw(view: View, orbit: Orbit, moment: Moment, ratio?: number): void;
  /** Frees what the graphics card holds; nothing is drawn any more. */
  free(): void;
  /** Frees, and gives the context back. */
  dispose(): void;
}

/**
 * Where WebGL 2 comes from; null where there is none. Asked before anything is built, because the library reports a
 * refusal to the console.
 */
function contextOf(canvas: HTMLCanvasElement): WebGL2RenderingContext | null {
  try {
    return canvas.getContext('webgl2', {
      alpha: true,
      antialias: true,
      depth: true,
      stencil: false,
      premultipliedAlpha: true,
      powerPreference: 'default',
    });
  } catch {
    return null;
  }
}

/** Above this the eye gains little and phones get warm. */
const MOST_PIXELS = 2;

/** Builds the world in a canvas, or returns null where there is no WebGL. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: what WebGL holds is made, drawn and freed in one place
export function createReliefScene(canvas: HTMLCanvasElement): ReliefScene | null {
  const context = contextOf(canvas);
  if (!context || context.isContextLost()) return null;
  const renderer = new WebGLRenderer({ canvas, context, antialias: true, alpha: true });
  renderer.setClearColor(0, 0);
  renderer.sortObjects = true;
  const scene = new Scene();
  scene.matrixWorldAutoUpdate = false;
  const camera = new PerspectiveCamera(FIELD_OF_VIEW);
  const surface = createSurfaceMesh();
  const edge = createLineGeometry();
  const floor = createLineGeometry();
  const edgePass = createLinePass(edge);
  const floorPass = createLinePass(floor);
  scene.add(surface.object, edgePass.object, floorPass.object);
  const lines: RunLines[] = [];
  let shown: Relief | null = null;
  let palette: Palette | null = null;

  const layRuns = (
    relief: Relief,
    colours: Palette,
    { runs, step, playing, atRest, future }: Moment,
    view: LineView,
  ): void => {
    stacked(runs).forEach((run, order) => {
      const { slot, record, dimmed } = run;
      // The same run keeps its buffers, wherever it stands in the stack.
      const index = runs.indexOf(run);
      while (lines.length <= index) {
        const more = createRunLines();
        lines.push(more);
        scene.add(more.object);
      }
      const line = lines[index];
      line.lay(relief, record);
      line.draw(
        {
          slot,
          dimmed,
          dash: dashOf(slot, runs),
          order,
          whole: atRest,
          future,
          row: rowOfStep(record, step),
          faded: playing ? rowOfStep(record, step - RECENT_STEPS) : -1,
        },
        colours,
        view,
      );
    });
    for (const line of lines.slice(runs.length)) line.hide();
  };

  let freed = false;
  const free = (): void => {
    if (freed) return;
    freed = true;
    for (const line of lines) line.dispose();
    for (const part of [edgePass, floorPass, edge, floor, surface]) part.dispose();
    renderer.dispose();
  };

  return {
    show(relief) {
      shown = relief;
      surface.show(relief);
      const border = edgeOf(relief);
      edge.fill(border, border.length / 5);
      const base = floorOf(relief);
      floor.fill(base, base.length / 5);
    },
    paint(next) {
      palette = next;
      surface.paint(next);
    },
    draw(view, orbit, moment, ratio = Math.min(MOST_PIXELS, devicePixelRatio || 1)) {
      if (freed || !shown || !palette) return;
      renderer.setPixelRatio(ratio);
      renderer.setSize(view.width, view.height, false);
      camera.aspect = view.width / view.height;
      camera.near = Math.max(0.05, view.distance - 2.5);
      camera.far = view.distance + 4;
      camera.updateProjectionMatrix();
      camera.position.set(...view.eye);
      camera.lookAt(...view.target);
      camera.updateMatrixWorld();
      surface.light(orbit.azimuth, ratio);
      const lineView = { width: view.width, height: view.height, unit: view.focal / view.distance };
      const ground = rgbaOf(palette.ground);
      const hairline = rgbaOf(palette.hairline);
      const ink = mixed(ground, rgbaOf(palette.muted), 0.55);
      floorPass.draw({ colour: hairline, width: 1 }, lineView, 1);
      edgePass.draw({ colour: ink, width: 1 }, lineView, 2);
      layRuns(shown, palette, moment, lineView);
      renderer.render(scene, camera);
    },
    free,
    dispose() {
      free();
      renderer.forceContextLoss();
    },
  };
}
