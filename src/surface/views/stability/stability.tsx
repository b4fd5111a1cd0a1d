/** Rate × curvature in place of rates: as plots of all runs, as a plot of a card, and as numbers. */
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { isSingle, usePlayground } from '../../../document/context.ts';
import { Plot } from '../../../document/plot.tsx';
import { useRuns } from '../../../document/use-runs.ts';
import { type StabilityStrings, stabilityWords } from '../../../i18n/stability.ts';
import { CopyButton } from '../../../ui/controls/copy.tsx';
import { short } from '../../../ui/format.ts';
import { drawOnChange } from '../../../ui/frame-loop.ts';
import { Marker } from '../../../ui/marker.tsx';
import type { PlotStyle } from '../../../ui/plot/draw.ts';
import type { StabilityController } from '../../controller/stability.ts';
import type { StabilityRecord } from '../../record/stability.ts';
import { useSurface } from '../context.ts';
import { numbersAt, stabilityAsCsv } from './numbers.ts';
import type { StabilityKind, StabilityProps } from './props.ts';
import { stabilitySource } from './source.ts';
import './stability.css';

const useWords = (): StabilityStrings => stabilityWords[usePlayground((state) => state.lang)];

const titleOf = (words: StabilityStrings, kind: StabilityKind, single: boolean): string =>
  words.titles[single ? 'only' : kind];

/** The matrix whose largest eigenvalue is shown. */
const Root = (): ReactNode => (
  <span>
    λ<sub>max</sub>(R<sup>½</sup>HR<sup>½</sup>)
  </span>
);

interface Measured {
  readonly controller: StabilityController;
}

/** All that is shown of stability, part by part. Runs are measured as long as it is there. */
export function Stability(props: StabilityProps & Measured): ReactNode {
  const { part, controller } = props;
  useEffect(() => controller.watch(), [controller]);
  switch (part) {
    case 'meaning':
      return <StabilityMeaning />;
    case 'heading':
      return <StabilityHeading kind={props.kind} />;
    case 'plots':
      return <StabilityPlots controller={controller} />;
    case 'plot':
      return <CardPlot {...props} />;
    case 'numbers':
      return <StabilityNumbers controller={controller} />;
    default:
      return part satisfies never;
  }
}

interface PlotProps extends Measured {
  readonly kind: StabilityKind;
  readonly runs: readonly number[];
  /** The runs that share its scale. */
  readonly shared: readonly number[];
  readonly titled: boolean;
  readonly stepLabels: boolean;
}

function CardPlot(props: Extract<StabilityProps, { part: 'plot' }> & Measured): ReactNode {
  const { index, all } = props;
  const own = useMemo(() => [index], [index]);
  return <StabilityPlot {...props} runs={own} shared={all} stepLabels={false} />;
}

function StabilityMeaning(): ReactNode {
  return <p className="hint rate-meaning">{useWords().meaning}</p>;
}

function StabilityHeading({ kind }: { kind: StabilityKind }): ReactNode {
  const words = useWords();
  const single = usePlayground(isSingle);
  return (
    <>
      <span className="stability-heading">{single ? words.titles.only : words.short[kind]}</span>
      {kind === 'preconditioned' && !single && (
        <small>
          <Root />
        </small>
      )}
    </>
  );
}

function StabilityPlot(props: PlotProps): ReactNode {
  const { controller, kind, runs, shared, titled, stepLabels } = props;
  const slice = useSurface();
  const words = useWords();
  const { names } = useRuns();
  const single = usePlayground(isSingle);
  const source = useMemo(
    () => stabilitySource(slice, controller, words, kind, runs, shared),
    [slice, controller, words, kind, runs, shared],
  );
  const title = titleOf(words, kind, single);
  const style = useMemo<PlotStyle>(
    () => ({ title: titled ? title : '', stepLabels, dashed: runs.length > 1 }),
    [titled, title, stepLabels, runs],
  );
  return (
    <Plot
      className={kind === 'preconditioned' ? 'stability-largest' : ''}
      source={source}
      style={style}
      label={words.label(title, runs.map((run) => names[run]).join(', '))}
    />
  );
}

/** One below the other. */
function StabilityPlots({ controller }: Measured): ReactNode {
  const { all } = useRuns();
  const single = usePlayground(isSingle);
  const kinds: readonly StabilityKind[] = single ? ['preconditioned'] : ['preconditioned', 'x', 'y'];
  return kinds.map((kind, k) => (
    <StabilityPlot
      key={kind}
      controller={controller}
      kind={kind}
      runs={all}
      shared={all}
      titled
      stepLabels={k === kinds.length - 1}
    />
  ));
}

/** What the plots cannot say: runs without a limit, and, opened by hand, the numbers at the playhead. */
function StabilityNumbers({ controller }: Measured): ReactNode {
  const words = useWords();
  const { names } = useRuns();
  const displays = usePlayground((state) => state.displays);
  const [measured, setMeasured] = useState<readonly (StabilityRecord | null)[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const { stability, failure } = controller;
    return drawOnChange(() => {
      setMeasured(stability.value);
      setFailure(failure.value);
    }, [stability, failure]);
  }, [controller]);
  const unknown = displays.flatMap(({ hidden }, run) =>
    !hidden && measured[run]?.limit === null ? [names[run]] : [],
  );
  return (
    <div className="stability-numbers outcomes">
      {failure !== null && <p className="hint">{words.failed(failure)}</p>}
      {unknown.length > 0 && <p className="hint">{words.unknown(unknown.join(', '))}</p>}
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{words.table}</summary>
        {open && <StabilityTable measured={measured} />}
      </details>
    </div>
  );
}

function StabilityTable({ measured }: { measured: readonly (StabilityRecord | null)[] }): ReactNode {
  const { playground } = useSurface();
  const words = useWords();
  const { names } = useRuns();
  const displays = usePlayground((state) => state.displays);
  const single = usePlayground(isSingle);
  const table = useRef<HTMLTableElement>(null);
  const [step, setStep] = useState(playground.playhead.value);
  useEffect(() => {
    const { playhead } = playground;
    return drawOnChange(() => setStep(playhead.value), [playhead]);
  }, [playground]);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where it is wider than its place, the keyboard scrolls it */}
      <div className="outcomes-table" tabIndex={0}>
        <table ref={table}>
          <caption>{words.caption(step)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.run}</th>
              <th scope="col">{words.limit}</th>
              <th scope="col" title={words.largestHint}>
                <Root />
              </th>
              {!single && <th scope="col">{words.x}</th>}
              {!single && <th scope="col">{words.y}</th>}
              <th scope="col" title={words.sharpnessHint}>
                {words.sharpnessHead}
              </th>
              <th scope="col">{words.above}</th>
            </tr>
          </thead>
          <tbody>
            {displays.map(({ key, slot, hidden }, run) => {
              const record = measured[run];
              if (hidden) return null;
              const now = record ? numbersAt(record, step) : null;
              return (
                <tr
                  key={key}
                  onPointerEnter={() => playground.highlight(key)}
                  onPointerLeave={() => playground.highlight(null)}
                >
                  <th scope="row" title={names[run]}>
                    <Marker slot={slot} /> {names[run]}
                  </th>
                  <td>{record?.limit ? short(record.limit) : '–'}</td>
                  <td>{now ? short(now.preconditioned) : words.measuring}</td>
                  {!single && <td>{now ? short(now.x) : ''}</td>}
                  {!single && <td>{now ? short(now.y) : ''}</td>}
                  <td>{now ? short(now.sharpness) : ''}</td>
                  <td>{now && record?.limit ? words.share(now.above, now.counted) : '–'}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {!single && <p className="hint">{words.negative}</p>}
      <CopyButton text={stabilityAsCsv(names, measured, single)} label={words.copyCsv} shown={table} />
    </>
  );
}
