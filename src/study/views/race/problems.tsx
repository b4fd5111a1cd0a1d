/** Problem by problem what each run needed: the numbers behind the pictures. */
import { type ReactNode, useRef } from 'react';
import { usePlayground } from '../../../document/context.ts';
import { surfaceEntry } from '../../../document/names.ts';
import { CopyButton } from '../../../ui/controls/copy.tsx';
import { MINUS, short, typed } from '../../../ui/format.ts';
import { Marker } from '../../../ui/marker.tsx';
import { useStudyWords } from '../words.ts';
import { type RaceSource, useRaceData } from './race-data.ts';
import type { RaceData } from './source.ts';

/** Every problem on a line; an empty cell where a run has not solved it. */
function problemsAsCsv({ problems, racers }: RaceData, names: readonly string[]): string {
  // A cell that begins like a formula would be one in a spreadsheet.
  const quoted = (text: string): string => `"${text.replace(/^(?=[=+\-@])/, "'").replaceAll('"', '""')}"`;
  const lines = problems.map(({ text, start, to }, problem) => [
    quoted(text),
    ...[...start, to].map(String),
    ...racers.map(({ least }) => (Number.isFinite(least[problem]) ? String(least[problem]) : '')),
  ]);
  const head = ['surface', 'x', 'y', 'to', ...racers.map(({ run }) => quoted(names[run] ?? ''))];
  return `${[head, ...lines].map((cells) => cells.join(',')).join('\n')}\n`;
}

export function ProblemsTable({
  source,
  names,
}: {
  source: RaceSource;
  names: readonly string[];
}): ReactNode {
  const lang = usePlayground((state) => state.lang);
  const { race: words } = useStudyWords();
  const table = useRef<HTMLTableElement>(null);
  const found = useRaceData(source);
  if (!found) return null;
  const data = { ...found, racers: found.racers.filter(({ run }) => run < names.length) };
  const { problems, racers } = data;
  const best = problems.map((_, problem) => Math.min(...racers.map(({ least }) => least[problem])));
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where it is wider than its place, the keyboard scrolls it */}
      <div className="trials-table race-problems" tabIndex={0}>
        <table ref={table}>
          <thead>
            <tr>
              <th scope="col">{words.surface}</th>
              <th scope="col">{words.start}</th>
              <th scope="col" title={words.targetHint}>
                {words.target}
              </th>
              {racers.map(({ key, slot, run }) => (
                <th key={key} scope="col">
                  <Marker slot={slot} size={12} /> {names[run]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {problems.map(({ surface, start, to }, problem) => (
              <tr key={`${surface.id} ${start}`}>
                <th scope="row">{surfaceEntry(lang, surface.id).name}</th>
                <td>{start.map((x) => typed(Number(x.toPrecision(3))).replace('-', MINUS)).join(', ')}</td>
                <td>{short(to)}</td>
                {racers.map(({ key, least }) => (
                  <td
                    key={key}
                    className={
                      least[problem] === best[problem] && Number.isFinite(least[problem]) ? 'best' : ''
                    }
                  >
                    {Number.isFinite(least[problem]) ? least[problem] : '–'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <CopyButton text={problemsAsCsv(data, names)} label={words.copyCsv} shown={table} />
    </>
  );
}
