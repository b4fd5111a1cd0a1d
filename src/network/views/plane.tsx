/** The weights that the runs have visited, projected on one plane, over the loss of the same network there. */

import { type ReactNode, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { RunRecord } from '../../core/record.ts';
import { usePlayground } from '../../document/context.ts';
import { isDimmed } from '../../document/highlight.ts';
import {
  createTrailCache,
  drawHeads,
  drawPaths,
  drawTravelled,
  type SceneRun,
} from '../../document/trajectories/scene.ts';
import { useRuns } from '../../document/use-runs.ts';
import type { PlaneWindow } from '../../experiment/index.ts';
import type { Strings } from '../../i18n/index.ts';
import { createSignal, partOf, type Signal } from '../../signal.ts';
import { CanvasLayer, type Picture } from '../../ui/canvas-layer.tsx';
import { useStrings, useUi } from '../../ui/context.ts';
import { Choice } from '../../ui/controls/choice.tsx';
import { short } from '../../ui/format.ts';
import { fieldPicture } from '../../ui/map/field-cache.ts';
import type { LossField } from '../../ui/map/loss-field.ts';
import { fit, toPixels, type Viewport, wholeOf } from '../../ui/map/viewport.ts';
import type { Palette } from '../../ui/palette.ts';
import { type PlaneFrame, type PlaneKind, planeRecords } from '../history/plane.ts';
import { type NetworkContext, useNetwork } from './context.ts';
import { planeLossField } from './plane-loss-field.ts';

const KINDS = ['principal', 'random', 'none'] as const;
/** Of the variance: with less, the picture says little. */
const LITTLE = 0.6;

const percent = (share: number): string =>
  share < 0.001 ? '< 0.1 %' : `${(100 * share).toFixed(share > 0.1 ? 0 : 1)} %`;

/** The loss field of a frame: the same object as long as directions, part and grid are the same. */
function createLossFields(): (frame: PlaneFrame) => LossField | null {
  let key = '';
  let lossField: LossField | null = null;
  return ({ version, field, domain }) => {
    const wanted = `${version} ${field?.size}`;
    if (wanted !== key) {
      key = wanted;
      lossField = field && planeLossField(field, domain);
    }
    return lossField;
  };
}

export function WeightPlane(): ReactNode {
  const { training } = useNetwork();
  const { paper } = useUi();
  const strings = useStrings();
  const words = strings.plane;
  const [kind, setKind] = useState<(typeof KINDS)[number]>('principal');
  useEffect(() => {
    // Paper shows what has been computed.
    if (paper !== undefined) return;
    training.showPlane(kind === 'none' ? null : kind);
    return () => training.showPlane(null);
  }, [training, paper, kind]);
  return (
    <section className="weight-plane" aria-label={words.title}>
      <div className="bar">
        <h2>{words.title}</h2>
        {paper === undefined && (
          <Choice<(typeof KINDS)[number]>
            label={words.kind}
            name="plane"
            value={kind}
            options={KINDS.map((each) => ({ value: each, text: words.kinds[each], hint: words.hints[each] }))}
            onChange={setKind}
          />
        )}
      </div>
      {kind !== 'none' && <PlanePicture kind={kind} />}
    </section>
  );
}

/** What is drawn of a plane: the loss over it, and the trajectories up to the playhead. */
function planePicture(
  { playground, training }: NetworkContext,
  part: Signal<PlaneWindow | null>,
  palette: Palette,
  strings: Strings,
  all: readonly number[],
): Picture {
  const { store, playhead } = playground;
  const { plane, history } = training;
  const trailAt = createTrailCache();
  const lossFieldOf = createLossFields();
  const displays = partOf(store, (state) => state.displays);
  const highlighted = partOf(store, (state) => state.highlighted);
  const playing = partOf(store, (state) => state.playing);
  const known = new WeakMap<PlaneFrame, readonly (RunRecord | null)[]>();
  let last: Viewport | null = null;
  let version = 0;

  const recordsOf = (frame: PlaneFrame): readonly (RunRecord | null)[] => {
    const found =
      known.get(frame) ??
      all.map((run) => planeRecords(frame.paths, run, (history.value?.runs[run]?.divergedAt ?? 0) > 0));
    known.set(frame, found);
    return found;
  };
  const shown = (frame: PlaneFrame): SceneRun[] =>
    recordsOf(frame).flatMap((record, index) => {
      const display = displays.value[index];
      if (!record || !display || display.hidden) return [];
      const dimmed = isDimmed(display.key, highlighted.value, all.length);
      return [{ slot: display.slot, record, dimmed }];
    });

  return {
    stillSignals: [plane, part, displays, highlighted],
    movingSignals: [playhead, playing],
    still(context, { width, height, pixels }) {
      const frame = plane.value;
      if (!frame) {
        last = null;
        context.font = palette.font;
        context.fillStyle = palette.muted;
        context.textAlign = 'center';
        context.textBaseline = 'middle';
        context.fillText(strings.plane.waiting, width / 2, height / 2);
        return;
      }
      // Other directions are another picture: what was zoomed into is not there any more.
      if (version !== frame.version && version > 0) part.set(null);
      version = frame.version;
      const next = fit(part.value ?? wholeOf(frame.domain), width, height);
      if (!last || JSON.stringify(last) !== JSON.stringify(next)) last = next;
      const lossField = lossFieldOf(frame);
      const [x0, y1] = toPixels(last, frame.domain.x[0], frame.domain.y[0]);
      const [x1, y0] = toPixels(last, frame.domain.x[1], frame.domain.y[1]);
      if (lossField) {
        // Nothing is known of the loss beyond the grid.
        context.save();
        context.beginPath();
        context.rect(x0, y0, x1 - x0, y1 - y0);
        context.clip();
        context.drawImage(fieldPicture(lossField, last, palette, pixels, true).canvas, 0, 0, width, height);
        context.restore();
      }
      context.lineWidth = 1;
      context.setLineDash([]);
      context.strokeStyle = palette.hairline;
      context.strokeRect(x0, y0, x1 - x0, y1 - y0);
      drawPaths(context, shown(frame), last, palette, trailAt, true);
    },
    moving(context) {
      const frame = plane.value;
      if (!last || !frame) return;
      const runs = shown(frame);
      drawTravelled(context, runs, last, palette, trailAt, playhead.value, playing.value);
      drawHeads(context, runs, last, palette, playhead.value);
    },
  };
}

function PlanePicture({ kind }: { kind: PlaneKind }): ReactNode {
  const slice = useNetwork();
  const { palette } = useUi();
  // Directions are of this training alone: what is zoomed into is no part of the link.
  const part = useMemo(() => createSignal<PlaneWindow | null>(null), []);
  const strings = useStrings();
  const { all, names } = useRuns();
  const { plane } = slice.training;
  const picture = useMemo(
    () => planePicture(slice, part, palette, strings, all),
    [slice, part, palette, strings, all],
  );

  const attach = useCallback(
    (canvas: HTMLCanvasElement) => {
      let detach = (): void => undefined;
      let gone = false;
      void import('../../ui/map/gestures.ts').then(({ attachGestures }) => {
        const whole = () => wholeOf(plane.value?.domain ?? { x: [-1, 1], y: [-1, 1] });
        if (!gone) detach = attachGestures(canvas, { window: part, whole }, () => undefined);
      });
      return () => {
        gone = true;
        detach();
        part.set(null);
      };
    },
    [part, plane],
  );

  return (
    <>
      <CanvasLayer
        picture={picture}
        className="landscape plane-stage"
        label={strings.plane.label(strings.plane.kinds[kind], names.join(', '))}
        onMount={attach}
      />
      <Caption />
    </>
  );
}

/** What the axes explain, what the runs' points are, and how far the loss is computed. */
function Caption(): ReactNode {
  const { training } = useNetwork();
  const words = useStrings().plane;
  const playing = usePlayground((state) => state.playing);
  const { plane } = training;
  // A text: as long as it is the same, nothing is rendered.
  const [about, warning, computed] = useSyncExternalStore(plane.subscribe, () => {
    const frame = plane.value;
    if (!frame) return '';
    const { explained, paths, domain, images, fraction, kind } = frame;
    const [a, b] = explained;
    const offs = [...paths.distance.keys()]
      .filter((i) => i % paths.places === paths.places - 1)
      .map((i) => paths.distance[i])
      .filter(Number.isFinite);
    const off = Math.max(0, ...offs);
    const width = domain.x[1] - domain.x[0];
    return [
      `${words.explained(percent(a), percent(b), percent(a + b))} ${words.off(short(off, 2), short(width, 2))}`,
      a + b < LITTLE ? words.little(kind) : '',
      `${words.loss(String(images))}|${fraction}`,
    ].join('\n');
  }).split('\n');
  if (!about) return null;
  const [text, fraction] = computed.split('|');
  return (
    <p className="plane-caption hint">
      {about} {text}
      {warning && <strong> {warning}</strong>}
      {Number(fraction) < 1 && !playing && (
        <progress max={1} value={Number(fraction)} aria-label={words.computing} />
      )}
    </p>
  );
}
