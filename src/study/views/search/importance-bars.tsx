/** How much of the differences between trials each setting explains, as a table with bars. */
import { type ReactNode, useEffect, useState } from 'react';
import { Marker } from '../../../ui/marker.tsx';
import { slices } from '../../../ui/time-slices.ts';
import { type Importance, importanceOf } from '../../importance.ts';
import { useStudyWords } from '../words.ts';
import type { SearchData, SearchRun } from './trials.ts';

/** While trials come in, it is made anew after so many more of them: each time half as many again. */
const GROWTH = 1.5;

/** The shares of the axes that the run has, by the places of the axes; null where there are too few trials. */
interface Shares {
  readonly axes: readonly (number | null)[];
  readonly together: number;
}

function* sharesOf({ trials }: SearchRun, { scale, axes }: SearchData): Generator<void, Shares | null, void> {
  const counted = trials.filter(({ value }) => !Number.isNaN(value));
  const has = axes.map((_, i) => counted.length > 0 && !Number.isNaN(counted[0].places[i]));
  const points = counted.map(({ places }) => places.filter((_, i) => has[i]));
  const values = counted.map(({ value }) => (scale === 'log' ? Math.log10(value) : value));
  const found: Importance | null = yield* importanceOf(points, values);
  if (!found) return null;
  let next = 0;
  return { axes: has.map((there) => (there ? found.axes[next++] : null)), together: found.together };
}

/** The shares of each run, made between pictures. */
function useShares(data: SearchData): ReadonlyMap<number, Shares | null> {
  const [known, setKnown] = useState<{
    readonly trials: number;
    readonly axes: SearchData['axes'];
    readonly shares: ReadonlyMap<number, Shares | null>;
  } | null>(null);
  const due =
    known?.axes !== data.axes ||
    (data.complete && known.trials !== data.done) ||
    data.done >= known.trials * GROWTH ||
    data.done < known.trials;
  useEffect(() => {
    if (!due || data.done === 0) return;
    function* all(): Generator<void, Map<number, Shares | null>, void> {
      const shares = new Map<number, Shares | null>();
      for (const run of data.runs) shares.set(run.run, yield* sharesOf(run, data));
      return shares;
    }
    return slices.add(all(), (shares) => setKnown({ trials: data.done, axes: data.axes, shares }));
  }, [due, data]);
  return known?.shares ?? new Map();
}

export function ImportanceBars(props: {
  data: SearchData;
  runs: readonly SearchRun[];
  slots: readonly number[];
  names: readonly string[];
  axisNames: readonly string[];
}): ReactNode {
  const { data, runs, slots, names, axisNames } = props;
  const { search } = useStudyWords();
  const shares = useShares(data);
  const several = runs.length > 1;
  const shown = runs.filter(({ run }) => shares.get(run));
  const rows = data.axes.map((axis, i) => ({
    id: axis.id,
    name: axisNames[i],
    of: (s: Shares) => s.axes[i],
  }));
  const all =
    data.axes.length > 1 ? [...rows, { id: 'together', name: search.together, of: togetherOf }] : rows;
  return (
    <div className="importance">
      <h3 title={search.method}>{search.importance}</h3>
      {shown.length === 0 ? (
        <p className="hint">{search.tooFew}</p>
      ) : (
        <table title={search.method}>
          {several && (
            <thead className="visually-hidden">
              <tr>
                <th scope="col">{search.setting}</th>
                {shown.map(({ run }) => (
                  <th key={run} scope="col">
                    {names[run]}
                  </th>
                ))}
              </tr>
            </thead>
          )}
          <tbody>
            {all.map(({ id, name, of }) => (
              <tr key={id} className={id === 'together' ? 'together' : ''}>
                <th scope="row">{name}</th>
                {shown.map(({ run }) => {
                  const share = of(shares.get(run) as Shares);
                  return (
                    <td key={run}>
                      {several && <Marker slot={slots[run]} size={10} />}
                      <span
                        className="bar"
                        style={{
                          inlineSize: `${(share ?? 0) * 100}%`,
                          background: several ? `var(--line-${slots[run] % 10})` : undefined,
                        }}
                      />
                      <span>{share === null ? '–' : `${Math.round(share * 100)} %`}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="hint method">{search.method}</p>
    </div>
  );
}

const togetherOf = ({ together }: Shares): number => together;
