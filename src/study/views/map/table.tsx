/** The numbers behind the maps. */
import { type ReactNode, useMemo } from 'react';
import type { Minimum } from '../../../core/types.ts';
import { short, typed } from '../../../ui/format.ts';
import { Marker } from '../../../ui/marker.tsx';
import type { AxisName } from '../axes.ts';
import { valueText } from '../glance/draw.ts';
import { useStudyWords } from '../words.ts';
import { statisticsOf } from './cells.ts';
import { valuesOf } from './draw.ts';
import { letterOf } from './image.ts';
import type { MapData } from './source.ts';

export function MapTable(props: {
  data: MapData;
  basins: boolean;
  axes: readonly [AxisName, AxisName];
  names: readonly string[];
  minima: readonly Minimum[];
}): ReactNode {
  const { data, basins, axes, names, minima } = props;
  const words = useStudyWords();
  const { maps } = words;
  const found = useMemo(
    () => data.maps.map(({ cells }) => statisticsOf(cells, minima.length)),
    [data, minima.length],
  );
  const percent = (count: number, all: number): string =>
    all === 0 ? '–' : maps.shareOf(((100 * count) / all).toFixed(1));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where it is wider than its place, the keyboard scrolls it
    <div className="trials-table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.run}</th>
            {basins ? (
              <>
                {minima.map((_, i) => (
                  <th key={letterOf(i)} scope="col">
                    {letterOf(i)}
                  </th>
                ))}
                <th scope="col" title={maps.elsewhereHint}>
                  {maps.elsewhere}
                </th>
              </>
            ) : (
              <>
                <th scope="col">{words.best}</th>
                {axes.map(({ term, symbol }) => (
                  <th key={term} scope="col">
                    {symbol || term}
                  </th>
                ))}
                <th scope="col">{words.keyWorse}</th>
              </>
            )}
            <th scope="col">{words.divergedOf}</th>
            {basins && (
              <th scope="col" title={maps.medianHint}>
                {maps.median}
              </th>
            )}
            <th scope="col">{maps.cells}</th>
          </tr>
        </thead>
        <tbody>
          {data.maps.map(({ run, key, slot, cells }, i) => {
            const statistics = found[i];
            const best = cells.best < 0 ? null : valuesOf(cells.grid, cells.best);
            return (
              <tr key={key}>
                <th scope="row">
                  <Marker slot={slot} /> {names[run]}
                </th>
                {basins ? (
                  <>
                    {statistics.minima.map(({ count, median }, minimum) => (
                      <td key={letterOf(minimum)} title={`${maps.median}: ${short(median)}`}>
                        {percent(count, statistics.known)}
                      </td>
                    ))}
                    <td>{percent(statistics.elsewhere, statistics.known)}</td>
                  </>
                ) : (
                  <>
                    <td>{best ? short(cells.value[cells.best] - data.floor) : '–'}</td>
                    <td>{best ? valueText(best[0]) : '–'}</td>
                    <td>{best ? valueText(best[1]) : '–'}</td>
                    <td>{percent(statistics.worse, statistics.known)}</td>
                  </>
                )}
                <td>{percent(statistics.diverged, statistics.known)}</td>
                {basins && <td>{Number.isNaN(statistics.median) ? '–' : typed(statistics.median)}</td>}
                <td>{words.share(statistics.known, cells.shown.length)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
