/**
 * The first layer's effective rate by input pixel, as a 28 × 28 picture, on one logarithmic scale for all runs: the mean over
 * the hidden units, or one of them. Pointing at a pixel shows its rate in all pictures; a click follows its weight.
 *
 * Pixels whose weights have never had a gradient (the border that is never active) have no rate yet: they are hatched.
 */
import { interpolateViridis, rgb } from 'd3';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useMemo } from 'react';
import type { Strings } from '../../i18n/index.ts';
import { partOf } from '../../signal.ts';
import { CanvasLayer, type Picture, type Size } from '../../ui/canvas-layer.tsx';
import { useStrings, useUi } from '../../ui/context.ts';
import { short } from '../../ui/format.ts';
import type { Palette } from '../../ui/palette.ts';
import type { Measurement, NetworkHistory } from '../history/history.ts';
import { type NetworkContext, useNetwork, useTraining } from './context.ts';
import { PIXELS, pixelSignal, placeOf, SIDE } from './pixel-signal.ts';
import { growth } from './sources.ts';

/** Room for the scale and, under it, what is pointed at; at the usual size of labels. */
const LEGEND = 36;

/** Where the keyboard begins. */
const CENTRE = 14 * SIDE + 14;

type Range = readonly [number, number] | null;

/** Of each history the range that was found latest: all its pictures ask for the same. */
const ranges = new WeakMap<NetworkHistory, { of: readonly Float32Array[]; range: Range }>();

/**
 * The range of the colours: from the 2 % to the 98 % quantile over all runs. The few pixels that were active once or twice
 * have rates thousands of times larger, and would leave one colour for all the rest.
 */
function rangeOf(history: NetworkHistory, pictures: readonly Float32Array[]): Range {
  const known = ranges.get(history);
  if (known?.of.length === pictures.length && pictures.every((each, i) => each === known.of[i]))
    return known.range;
  const rates = Float32Array.from(
    pictures.flatMap((picture) => [...picture.filter((rate) => rate > 0 && Number.isFinite(rate))]),
  ).sort();
  const at = (q: number): number => rates[Math.round(q * (rates.length - 1))];
  const range = rates.length === 0 ? null : ([at(0.02), at(0.98)] as const);
  ranges.set(history, { of: pictures, range });
  return range;
}

/** The colours of the scale, by byte. */
const RAMP = Array.from({ length: 256 }, (_, i) => rgb(interpolateViridis(i / 255)));

/** A smaller picture stands without words: there is no room for them. */
const LEAST_WITH_LEGEND = 84;

/** Whether the scale is shown, and whether words are shown under it. */
function legendOf({ width, height }: Size, { scale }: Palette): { scale: boolean; words: boolean } {
  const shown = Math.min(width, height - LEGEND * scale) >= LEAST_WITH_LEGEND;
  return { scale: shown, words: shown && width >= 160 * scale };
}

/** Where the picture lies in its canvas. */
function frameOf(size: Size, palette: Palette): { left: number; side: number } {
  const { width, height } = size;
  const room = Math.min(width, legendOf(size, palette).scale ? height - LEGEND * palette.scale : height - 2);
  const side = Math.max(SIDE, Math.floor(room / SIDE) * SIDE);
  return { left: Math.round((width - side) / 2), side };
}

/** The rates that are shown: the mean's or the unit's, if that was watched at the time. */
function shownOf(found: Measurement, unit: number | null): Float32Array | null {
  if (unit === null) return found.pixels;
  return found.unit?.unit === unit ? found.unit.pixels : null;
}

/** Fine lines where nothing has been learned, in the colours of the page. */
function hatch(context: CanvasRenderingContext2D, left: number, side: number, palette: Palette): void {
  context.save();
  context.beginPath();
  context.rect(left, 1, side, side);
  context.clip();
  context.strokeStyle = palette.hairline;
  context.lineWidth = 1;
  context.beginPath();
  for (let x = -side; x < side; x += 6) {
    context.moveTo(left + x, 1 + side);
    context.lineTo(left + x + side, 1);
  }
  context.stroke();
  context.restore();
}

function drawRates(
  context: CanvasRenderingContext2D,
  rates: Float32Array,
  [low, high]: readonly [number, number],
  left: number,
  side: number,
  palette: Palette,
): void {
  const span = Math.log(high / low) || 1;
  const image = new ImageData(SIDE, SIDE);
  for (let p = 0; p < PIXELS; p++) {
    const rate = rates[p];
    if (!(rate > 0)) continue;
    const u = high === low ? 0.5 : Math.max(0, Math.min(1, Math.log(rate / low) / span));
    const colour = RAMP[Math.round(255 * u)];
    image.data.set([colour.r, colour.g, colour.b, 255], p * 4);
  }
  const small = document.createElement('canvas');
  small.width = SIDE;
  small.height = SIDE;
  small.getContext('2d', { willReadFrequently: true })?.putImageData(image, 0, 0);
  hatch(context, left, side, palette);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, left, 1, side, side);
}

function drawScale(
  context: CanvasRenderingContext2D,
  [low, high]: readonly [number, number],
  middle: number,
  side: number,
  palette: Palette,
): void {
  const { scale } = palette;
  const y = side + 1 + 6 * scale;
  const half = Math.max(12 * scale, side / 2 - 44 * scale);
  const [from, to] = [middle - half, middle + half];
  for (let x = from; x < to; x++) {
    context.fillStyle = RAMP[Math.round((255 * (x - from)) / (to - from))].formatRgb();
    context.fillRect(x, y, 1, 5 * scale);
  }
  context.fillStyle = palette.muted;
  context.textAlign = 'right';
  context.fillText(short(low, 2), from - 5, y + 3 * scale);
  context.textAlign = 'left';
  context.fillText(short(high, 2), to + 5, y + 3 * scale);
}

const pixelText = (strings: Strings, pixel: number, rate: number): string => {
  const [column, row] = placeOf(pixel);
  return strings.network.pixelValue(column, row, rate > 0 ? short(rate) : null);
};

/** What is drawn of a run: the rates of its pixels, with the weights that are followed and the pixel that is pointed at. */
function ratesPicture(
  { playground, training }: NetworkContext,
  index: number,
  unit: number | null,
  palette: Palette,
  strings: Strings,
): Picture {
  const pointed = pixelSignal(playground);
  const { playhead, store } = playground;
  const { history } = training;
  return {
    stillSignals: [growth(training)],
    movingSignals: [playhead, pointed, partOf(training.store, (state) => state.watched)],
    still() {},
    moving(context, size) {
      const { left, side } = frameOf(size, palette);
      context.lineWidth = 1;
      context.strokeStyle = palette.hairline;
      context.strokeRect(left - 0.5, 0.5, side + 1, side + 1);
      context.font = palette.font;
      context.fillStyle = palette.muted;
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      const recorded = history.value;
      const found = recorded?.runs[index]?.measurementAt(playhead.value) ?? null;
      const rates = found && shownOf(found, unit);
      const all = recorded?.runs.flatMap((run) => {
        const measured = run.measurementAt(playhead.value);
        return (measured && shownOf(measured, unit)) ?? [];
      });
      const range = recorded && all ? rangeOf(recorded, all) : null;
      if (!rates || !range) {
        const say = found && !rates ? strings.network.unitUnknown : strings.network.waiting;
        context.fillText(say, size.width / 2, side / 2, size.width - 8);
        return;
      }
      drawRates(context, rates, range, left, side, palette);
      const legend = legendOf(size, palette);
      if (legend.scale) drawScale(context, range, size.width / 2, side, palette);

      const cell = side / SIDE;
      const box = (pixel: number, colour: string, width: number): void => {
        const [column, row] = placeOf(pixel);
        context.strokeStyle = colour;
        context.lineWidth = width;
        context.strokeRect(left + (column - 1) * cell, 1 + (row - 1) * cell, cell, cell);
      };
      const { displays } = store.getState();
      const { watched } = training.store.getState();
      for (const { pixel } of watched.weights) {
        box(pixel, palette.ground, 3);
        box(pixel, palette.lines[displays[index]?.slot ?? 0], 1.5);
      }
      const at = pointed.value;
      if (at !== null) {
        box(at, palette.ground, 3);
        box(at, palette.ink, 1.5);
      }
      const text =
        at !== null
          ? legend.scale && pixelText(strings, at, rates[at])
          : legend.words && strings.network[unit === null ? 'neverActive' : 'unitHatched'];
      if (!text) return;
      context.fillStyle = at === null ? palette.muted : palette.ink;
      context.textAlign = 'center';
      context.fillText(text, size.width / 2, side + 25 * palette.scale, size.width);
    },
  };
}

/** @param props.picks Whether a click follows the weight of the pixel. */
export function PixelRates(props: { index: number; name: string; picks?: boolean }): ReactNode {
  const { index, name, picks = true } = props;
  const slice = useNetwork();
  const { palette } = useUi();
  const strings = useStrings();
  const unit = useTraining((state) => state.watched.unit);
  const pointed = pixelSignal(slice.playground);

  const picture = useMemo(
    () => ratesPicture(slice, index, unit, palette, strings),
    [slice, index, unit, palette, strings],
  );

  const pixelUnder = (event: PointerEvent<HTMLDivElement>): number | null => {
    const bounds = event.currentTarget.getBoundingClientRect();
    const { left, side } = frameOf(bounds, palette);
    const column = Math.floor(((event.clientX - bounds.left - left) / side) * SIDE);
    const row = Math.floor(((event.clientY - bounds.top - 1) / side) * SIDE);
    return column >= 0 && column < SIDE && row >= 0 && row < SIDE ? row * SIDE + column : null;
  };

  const follow = (pixel: number): void => {
    if (picks) slice.training.follow({ pixel, unit: unit ?? 0 });
  };

  // The pointer's other way: arrow keys go from pixel to pixel, the enter key picks.
  const onKey = (event: KeyboardEvent): void => {
    const at = pointed.value ?? CENTRE;
    const [column, row] = placeOf(at);
    const to = { ArrowLeft: column > 1 && -1, ArrowRight: column < SIDE && 1 }[event.key];
    const across = { ArrowUp: row > 1 && -SIDE, ArrowDown: row < SIDE && SIDE }[event.key];
    if (event.key === 'Enter') follow(at);
    else if (to === undefined && across === undefined) return;
    else pointed.set(at + Number(to ?? across));
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: no element is a picture whose points can be chosen
    <div
      className="pixels"
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys do what the pointer does
      tabIndex={0}
      aria-label={picks ? strings.network.pixelKeys(name) : strings.network.pixelsLabel(name)}
      title={picks ? strings.network.pickHint((unit ?? 0) + 1) : undefined}
      onKeyDown={onKey}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible')) pointed.set(pointed.value ?? CENTRE);
      }}
      onBlur={() => pointed.set(null)}
      onPointerMove={(event) => pointed.set(pixelUnder(event))}
      onPointerLeave={() => pointed.set(null)}
      onPointerUp={(event) => {
        const pixel = pixelUnder(event);
        if (pixel !== null) follow(pixel);
      }}
    >
      <CanvasLayer picture={picture} label={strings.network.pixelsLabel(name)} />
    </div>
  );
}
