/**
 * The experiment on paper: figures, what every run is set to, the link with its code, and room to answer.
 *
 * It is drawn once, when printing begins, at the resolution and in the colours of paper.
 */
import type { ReactNode } from 'react';
import { useDocument, usePlayground } from '../../document/context.ts';
import { runNames, surfaceEntry } from '../../document/names.ts';
import { isNetwork } from '../../experiment/index.ts';
import { useNetwork } from '../../network/views/context.ts';
import { valueAt } from '../../surface/record/replayed.ts';
import { useSurface } from '../../surface/views/context.ts';
import { useLossField } from '../../surface/views/landscape/use-loss-field.ts';
import { LossPlot, OverlayLandscape, RatePlots } from '../../surface/views/split/overlay.tsx';
import { PaperRelief, shownRelief } from '../../surface/views/three/paper.tsx';
import { useStrings } from '../../ui/context.ts';
import { short } from '../../ui/format.ts';
import { Marker } from '../../ui/marker.tsx';
import { runSettings, surfaceFact } from '../share/facts.ts';
import { QrImage } from '../share/qr.tsx';
import { type Code, LONGEST } from '../share/qr-code.ts';
import { addressOf } from '../site.ts';
import { PlaneCards, usePlotsOfCard } from './cards.tsx';
import { NetworkFigures, validationLoss } from './network-figures.tsx';
import { cardRows } from './rows.ts';

/**
 * Lines to write on in upright paper: so many that figures, note and table leave a page full. Several rows of cards fill one
 * by themselves, and leave the next to the table.
 */
function linesFor(runs: number, note: string, cards: { rows: number; height: number } | null): number {
  const written = runs + Math.ceil(note.length / 160);
  if (!cards) return Math.max(3, 10 - written);
  if (cards.rows > 1) return cards.rows === 2 ? Math.max(3, 16 - written) : 3;
  return Math.max(3, 10 - written - Math.ceil((cards.height - FIGURES) / LINE));
}

/** The heights of the figures of all runs and of a line, in CSS pixels (print.css). */
const FIGURES = 420;
const LINE = 30;

/** Beside the figures, where the paper lies wide, there is room for more: the fewer, the longer the link below them is. */
const widePaper = (link: number): number => 11 - Math.ceil(Math.max(0, Math.min(link, PRINTED) - 96) / 64);

/** Letters of a link that are printed; the code and the link of a PDF have all of it. */
const PRINTED = 480;

/** @param code Makes codes; null while their maker is not loaded. */
export function Worksheet({ code }: { code: ((text: string) => Code) | null }): ReactNode {
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const experiment = usePlayground((state) => state.experiment);
  const network = isNetwork(experiment);
  const { title, note } = experiment;
  const words = strings.print;
  const shown = usePlayground((state) => state.displays).filter(({ hidden }) => !hidden).length;
  const cards = experiment.view === 'split' && shown > 1;
  const plots = usePlotsOfCard();
  const wide = widePaper(useLink().length);
  const upright = linesFor(shown, note ?? '', cards ? cardRows(shown, plots) : null);
  return (
    <>
      <header>
        <div>
          <h1>{title ?? surfaceEntry(lang, experiment.surface.id).name}</h1>
          <p className="sheet-facts">
            {[
              surfaceFact(experiment, lang),
              ...(network
                ? []
                : [`${strings.header.start} ${experiment.start.map((value) => short(value)).join(', ')}`]),
              `${strings.header.steps} ${experiment.steps}`,
              `${strings.header.seed} ${experiment.seed}`,
            ].join(' · ')}
          </p>
        </div>
        <dl className="sheet-person">
          <div>
            <dt>{words.name}</dt>
            <dd />
          </div>
          <div>
            <dt>{words.date}</dt>
            <dd />
          </div>
        </dl>
      </header>
      {note && <p className="sheet-note">{note}</p>}
      <div className="sheet-body">
        <div>
          <div className={cards ? 'sheet-cards' : 'sheet-figures'}>
            {network ? <NetworkFigures cards={cards} /> : <PlaneFigures cards={cards} />}
          </div>
          <Runs network={network} />
        </div>
        <div>
          <section className="sheet-answers">
            <h2>{words.answers}</h2>
            {Array.from({ length: Math.max(upright, wide) }, (_, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one empty line is like another
              <hr key={line} className={line >= upright ? 'wide' : line >= wide ? 'upright' : ''} />
            ))}
          </section>
          <Source code={code} />
        </div>
      </div>
    </>
  );
}

/** As on the screen a figure a run, where that is chosen and there are several; else one for all. */
function PlaneFigures({ cards }: { cards: boolean }): ReactNode {
  const lossField = useLossField();
  const hide = usePlayground((state) => state.experiment.hide);
  const rates = usePlayground((state) => state.experiment.rates);
  const view = usePlayground((state) => state.experiment.view);
  if (cards) return <PlaneCards lossField={lossField} rates={rates} />;
  const relief = view === '3d' ? shownRelief() : null;
  return (
    <>
      {!hide.includes('surface') && (
        <div className="sheet-map">
          {relief ? <PaperRelief relief={relief} /> : <OverlayLandscape lossField={lossField} />}
        </div>
      )}
      <div className="sheet-plots">
        {!hide.includes('rates') && <RatePlots rates={rates} />}
        {!hide.includes('loss') && <LossPlot lossField={lossField} />}
      </div>
    </>
  );
}

/** Which line is whose, what it is set to, and where it is at the step shown. */
function Runs({ network }: { network: boolean }): ReactNode {
  const { playground, surface } = useSurface();
  const trained = useNetwork();
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const { runs, rules } = usePlayground((state) => state.experiment);
  const displays = usePlayground((state) => state.displays);
  const statuses = usePlayground((state) => state.statuses);
  const names = runNames(runs, lang, strings);
  const step = playground.playhead.value;
  /** In words; it says its step where that is not the one shown. */
  const loss = (index: number): string => {
    const record = surface.records.value[index];
    const found = network
      ? validationLoss(trained, index)
      : record && valueAt(surface.replayed.value, index, record, 'loss', step);
    if (!found) return short(Number.NaN);
    const value = short(found.value);
    return found.step === step ? value : strings.plots.valueAt(value, found.step);
  };
  const words = strings.print;
  return (
    <table className={`sheet-runs ${runs.length > 8 ? 'many' : ''}`}>
      <thead>
        <tr>
          <th scope="col">{strings.network.columns.run}</th>
          <th scope="col">{words.settings}</th>
          <th scope="col">{words[network ? 'lossAfter' : 'lossAt'](String(step))}</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run, index) =>
          displays[index].hidden ? null : (
            <tr key={displays[index].key}>
              <th scope="row">
                <Marker slot={displays[index].slot} /> {names[index]}
              </th>
              <td>{runSettings(run, rules, lang).join(' · ')}</td>
              <td>
                {loss(index)}
                {statuses[index] === 'diverged' && ` ${strings.runs.divergedShort}`}
              </td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}

function useLink(): string {
  const { playground } = useDocument();
  return addressOf(playground.linkWith({ embed: false, hide: [] }));
}

/** Where the sheet comes from: the link, to be scanned or typed. */
function Source({ code }: { code: ((text: string) => Code) | null }): ReactNode {
  const strings = useStrings();
  const address = useLink();
  return (
    <footer>
      {code && address.length <= LONGEST && <QrImage code={code(address)} />}
      <p>
        {strings.print.scan}
        <br />
        <a href={address}>{address.length > PRINTED ? `${address.slice(0, PRINTED)}…` : address}</a>
        <br />
        {strings.print.made}
      </p>
    </footer>
  );
}
