/** The numbers behind the two pictures, and all trials to be taken along. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useDocument } from '../../../document/context.ts';
import { CopyButton } from '../../../ui/controls/copy.tsx';
import { short } from '../../../ui/format.ts';
import { drawOnChange } from '../../../ui/frame-loop.ts';
import { Marker } from '../../../ui/marker.tsx';
import { useStudyWords } from '../words.ts';
import type { Sensitivity } from './curves.ts';
import { valueText } from './draw.ts';
import { expectedAfter } from './expected.tsx';
import type { GlanceSource } from './source.ts';

/** After how many trials the expected best is said. */
const AFTER = [1, 5, 20];

const STATUS = ['', 'finished', 'diverged', 'worse'];

/** Every trial on a line, numbers in full: losses as they are, not above any floor. */
export function trialsAsCsv({ curves, axis, floor }: Sensitivity, names: readonly string[]): string {
  const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const number = (value: number): string => (Number.isFinite(value) ? String(value) : '');
  const lines = curves.flatMap(({ run, xs, ys, status }) =>
    // A cell that begins like a formula would be one in a spreadsheet.
    Array.from(xs, (x, i) =>
      [
        quoted(names[run].replace(/^(?=[=+\-@])/, "'")),
        number(x),
        number(ys[i] + floor),
        STATUS[status[i]],
      ].join(','),
    ),
  );
  return `${[`run,${axis.id},value,status`, ...lines].join('\n')}\n`;
}

export function TrialsTable({
  source,
  names,
}: {
  source: GlanceSource;
  names: readonly string[];
}): ReactNode {
  const { playground } = useDocument();
  const words = useStudyWords();
  const table = useRef<HTMLTableElement>(null);
  const [found, setFound] = useState<Sensitivity | null>(null);
  useEffect(() => drawOnChange(() => setFound(source.data()), source.signals), [source]);
  if (!found) return null;
  // A run may be gone before the table has heard of it.
  const data = { ...found, curves: found.curves.filter(({ run }) => run < names.length) };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where it is wider than its place, the keyboard scrolls it */}
      <div className="trials-table" tabIndex={0}>
        <table ref={table}>
          <thead>
            <tr>
              <th scope="col">{words.run}</th>
              <th scope="col">{words.now}</th>
              <th scope="col">{words.best}</th>
              <th scope="col">{words.ofBest}</th>
              {AFTER.map((k) => (
                <th key={k} scope="col" title={words.expectedHint}>
                  {words.after(k)}
                </th>
              ))}
              <th scope="col">{words.divergedOf}</th>
            </tr>
          </thead>
          <tbody>
            {data.curves.map((curve) => {
              const { key, slot, run, xs, ys, best, current, diverged, worse, trials } = curve;
              return (
                <tr
                  key={key}
                  onPointerEnter={() => playground.highlight(key)}
                  onPointerLeave={() => playground.highlight(null)}
                >
                  <th scope="row">
                    <Marker slot={slot} /> {names[run]}
                  </th>
                  <td>{current ? valueText(current.x) : '–'}</td>
                  <td>{best < 0 || Number.isNaN(xs[best]) ? '–' : valueText(xs[best])}</td>
                  <td>{best < 0 ? '–' : short(ys[best])}</td>
                  {AFTER.map((k) => (
                    <td key={k}>{short(expectedAfter(curve, k))}</td>
                  ))}
                  <td title={worse > 0 ? `${words.worse}: ${words.share(worse, trials)}` : undefined}>
                    {words.share(diverged, trials)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <CopyButton text={trialsAsCsv(data, names)} label={words.copyCsv} shown={table} />
    </>
  );
}
