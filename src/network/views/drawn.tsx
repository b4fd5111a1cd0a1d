/** A pad to draw a digit on, and what each run makes of it. */

import { type CSSProperties, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { usePlayground } from '../../document/context.ts';
import { useRuns } from '../../document/use-runs.ts';
import { useStrings, useUi } from '../../ui/context.ts';
import { drawOnChange, frameLoop } from '../../ui/frame-loop.ts';
import { useNetwork } from './context.ts';
import { digitOf } from './drawing.ts';
import { PIXELS, SIDE } from './pixel-signal.ts';
import { RunRows } from './run-rows.tsx';

/** Side of the pad in its own units. */
const PAD = 280;
const CLASSES = 10;

export function DrawnDigit(): ReactNode {
  const { training } = useNetwork();
  const { palette } = useUi();
  const words = useStrings().network;
  const pad = useRef<HTMLCanvasElement>(null);
  const seen = useRef<HTMLCanvasElement>(null);
  const strokes = useRef<number[][]>([]);
  const [drawn, setDrawn] = useState(false);

  const draw = (): void => {
    const context = pad.current?.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, PAD, PAD);
    context.strokeStyle = palette.ink;
    context.lineWidth = 20;
    context.lineCap = context.lineJoin = 'round';
    for (const stroke of strokes.current) {
      context.beginPath();
      context.moveTo(stroke[0], stroke[1]);
      // A touch is a dot: a line of no length would not be drawn.
      for (let i = 0; i < stroke.length; i += 2) context.lineTo(stroke[i] + 0.1, stroke[i + 1]);
      context.stroke();
    }
    const image = digitOf(strokes.current);
    const small = seen.current?.getContext('2d');
    if (small) {
      small.fillStyle = palette.ink;
      small.fillRect(0, 0, SIDE, SIDE);
      const pixels = small.getImageData(0, 0, SIDE, SIDE);
      for (let p = 0; p < PIXELS; p++) pixels.data[p * 4 + 3] = image ? Math.round(255 * image[p]) : 0;
      small.putImageData(pixels, 0, 0);
    }
    training.predict(image);
    setDrawn(image !== null);
  };

  // What was drawn belongs to this part of the page: left, nobody asks any more.
  useEffect(() => () => training.predict(null), [training]);

  const pointOf = (event: PointerEvent<HTMLCanvasElement>): [number, number] => {
    const bounds = event.currentTarget.getBoundingClientRect();
    const at = (value: number, size: number): number => (value / size) * PAD;
    return [at(event.clientX - bounds.left, bounds.width), at(event.clientY - bounds.top, bounds.height)];
  };

  return (
    <div className="drawn">
      <div className="pad">
        <canvas
          ref={pad}
          width={PAD}
          height={PAD}
          role="img"
          aria-label={words.pad}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            strokes.current.push([...pointOf(event)]);
            draw();
          }}
          onPointerMove={(event) => {
            if (!(event.buttons & 1) || strokes.current.length === 0) return;
            strokes.current[strokes.current.length - 1].push(...pointOf(event));
            frameLoop.ask(draw);
          }}
        />
        {!drawn && <span className="hint">{words.drawHere}</span>}
        <div className="pad-foot">
          <canvas
            ref={seen}
            className="thumbnail"
            width={SIDE}
            height={SIDE}
            role="img"
            aria-label={words.seen}
          />
          <span className="hint">{words.seen}</span>
          <button
            type="button"
            disabled={!drawn}
            onClick={() => {
              strokes.current = [];
              draw();
            }}
          >
            {words.clear}
          </button>
        </div>
      </div>
      <Bars />
    </div>
  );
}

/** For each run ten bars, written without React. */
function Bars(): ReactNode {
  const { training } = useNetwork();
  const { palette } = useUi();
  const words = useStrings().network;
  const displays = usePlayground((state) => state.displays);
  const { all } = useRuns();
  const body = useRef<HTMLTableSectionElement>(null);
  const caption = useRef<HTMLParagraphElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows come and go with the runs
  useEffect(() => {
    const { prediction } = training;
    const draw = (): void => {
      const found = prediction.value;
      if (caption.current)
        caption.current.textContent = found ? words.readAtStep(found.step) : words.drawHint;
      for (const row of body.current?.rows ?? []) {
        const run = Number(row.dataset.run);
        const chances = found?.probabilities.subarray(run * CLASSES, (run + 1) * CLASSES);
        const best = chances ? chances.indexOf(Math.max(...chances)) : -1;
        for (let digit = 0; digit < CLASSES; digit++) {
          const cell = row.cells[digit + 1];
          const chance = chances?.[digit] ?? 0;
          cell.style.setProperty('--chance', String(Number.isFinite(chance) ? chance : 0));
          cell.className = digit === best ? 'best' : '';
          cell.title = chances ? `${digit}: ${(100 * chance).toFixed(1)} %` : '';
        }
        row.cells[CLASSES + 1].textContent = best >= 0 ? String(best) : '–';
      }
    };
    return drawOnChange(draw, [prediction]);
  }, [training, words, all, displays]);

  return (
    <div className="bars">
      <div className="across">
        <table>
          <thead>
            <tr>
              <td />
              {Array.from({ length: CLASSES }, (_, digit) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its digit
                <th key={digit} scope="col">
                  {digit}
                </th>
              ))}
              <th scope="col">{words.reads}</th>
            </tr>
          </thead>
          <RunRows
            body={body}
            row={(index) => ({ style: { '--line': palette.lines[displays[index].slot] } as CSSProperties })}
          >
            {Array.from({ length: CLASSES }, (_, digit) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its digit
              <td key={digit} />
            ))}
            <td className="sum">–</td>
          </RunRows>
        </table>
      </div>
      <p className="hint" ref={caption} aria-live="polite" />
    </div>
  );
}
