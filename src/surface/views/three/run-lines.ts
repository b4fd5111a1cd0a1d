/** One run on the relief: what is hidden by hills, the whole path, the halo, the part travelled, the dots of its steps. */
import { Group } from 'three';
import type { RunRecord } from '../../../core/record.ts';
import type { Palette } from '../../../ui/palette.ts';
import { mixed, type Rgba, rgbaOf } from './colours.ts';
import { type Draped, drape } from './drape.ts';
import { createLineGeometry, createLinePass, type LineView, type Pen } from './fat-lines.ts';
import type { Relief } from './relief.ts';

/** How a run is drawn at one moment. */
export interface RunStyle {
  readonly slot: number;
  readonly dimmed: boolean;
  readonly dash: readonly number[];
  /** Place among the runs, back to front. */
  readonly order: number;
  /** Nothing has been played yet: the whole path at full strength. */
  readonly whole: boolean;
  /** What is to come is shown, as a hint. */
  readonly future: boolean;
  /** The row of the playhead. */
  readonly row: number;
  /** While playing, rows up to this one have faded. */
  readonly faded: number;
}

export interface RunLines {
  readonly object: Group;
  /** Lays the run; does nothing when it lies there already. */
  lay(relief: Relief, record: RunRecord): void;
  draw(style: RunStyle, palette: Palette, view: LineView): void;
  hide(): void;
  dispose(): void;
}

/** How much of a colour is left: in what is to come, in a run that is not pointed at, behind a hill, with age. */
const STRENGTH = { coming: 0.34, dimmed: 0.22, behind: 0.3, old: 0.55 };

// Drawn in this order over the ground, each for all runs: a halo parts lines from the ground, not from each other.
const ORDER = { behind: 100, coming: 200, halo: 300, line: 400 };

/** Lines are opaque, so that pieces which overlap do not show: a weaker line has some of the ground's colour. */
const weakened = (colour: Rgba, ground: Rgba, strength: number): Rgba => mixed(ground, colour, strength);

export function createRunLines(): RunLines {
  const path = createLineGeometry();
  const steps = createLineGeometry(true);
  const passes = {
    behind: createLinePass(path, true),
    coming: createLinePass(path),
    halo: createLinePass(path),
    line: createLinePass(path),
    dots: createLinePass(steps),
  };
  const all = Object.values(passes);
  const object = new Group();
  object.add(...all.map((pass) => pass.object));
  let laid: { relief: Relief; record: RunRecord; draped: Draped } | null = null;

  return {
    object,
    lay(relief, record) {
      if (laid?.relief === relief && laid.record === record) return;
      const draped = drape(relief, record, laid?.draped);
      laid = { relief, record, draped };
      path.fill(draped.points, draped.length);
      steps.fill(draped.dots, draped.dotCount);
    },
    draw({ slot, dimmed, dash, order, whole, future, row, faded }, palette, view) {
      const ground = rgbaOf(palette.field[1]);
      const full = rgbaOf(palette.lines[slot]);
      const strength = dimmed ? STRENGTH.dimmed : 1;
      const colour = weakened(full, ground, strength);
      const older = weakened(full, ground, strength * STRENGTH.old);
      const width = palette.stroke * 1.1;
      const part: Partial<Pen> = whole ? {} : { to: row };
      const line: Pen = { colour, older, before: faded, width, dash, ...part };
      const coming = weakened(full, ground, strength * STRENGTH.coming);
      passes.behind.draw(
        {
          ...line,
          colour: weakened(full, ground, strength * STRENGTH.behind),
          before: -1,
          width: width * 0.75,
          ...(!future && part),
        },
        view,
        ORDER.behind + order,
      );
      if (whole || !future) passes.coming.hide();
      else
        passes.coming.draw(
          { colour: coming, width: width * 0.75, dash, from: row },
          view,
          ORDER.coming + order,
        );
      passes.halo.draw(
        {
          colour: weakened(rgbaOf(palette.ground), ground, dimmed ? 0.3 : 0.85),
          width: width + 2.5,
          from: faded,
          ...part,
        },
        view,
        ORDER.halo + order,
      );
      passes.line.draw(line, view, ORDER.line + order);
      passes.dots.draw({ ...line, dash: [], width: width + 2.4 }, view, ORDER.line + order + 0.5);
    },
    hide() {
      for (const pass of all) pass.hide();
    },
    dispose() {
      for (const pass of all) pass.dispose();
      path.dispose();
      steps.dispose();
    },
  };
}
