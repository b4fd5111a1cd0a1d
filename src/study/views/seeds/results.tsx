/** What the runs come to with all their seeds: a dot a seed, the interval of the centre, mean ± deviation, and the rank that may be claimed. */
import type { ReactNode } from 'react';
import { useDocument } from '../../../document/context.ts';
import { short } from '../../../ui/format.ts';
import { Marker } from '../../../ui/marker.tsx';
import { acrossOf } from '../glance/draw.ts';
import { useStudyWords } from '../words.ts';
import type { Repeated, SeedsData } from './source.ts';

/** Wide enough for a handful of ticks; only ratios of it are used. */
const WIDTH = 260;
const AREA = { left: 0, right: WIDTH, top: 0, bottom: 0 };

/** A scale that holds all dots and intervals, with a little room: places in percent. */
function scaleOf({ runs, log }: SeedsData): {
  at(value: number): number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
} | null {
  const finite = runs
    .flatMap(({ values, estimate }) => [...values, ...estimate.interval])
    .filter(Number.isFinite);
  const all = log ? finite.filter((value) => value > 0) : finite;
  if (all.length === 0) return null;
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const room = log ? (most / least) ** 0.04 || 1.1 : (most - least) * 0.04 || Math.abs(most) * 0.05 || 1;
  const [low, high] = log ? [least / room, most * room] : [least - room, most + room];
  const across = acrossOf([low, high], log ? 'log' : 'linear', AREA, 1);
  return {
    at: (value) => Math.max(0, Math.min(100, (100 * across.at(value)) / WIDTH)),
    ticks: across.ticks,
  };
}

/** A run on the scale. Strokes keep their width while the drawing is stretched, and dots are strokes without length. */
function Strip({
  run: { values, estimate, slot, dimmed },
  at,
}: {
  run: Repeated;
  at(value: number): number;
}): ReactNode {
  const [low, high] = estimate.interval.map((value) => at(value));
  const known = Number.isFinite(estimate.interval[1]) && Number.isFinite(estimate.interval[0]);
  const dots = values.map((value) => `M${at(value).toFixed(2)} 5h0.001`).join('');
  return (
    <div className="seeds-strip" style={{ color: `var(--line-${slot % 10})`, opacity: dimmed ? 0.35 : 1 }}>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        {known && <path className="interval" d={`M${low.toFixed(2)} 5H${high.toFixed(2)}`} />}
        <path className="dots" d={dots} />
      </svg>
      {estimate.n > 0 && (
        <span style={{ left: `${at(estimate.centre)}%` }}>
          <Marker slot={slot} size={13} />
        </span>
      )}
    </div>
  );
}

export function Results(props: {
  data: SeedsData;
  names: readonly string[];
  /** Whether seeds change anything: else nothing is said of chance. */
  chancy: boolean;
}): ReactNode {
  const { data, names, chancy } = props;
  const { playground } = useDocument();
  const { seeds: words, measures } = useStudyWords();
  const scale = scaleOf(data);
  const runs = data.runs.filter(({ run }) => run < names.length);
  const lost = runs.filter(({ diverged, worse }) => diverged + worse > 0);
  const claims = data.n > 1;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where it is wider than its place, the keyboard scrolls it */}
      <div className="trials-table" tabIndex={0}>
        <table className="seeds-results">
          <caption>
            {words.of(data.measure === 'final' && data.above ? measures.gap : measures[data.measure], data.n)}
          </caption>
          <thead>
            <tr>
              <th scope="col">{words.run}</th>
              <th scope="col" className="wide">
                <span className="visually-hidden">{words.dots}</span>
                <div className="seeds-ticks" aria-hidden="true">
                  {scale?.ticks.map(({ value, text }) => (
                    <span key={value} style={{ left: `${scale.at(value)}%` }}>
                      {text}
                    </span>
                  ))}
                </div>
              </th>
              <th scope="col">{words.mean}</th>
              <th scope="col" title={words.intervalHint}>
                {words.interval}
              </th>
              <th scope="col" title={words.rankHint}>
                {words.rank}
              </th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr
                key={run.key}
                onPointerEnter={() => playground.highlight(run.key)}
                onPointerLeave={() => playground.highlight(null)}
              >
                <th scope="row">
                  <Marker slot={run.slot} /> {names[run.run]}
                </th>
                <td className="wide">{scale && <Strip run={run} at={scale.at} />}</td>
                <td>
                  {short(run.estimate.mean)} ± {short(run.estimate.sd)}
                </td>
                <td>
                  {claims ? `${short(run.estimate.interval[0])} … ${short(run.estimate.interval[1])}` : '–'}
                </td>
                <td>{claims ? [...new Set(run.ranks)].join('–') : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="seeds-says">
        {claims &&
          chancy &&
          data.ties.map((tie) => (
            <p key={tie.join()}>
              <strong>{words.list(tie.map((i) => names[data.runs[i].run] ?? ''))}</strong>
              {words.tied(data.n)}
            </p>
          ))}
        {claims && chancy && data.ties.length === 0 && runs.length > 1 && <p>{words.apart(data.n)}</p>}
        {lost.map(({ key, run, diverged, worse, values }) => (
          <p key={key}>{words.lost(names[run], diverged, worse, values.length)}</p>
        ))}
        {chancy && <p className="hint">{words.method(data.n, data.seeds, data.log)}</p>}
      </div>
    </>
  );
}
