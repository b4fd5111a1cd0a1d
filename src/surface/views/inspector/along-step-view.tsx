/** The surface along the step that is inspected: has it stayed on its side, reached the floor, crossed to the other wall? */
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { createObjective } from '../../../core/objective.ts';
import { usePlayground } from '../../../document/context.ts';
import { alongStepWords } from '../../../i18n/along-step.ts';
import { CanvasLayer, type Picture } from '../../../ui/canvas-layer.tsx';
import { useUi } from '../../../ui/context.ts';
import { drawOnChange } from '../../../ui/frame-loop.ts';
import { marker, type Palette } from '../../../ui/palette.ts';
import type { Inspection } from '../../messages.ts';
import { useSurface } from '../context.ts';
import { type AlongStep, alongStep, kindOf } from './along-step.ts';

/** Beyond both ends of the step, in parts of it. */
const BEYOND = 0.3;
/** A floor that is farther away, in parts of the step, is not in the picture. */
const FARTHEST = 3.5;
const POINTS = 90;
const PAD = { x: 10, top: 12, bottom: 12 };

/** @param index The run whose step is inspected. */
export default function AlongStepView({ index }: { index: number }): ReactNode {
  const { surface } = useSurface();
  const { palette } = useUi();
  const words = alongStepWords[usePlayground((state) => state.lang)];
  const slot = usePlayground((state) => state.displays[index].slot);
  const given = usePlayground((state) => state.experiment.surface);
  const formula = usePlayground((state) => state.experiment.formula);
  const seed = usePlayground((state) => state.experiment.seed);
  const objective = useMemo(() => createObjective(given, formula, seed), [given, formula, seed]);
  const said = useRef<HTMLOutputElement>(null);
  const { inspection } = surface;

  const found = useMemo(() => {
    let latest: { readonly of: Inspection; readonly step: AlongStep } | null = null;
    return (): AlongStep | null => {
      const seen = inspection.value;
      if (!seen || seen.run !== index || seen.step === 0) return null;
      if (latest?.of !== seen) latest = { of: seen, step: alongStep(objective, seen.before, seen.theta) };
      return latest.step;
    };
  }, [inspection, index, objective]);

  useEffect(
    () =>
      drawOnChange(() => {
        const step = found();
        if (!said.current) return;
        const share = step?.floor ? `${Math.round(100 / step.floor)} %` : '';
        said.current.value = step ? words.kinds[kindOf(step)](share) : '';
      }, [inspection]),
    [found, inspection, words],
  );
  const picture = useMemo<Picture>(
    () => ({
      stillSignals: [inspection],
      still(context, size) {
        const step = found();
        if (step) draw(context, size, step, palette, slot);
      },
    }),
    [found, inspection, palette, slot],
  );
  return (
    <section className="along-step" aria-label={words.title}>
      <h3>{words.title}</h3>
      <CanvasLayer picture={picture} label={words.label} />
      <output ref={said} aria-live="off" className="hint" />
    </section>
  );
}

function draw(
  context: CanvasRenderingContext2D,
  { width, height }: { width: number; height: number },
  step: AlongStep,
  palette: Palette,
  slot: number,
): void {
  const floor = step.floor !== null && Math.abs(step.floor) <= FARTHEST ? step.floor : null;
  const [s0, s1] = [Math.min(0, floor ?? 0) - BEYOND, Math.max(1, floor ?? 1) + BEYOND];
  const all = Array.from({ length: POINTS + 1 }, (_, k) => s0 + (k / POINTS) * (s1 - s0));
  const losses = all.map(step.loss);
  const ends = [step.from, step.to, ...(floor === null ? [] : [step.model(floor)])].filter(Number.isFinite);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  // What lies far above both ends is not what the picture is about.
  const reach = most - least || 1e-9;
  const seen = losses.filter(
    (loss) => Number.isFinite(loss) && loss <= most + 0.6 * reach && loss >= least - 0.6 * reach,
  );
  const [low, high] = [Math.min(least, ...seen), Math.max(most, ...seen)];
  const span = high - low || 1e-9;
  const x = (s: number): number => PAD.x + ((s - s0) / (s1 - s0)) * (width - 2 * PAD.x);
  const y = (loss: number): number =>
    height - PAD.bottom - Math.max(-1, Math.min(3, (loss - low) / span)) * (height - PAD.top - PAD.bottom);

  context.save();
  context.beginPath();
  context.rect(0, 0, width, height);
  context.clip();
  if (floor !== null) {
    context.strokeStyle = palette.hairline;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(x(floor), 0);
    context.lineTo(x(floor), height);
    context.stroke();
  }
  const line = (at: (s: number, k: number) => number, colour: string, dash: number[]): void => {
    context.strokeStyle = colour;
    context.lineWidth = palette.stroke * 0.8;
    context.setLineDash(dash);
    context.beginPath();
    all.forEach((s, k) => {
      const loss = at(s, k);
      if (Number.isFinite(loss)) context.lineTo(x(s), y(loss));
    });
    context.stroke();
    context.setLineDash([]);
  };
  line((_, k) => losses[k], palette.ink, []);
  line(step.model, palette.lines[slot], [4, 3]);
  context.beginPath();
  context.arc(x(0), y(step.from), 4, 0, 2 * Math.PI);
  context.fillStyle = palette.ground;
  context.fill();
  context.strokeStyle = palette.lines[slot];
  context.stroke();
  if (Number.isFinite(step.to)) {
    marker(context, slot, x(1), y(step.to), palette.stroke + 2.5, palette.lines[slot], palette.ground);
  }
  context.restore();
}
