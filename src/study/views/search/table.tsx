/** All trials of a search as a table that can be ordered: a click on a row adds the trial as a run. */
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { CopyButton } from '../../../ui/controls/copy.tsx';
import { short } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Marker } from '../../../ui/marker.tsx';
import { useStudyWords } from '../words.ts';
import { type Order, ordered, type SearchData, type SearchTrial } from './trials.ts';

/** Rows that are shown at first, and how many more at a time. */
const ROWS = 12;
const MORE = 100;

/** Every trial on a line, numbers in full, losses as they are and not above any floor. */
export function searchAsCsv(
  trials: readonly SearchTrial[],
  { axes, floor }: Pick<SearchData, 'axes' | 'floor'>,
  names: readonly string[],
): string {
  const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const number = (value: number | null | undefined): string =>
    value === null || value === undefined || Number.isNaN(value) ? '' : String(value);
  const head = ['run', 'trial', ...axes.map(({ id }) => id), 'value', 'status', 'steps'];
  const lines = trials.map(({ run, trial, at, value, status, steps }) => [
    // A cell that begins like a formula would be one in a spreadsheet.
    quoted((names[run] ?? '').replace(/^(?=[=+\-@])/, "'")),
    String(trial),
    ...axes.map(({ id }) => number(at[id])),
    number(value + floor),
    status,
    number(steps),
  ]);
  return `${[head, ...lines].map((cells) => cells.join(',')).join('\n')}\n`;
}

export function SearchTable(props: {
  data: SearchData;
  trials: readonly SearchTrial[];
  slots: readonly number[];
  names: readonly string[];
  /** The symbols of the axes, what they mean, and what the values are called. */
  axisNames: readonly string[];
  axisTerms: readonly string[];
  valueName: string;
  several: boolean;
  point(trial: SearchTrial | null): void;
  onAdd?: ((trial: SearchTrial) => void) | undefined;
  onUse?: ((trial: SearchTrial) => void) | undefined;
}): ReactNode {
  const { data, trials, slots, names, axisNames, axisTerms, valueName, several, point, onAdd, onUse } = props;
  const { search } = useStudyWords();
  const table = useRef<HTMLTableElement>(null);
  const [order, setOrder] = useState<Order>({ by: 'value', down: data.upwards });
  const [rows, setRows] = useState(ROWS);
  const sorted = useMemo(() => ordered(trials, order), [trials, order]);
  const csv = useMemo(() => searchAsCsv(trials, data, names), [trials, data, names]);
  const given = data.runs.some((run) => run.trials.some(({ steps }) => steps !== null));
  const head = (by: Order['by'], text: string, term = text): ReactNode => {
    const chosen = order.by === by;
    return (
      <th scope="col" aria-sort={chosen ? (order.down ? 'descending' : 'ascending') : undefined}>
        <button
          type="button"
          className="quiet"
          title={search.sorted(term)}
          onClick={() => setOrder({ by, down: chosen ? !order.down : by === 'value' && data.upwards })}
        >
          {text}
          {chosen && <Icon name={order.down ? 'down' : 'up'} />}
        </button>
      </th>
    );
  };
  const left = Math.min(MORE, sorted.length - rows);
  return (
    <div className="search-table">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where it is wider than its place, the keyboard scrolls it */}
      <section className="trials-table" tabIndex={0} aria-label={search.table}>
        <table ref={table}>
          <thead>
            <tr>
              {head('trial', search.trial)}
              {several && <th scope="col">{search.run}</th>}
              {data.axes.map(({ id }, i) => head(i, axisNames[i] ?? id, axisTerms[i]))}
              {head('value', valueName)}
              {given && <th scope="col">{search.steps}</th>}
              <th scope="col">{search.status}</th>
              {onAdd && (
                <th>
                  <span className="visually-hidden">{search.add}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, rows).map((trial) => (
              <tr
                key={`${trial.run}.${trial.trial}`}
                className={onAdd ? 'picks' : ''}
                onPointerEnter={() => point(trial)}
                onPointerLeave={() => point(null)}
                onClick={(event) => {
                  if (!(event.target as Element).closest('button')) onAdd?.(trial);
                }}
              >
                <th scope="row">{trial.trial}</th>
                {several && (
                  <td className="of-run">
                    <Marker slot={slots[trial.run]} /> {names[trial.run]}
                  </td>
                )}
                {data.axes.map(({ id }) => (
                  <td key={id}>{id in trial.at ? short(trial.at[id]) : '–'}</td>
                ))}
                <td className="value">{short(trial.value)}</td>
                {given && <td>{trial.steps ?? '–'}</td>}
                <td>{search.failed[trial.status]}</td>
                {onAdd && (
                  <td className="row-actions">
                    <button
                      type="button"
                      className="icon"
                      aria-label={`${search.add}: ${trial.trial}`}
                      title={search.add}
                      onClick={() => onAdd(trial)}
                    >
                      <Icon name="plus" />
                    </button>
                    <button
                      type="button"
                      className="icon"
                      aria-label={`${search.use}: ${trial.trial}`}
                      title={search.use}
                      onClick={() => onUse?.(trial)}
                    >
                      <Icon name="check" />
                    </button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {sorted.length === 0 && <p className="hint">{search.none}</p>}
      <p className="table-actions">
        {left > 0 && (
          <button type="button" onClick={() => setRows(rows + MORE)}>
            {search.more(left)}
          </button>
        )}
        <CopyButton text={csv} label={useStudyWords().copyCsv} shown={table} />
      </p>
    </div>
  );
}
