/** The best value after each trial, a step line a run, with the trials themselves as dots. */
import { type ReactNode, useMemo } from 'react';
import { CanvasLayer, type Picture, type Size } from '../../../ui/canvas-layer.tsx';
import { useUi } from '../../../ui/context.ts';
import { DASHES, type Palette } from '../../../ui/palette.ts';
import { type Area, linearAxis, logAxis } from '../../../ui/plot/axis.ts';
import { acrossOf } from '../glance/draw.ts';
import { useStudyWords } from '../words.ts';
import type { SearchData, SearchRun } from './trials.ts';

/** More dots than these only cover each other. */
const MOST_DOTS = 1500;

function draw(
  context: CanvasRenderingContext2D,
  size: Size,
  data: SearchData,
  runs: readonly SearchRun[],
  slots: readonly number[],
  title: string,
  palette: Palette,
): void {
  const { scale } = palette;
  const area: Area = {
    left: 40 * scale,
    right: size.width - 8,
    top: 20 * scale,
    bottom: size.height - 18 * scale,
  };
  context.font = palette.font;
  context.fillStyle = palette.muted;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.fillText(title, area.left, 12 * scale, area.right - area.left);
  const { extent } = data;
  if (!extent) return;
  const up = data.scale === 'log' ? logAxis(extent, area) : linearAxis(extent, area);
  const most = Math.max(2, ...runs.map(({ trials }) => trials.length));
  const across = acrossOf([1, most], 'linear', area, scale);
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  context.strokeStyle = palette.hairline;
  context.lineWidth = 1;
  context.beginPath();
  for (const { value, text } of up.ticks) {
    const y = Math.round(up.at(value)) + 0.5;
    if (y < area.top - 1 || y > area.bottom + 1) continue;
    context.moveTo(area.left, y);
    context.lineTo(area.right, y);
    context.fillText(text, area.left - 6, y, area.left - 8);
  }
  context.stroke();
  context.textBaseline = 'alphabetic';
  context.textAlign = 'center';
  for (const { value, text } of across.ticks) {
    const half = context.measureText(text).width / 2;
    context.fillText(text, Math.min(area.right - half, across.at(value)), size.height - 2);
  }
  for (const run of runs) {
    const colour = palette.lines[slots[run.run]];
    const stride = Math.max(1, Math.ceil(run.trials.length / MOST_DOTS));
    context.globalAlpha = 0.5;
    context.fillStyle = colour;
    for (let i = 0; i < run.trials.length; i += stride) {
      if (Number.isNaN(run.trials[i].value)) continue;
      context.beginPath();
      context.arc(across.at(i + 1), up.at(run.trials[i].value), 1.6, 0, 2 * Math.PI);
      context.fill();
    }
    context.globalAlpha = 1;
    context.strokeStyle = colour;
    context.lineWidth = palette.stroke;
    context.setLineDash([...DASHES[slots[run.run]]]);
    context.beginPath();
    for (const [i, value] of run.soFar.entries()) {
      if (Number.isNaN(value)) continue;
      const x = across.at(i + 1);
      if (i > 0 && !Number.isNaN(run.soFar[i - 1])) context.lineTo(x, up.at(run.soFar[i - 1]));
      context.lineTo(x, up.at(value));
    }
    context.stroke();
    context.setLineDash([]);
  }
}

export function BestSoFar(props: {
  data: SearchData;
  runs: readonly SearchRun[];
  slots: readonly number[];
  names: readonly string[];
}): ReactNode {
  const { data, runs, slots, names } = props;
  const { palette } = useUi();
  const { search } = useStudyWords();
  const picture = useMemo(
    (): Picture => ({
      stillSignals: [],
      still: (context, size) => draw(context, size, data, runs, slots, search.soFar, palette),
    }),
    [data, runs, slots, search, palette],
  );
  const label = search.soFarLabel(runs.map(({ run }) => names[run]).join(', '));
  return (
    <div className="plot so-far">
      <CanvasLayer picture={picture} label={label} />
    </div>
  );
}
