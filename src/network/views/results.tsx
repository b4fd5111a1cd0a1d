/** The table of results at the playhead, to be read and to be taken along. */

import { format } from 'd3';
import { type ReactNode, useEffect, useState } from 'react';
import { usePlayground } from '../../document/context.ts';
import { useRuns } from '../../document/use-runs.ts';
import { copyText } from '../../ui/clipboard.ts';
import { useStrings } from '../../ui/context.ts';
import { short } from '../../ui/format.ts';
import { drawOnChange } from '../../ui/frame-loop.ts';
import { Marker } from '../../ui/marker.tsx';
import { useNetwork } from './context.ts';
import { asCsv, asMarkdown, COLUMNS, isComparable, type Result, resultsAt } from './results.ts';
import { growth } from './sources.ts';

const percent = format('.2%');

const WHOLE: ReadonlySet<keyof Result> = new Set(['steps', 'evaluatedAt', 'evaluatedOn', 'testedAt']);

/** A cell as the page shows it. */
function shown(result: Result, key: keyof Result): string {
  const value = result[key];
  if (typeof value === 'string') return value;
  if (!Number.isFinite(value)) return '–';
  if (key === 'accuracy' || key === 'testAccuracy') return percent(value);
  if (WHOLE.has(key)) return String(value);
  return key === 'seconds' ? value.toFixed(1) : short(value);
}

/** All columns but the run's name. */
const [, ...NUMBERS] = COLUMNS;
/** What was found by an evaluation on the validation images. */
const VALIDATED: ReadonlySet<keyof Result> = new Set(['loss', 'accuracy', 'evaluatedAt']);

export function Results(): ReactNode {
  const { playground, training } = useNetwork();
  const words = useStrings().network;
  const displays = usePlayground((state) => state.displays);
  const { names } = useRuns();
  const [results, setResults] = useState<readonly Result[]>([]);
  const [copied, setCopied] = useState<'csv' | 'markdown' | null>(null);

  useEffect(() => {
    const { playhead } = playground;
    const { history } = training;
    const update = (): void => {
      setResults(history.value ? resultsAt(history.value, names, playhead.value) : []);
    };
    return drawOnChange(update, [playhead, growth(training)]);
  }, [playground, training, names]);

  const titleOf = (result: Result, key: keyof Result): string | undefined =>
    VALIDATED.has(key) && result.evaluatedOn > 0 ? words.evaluatedOn(result.evaluatedOn) : undefined;

  const copy = (kind: 'csv' | 'markdown') => (): void => {
    const text = kind === 'csv' ? asCsv(results) : asMarkdown(results, words.columns, shown);
    void copyText(text).then((done) => setCopied(done ? kind : null));
  };

  return (
    <div className="results">
      <div className="results-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.columns.run}</th>
              {NUMBERS.map((key) => (
                <th key={key} scope="col" title={words.columnHints[key]}>
                  {words.columns[key]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {results.map((result, index) =>
              displays[index] ? (
                <tr
                  key={displays[index].key}
                  onPointerEnter={() => playground.highlight(displays[index].key)}
                  onPointerLeave={() => playground.highlight(null)}
                >
                  <th scope="row">
                    <Marker slot={displays[index].slot} /> {result.run}
                  </th>
                  {NUMBERS.map((key) => {
                    const validated = VALIDATED.has(key) && Number.isFinite(result.evaluatedAt);
                    const behind = validated && !isComparable(result, results);
                    return (
                      <td
                        key={key}
                        className={behind ? 'behind' : undefined}
                        title={behind ? words.behind : titleOf(result, key)}
                      >
                        {shown(result, key)}
                      </td>
                    );
                  })}
                </tr>
              ) : null,
            )}
          </tbody>
        </table>
      </div>
      <p className="hint">{words.resultsHint}</p>
      <div className="copying">
        <button type="button" disabled={results.length === 0} onClick={copy('csv')}>
          {copied === 'csv' ? words.copied : words.copyCsv}
        </button>
        <button type="button" disabled={results.length === 0} onClick={copy('markdown')}>
          {copied === 'markdown' ? words.copied : words.copyMarkdown}
        </button>
      </div>
    </div>
  );
}
