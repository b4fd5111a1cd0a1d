/** How the networks read digits: a sample of the test images at the playhead, and one that a person draws. */

import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { usePlayground } from '../../document/context.ts';
import { useRuns } from '../../document/use-runs.ts';
import { useStrings, useUi } from '../../ui/context.ts';
import { drawOnChange } from '../../ui/frame-loop.ts';
import type { SampleImages } from '../messages.ts';
import { useNetwork, useTraining } from './context.ts';
import { DrawnDigit } from './drawn.tsx';
import { PIXELS, SIDE } from './pixel-signal.ts';
import { RunRows } from './run-rows.tsx';
import { growth } from './sources.ts';

export function Digits(): ReactNode {
  const strings = useStrings();
  const sample = useTraining((state) => state.network?.sample ?? null);
  return (
    <div className="digits">
      <section>
        <h2>{strings.network.sampleTitle}</h2>
        {sample ? <SampleTable sample={sample} /> : <p className="hint">{strings.network.waiting}</p>}
      </section>
      <section>
        <h2>{strings.network.drawTitle}</h2>
        <DrawnDigit />
      </section>
    </div>
  );
}

/** An image of the sample in the ink of the page. */
function Thumbnail({ pixels, label }: { pixels: Uint8Array; label: string }): ReactNode {
  const ref = useRef<HTMLCanvasElement>(null);
  const { palette } = useUi();
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, SIDE, SIDE);
    context.fillStyle = palette.ink;
    context.fillRect(0, 0, SIDE, SIDE);
    const image = context.getImageData(0, 0, SIDE, SIDE);
    for (let p = 0; p < PIXELS; p++) image.data[p * 4 + 3] = pixels[p];
    context.putImageData(image, 0, 0);
  }, [pixels, palette]);
  return <canvas ref={ref} className="thumbnail" width={SIDE} height={SIDE} role="img" aria-label={label} />;
}

/** A row a run, a column an image. What changes with the playhead is written to the cells directly. */
function SampleTable({ sample }: { sample: SampleImages }): ReactNode {
  const { playground, training } = useNetwork();
  const words = useStrings().network;
  const displays = usePlayground((state) => state.displays);
  const data = usePlayground((state) => state.experiment.surface.args.data);
  const { all } = useRuns();
  const body = useRef<HTMLTableSectionElement>(null);
  const caption = useRef<HTMLSpanElement>(null);
  const images = useMemo(
    () =>
      Array.from(sample.labels, (label, i) => ({
        key: i,
        label,
        pixels: sample.pixels.subarray(i * PIXELS, (i + 1) * PIXELS),
      })),
    [sample],
  );
  const nameOf = (label: number): string => (data === 'fashion' ? words.fashion[label] : String(label));

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows come and go with the runs
  useEffect(() => {
    const { playhead } = playground;
    const { history } = training;
    const count = sample.labels.length;
    const draw = (): void => {
      const steps = new Set<number>();
      for (const row of body.current?.rows ?? []) {
        const found = history.value?.runs[Number(row.dataset.run)]?.sampleAt(playhead.value) ?? null;
        if (found) steps.add(found.step);
        let right = 0;
        let reads = false;
        for (let i = 0; i < count; i++) {
          const cell = row.cells[i + 1];
          const digit = found?.digits[i] ?? 255;
          const confidence = found?.confidence[i] ?? 0;
          const read = digit < 10;
          const correct = digit === sample.labels[i];
          if (correct) right++;
          if (read) reads = true;
          cell.textContent = read ? String(digit) : '–';
          cell.className = !read ? '' : correct ? 'right' : 'wrong';
          cell.style.setProperty('--confidence', String(read ? confidence : 0));
          cell.title = read ? words.readAs(nameOf(digit), Math.round(100 * confidence)) : '';
        }
        row.cells[count + 1].textContent = found ? (reads ? `${right} / ${count}` : '–') : '';
        row.cells[count + 1].title = found ? words.testedAt(found.step) : '';
      }
      if (caption.current)
        caption.current.textContent = steps.size > 0 ? words.sampleReadAt([...steps].join(', ')) : '';
    };
    return drawOnChange(draw, [playhead, growth(training)]);
  }, [playground, training, sample, words, all, displays]);

  return (
    <div className="sample">
      <div className="across">
        <table>
          <thead>
            <tr>
              <td />
              {images.map(({ key, label, pixels }) => (
                <th key={key} scope="col">
                  <Thumbnail pixels={pixels} label={words.testImage(nameOf(label))} />
                  <span>{label}</span>
                </th>
              ))}
              <th scope="col">{words.rightOf}</th>
            </tr>
          </thead>
          <RunRows
            body={body}
            row={(_, key) => ({
              onPointerEnter: () => playground.highlight(key),
              onPointerLeave: () => playground.highlight(null),
            })}
          >
            {images.map(({ key }) => (
              <td key={key} />
            ))}
            <td className="sum" />
          </RunRows>
        </table>
      </div>
      <p className="hint">
        <span ref={caption} /> {words.sampleHint}
      </p>
    </div>
  );
}
