/**
 * The first layer's effective rate by input pixel, as a 28 × 28 picture, on one logarithmic scale for all runs.
 *
 * Pixels whose weights have never had a gradient (the border that is never inked) have no rate yet and stay empty.
 */
import { interpolateViridis, rgb } from 'd3';
import { type ReactNode, useMemo } from 'react';
import { useStrings, useView } from '../context.ts';
import { short } from '../format.ts';
import { type Picture, Stage } from '../stage.tsx';
import { growth } from './sources.ts';

const SIDE = 28;
const PIXELS = SIDE * SIDE;
const LEGEND = 18;

const ranges = new WeakMap<Float32Array, readonly [number, number] | null>();

/**
 * The range of the colours: from the 2 % to the 98 % quantile over all runs. The few pixels that were inked once or twice
 * have rates thousands of times larger, and would leave one colour for all the rest.
 */
function rangeOf(pixels: Float32Array): readonly [number, number] | null {
  const known = ranges.get(pixels);
  if (known !== undefined) return known;
  const rates = pixels.filter((rate) => rate > 0 && Number.isFinite(rate)).sort();
  const at = (q: number): number => rates[Math.round(q * (rates.length - 1))];
  const range = rates.length === 0 ? null : ([at(0.02), at(0.98)] as const);
  ranges.set(pixels, range);
  return range;
}

export function PixelRates({ index, name }: { index: number; name: string }): ReactNode {
  const { playground, palette } = useView();
  const strings = useStrings();
  const picture = useMemo<Picture>(() => {
    const { history, playhead } = playground;
    return {
      stillSignals: [growth(playground)],
      movingSignals: [playhead],
      still() {},
      moving(context, { width, height }) {
        const found = history.value?.measurementAt(playhead.value);
        const side = Math.floor(Math.min(width, height - LEGEND) / SIDE) * SIDE;
        const left = Math.round((width - side) / 2);
        context.strokeStyle = palette.hairline;
        context.strokeRect(left - 0.5, 0.5, side + 1, side);
        context.font = palette.font;
        context.fillStyle = palette.muted;
        context.textAlign = 'center';
        context.textBaseline = 'middle';
        if (!found) {
          context.fillText(strings.network.waiting, width / 2, side / 2);
          return;
        }
        const { pixels } = found;
        const range = rangeOf(pixels);
        if (!range) return;
        const [low, high] = range;
        const span = Math.log(high / low) || 1;
        const image = new ImageData(SIDE, SIDE);
        for (let p = 0; p < PIXELS; p++) {
          const rate = pixels[index * PIXELS + p];
          if (!(rate > 0)) continue;
          const u = high === low ? 0.5 : Math.max(0, Math.min(1, Math.log(rate / low) / span));
          const colour = rgb(interpolateViridis(u));
          image.data.set([colour.r, colour.g, colour.b, 255], p * 4);
        }
        const small = document.createElement('canvas');
        small.width = SIDE;
        small.height = SIDE;
        small.getContext('2d', { willReadFrequently: true })?.putImageData(image, 0, 0);
        context.imageSmoothingEnabled = false;
        context.drawImage(small, left, 1, side, side);

        const y = side + 7;
        const from = left + 44;
        const to = left + side - 44;
        for (let x = from; x < to; x++) {
          context.fillStyle = interpolateViridis((x - from) / (to - from));
          context.fillRect(x, y, 1, 5);
        }
        context.fillStyle = palette.muted;
        context.textAlign = 'right';
        context.fillText(short(low, 2), from - 5, y + 3);
        context.textAlign = 'left';
        context.fillText(short(high, 2), to + 5, y + 3);
      },
    };
  }, [playground, palette, strings, index]);
  return <Stage className="pixels" picture={picture} label={strings.network.pixelsLabel(name)} />;
}
