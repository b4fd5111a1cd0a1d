/** The table of results: how each run came out, to be read and to be taken along. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Minimum } from '../../../core/types.ts';
import { usePlayground } from '../../../document/context.ts';
import { runNames } from '../../../document/names.ts';
import { useStrings } from '../../../ui/context.ts';
import { CopyButton } from '../../../ui/controls/copy.tsx';
import { short } from '../../../ui/format.ts';
import { drawOnChange } from '../../../ui/frame-loop.ts';
import { Marker } from '../../../ui/marker.tsx';
import { replayedRow } from '../../record/replayed.ts';
import { useSurface } from '../context.ts';
import { type Outcome, outcomeOf, outcomesAsCsv } from './outcomes.ts';

export function Outcomes({ minima }: { minima: readonly Minimum[] }): ReactNode {
  const { playground, surface } = useSurface();
  const strings = useStrings();
  const words = strings.outcomes;
  const lang = usePlayground((state) => state.lang);
  const runs = usePlayground((state) => state.experiment.runs);
  const displays = usePlayground((state) => state.displays);
  const future = usePlayground((state) => state.experiment.future);
  const [outcomes, setOutcomes] = useState<readonly (Outcome | null)[]>([]);
  /** The step up to which is counted; null for the end. */
  const [shown, setShown] = useState<number | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const names = runNames(runs, lang, strings);

  useEffect(() => {
    const { playhead } = playground;
    const { records, replayed } = surface;
    const update = (): void => {
      // Where the future is hidden, the table does not give it away.
      const until = future ? undefined : playhead.value;
      setOutcomes(
        records.value.map((run, i) => {
          const computed =
            run && until !== undefined ? replayedRow(replayed.value, i, run, until) : undefined;
          return run && outcomeOf(run, minima, until, computed);
        }),
      );
      setShown(until ?? null);
    };
    return drawOnChange(update, [records, ...(future ? [] : [playhead, replayed])]);
  }, [playground, surface, minima, future]);

  /** With its step, where that is an earlier one than the step shown. */
  const finalLoss = ({ final, steps, status }: Outcome): string =>
    shown !== null && status === 'under way' && steps < shown
      ? strings.plots.valueAt(short(final), steps)
      : short(final);
  const status = ({ status, steps }: Outcome): string =>
    status === 'diverged' ? strings.runs.diverged(steps) : words.statuses[status];

  return (
    <section className="panel outcomes" aria-labelledby="outcomes-title">
      <header>
        <h2 id="outcomes-title">{words.title}</h2>
        <CopyButton
          text={outcomesAsCsv(names, outcomes.slice(0, names.length))}
          label={strings.network.copyCsv}
          shown={table}
        />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where it is wider than its place, the keyboard scrolls it */}
      <div className="outcomes-table" tabIndex={0}>
        <table ref={table}>
          <thead>
            <tr>
              <th scope="col">{words.run}</th>
              <th scope="col">{words.final}</th>
              <th scope="col">{words.best}</th>
              <th scope="col">{words.bestStep}</th>
              <th scope="col" title={words.distanceHint}>
                {words.distance}
              </th>
              <th scope="col">{words.status}</th>
            </tr>
          </thead>
          <tbody>
            {displays.map(({ key, slot }, i) => {
              const outcome = outcomes[i];
              return (
                <tr
                  key={key}
                  onPointerEnter={() => playground.highlight(key)}
                  onPointerLeave={() => playground.highlight(null)}
                >
                  <th scope="row" title={names[i]}>
                    <Marker slot={slot} /> {names[i]}
                  </th>
                  <td>{outcome ? finalLoss(outcome) : '–'}</td>
                  <td>{outcome ? `${outcome.bestIsBound ? '≤ ' : ''}${short(outcome.best)}` : '–'}</td>
                  <td>{outcome ? outcome.bestStep : '–'}</td>
                  <td>{outcome ? short(outcome.distance) : '–'}</td>
                  <td>{outcome ? status(outcome) : words.statuses.computing}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
