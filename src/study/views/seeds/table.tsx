/** The numbers behind the bands, at some of the steps, and all of them to be taken along. */
import { type ReactNode, useRef } from 'react';
import { CopyButton } from '../../../ui/controls/copy.tsx';
import { short } from '../../../ui/format.ts';
import { Marker } from '../../../ui/marker.tsx';
import { useStudyWords } from '../words.ts';
import type { SeedsChart } from './source.ts';

/** So many steps stand in a table. */
const ROWS = 6;

interface Titled {
  readonly title: string;
  readonly chart: SeedsChart;
}

/** A line a picture, run and step. */
function bandsAsCsv(charts: readonly Titled[], names: readonly string[]): string {
  // A cell that begins like a formula would be one in a spreadsheet.
  const quoted = (text: string): string => `"${text.replace(/^(?=[=+\-@])/, "'").replaceAll('"', '""')}"`;
  const number = (value: number | undefined): string =>
    value !== undefined && Number.isFinite(value) ? String(value) : '';
  const lines = charts.flatMap(({ title, chart }) =>
    chart.curves.flatMap(({ run, xs, ys, band, n }) =>
      Array.from(ys, (mean, row) =>
        [
          ...[quoted(title), quoted(names[run] ?? ''), xs[row]],
          ...[number(mean), number(band?.low[row]), number(band?.high[row]), n[row]],
        ].join(','),
      ),
    ),
  );
  return `${['quantity,run,step,mean,q10,q90,n', ...lines].join('\n')}\n`;
}

/** Rows of a curve that are spread over all of them. */
const rowsOf = (count: number): readonly number[] => [
  ...new Set(Array.from({ length: ROWS }, (_, i) => Math.round((i * (count - 1)) / (ROWS - 1)))),
];

export function BandsTable({
  charts,
  names,
}: {
  charts: readonly Titled[];
  names: readonly string[];
}): ReactNode {
  const { seeds: words } = useStudyWords();
  const box = useRef<HTMLDivElement>(null);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where it is wider than its place, the keyboard scrolls it */}
      <div className="trials-table seeds-bands" tabIndex={0} ref={box}>
        {charts.map(({ title, chart }) => {
          const curves = chart.curves.filter(({ run }) => run < names.length);
          const [first] = curves;
          if (!first) return null;
          return (
            <table key={title}>
              <caption>
                {title} – {words.cells}
              </caption>
              <thead>
                <tr>
                  <th scope="col">t</th>
                  {curves.map(({ key, slot, run }) => (
                    <th key={key} scope="col">
                      <Marker slot={slot} size={12} /> {names[run]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rowsOf(first.xs.length).map((row) => (
                  <tr key={row}>
                    <th scope="row">{first.xs[row]}</th>
                    {curves.map(({ key, ys, band }) => (
                      <td key={key}>
                        {short(ys[row] ?? Number.NaN)}
                        {band && Number.isFinite(ys[row]) && (
                          <small>
                            {short(band.low[row])} … {short(band.high[row])}
                          </small>
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          );
        })}
      </div>
      <CopyButton text={bandsAsCsv(charts, names)} label={words.copyCsv} shown={box} />
    </>
  );
}
