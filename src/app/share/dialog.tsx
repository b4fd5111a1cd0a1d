/** Handing an experiment on: as a link, in a frame of another page, as a file. */

import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { useDocument, usePlayground } from '../../document/context.ts';
import { runNames, surfaceEntry } from '../../document/names.ts';
import { MAX_LINK } from '../../experiment/index.ts';
import { useStrings } from '../../ui/context.ts';
import { Choice } from '../../ui/controls/choice.tsx';
import { Icon } from '../../ui/icon.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';
import { Modal } from '../../ui/modal.tsx';
import { addressOf, siteAddress } from '../site.ts';
import { type Choices, firstChoices, inFrame, inLink, stepOf } from './choices.ts';
import { EmbedPanel } from './embed-panel.tsx';
import { FilePanel } from './file-panel.tsx';
import { LinkPanel } from './link-panel.tsx';
import { Options } from './options.tsx';
import './share.css';
import { useShareWords } from './words.ts';

/** Writers of programs and reports come when they are asked for. */
const TakePanel = lazyPart(() => import('./take-panel.tsx'));

const WAYS = ['link', 'embed', 'file', 'take'] as const;
type Way = (typeof WAYS)[number];

export default function ShareDialog({ close }: { close(): void }): ReactNode {
  const { playground } = useDocument();
  const strings = useStrings();
  const words = useShareWords();
  const lang = usePlayground((state) => state.lang);
  const experiment = usePlayground((state) => state.experiment);
  const [step] = useState(() => playground.playhead.value);
  const [choices, setChoices] = useState<Choices>(() => firstChoices(experiment, step));
  const [way, setWay] = useState<Way>('link');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => playground.pause(), [playground]);
  const choose = (change: Partial<Choices>): void => setChoices((now) => ({ ...now, ...change }));

  const query = playground.linkWith(inLink(choices));
  const framed = playground.linkWith(inFrame(choices));
  const title =
    choices.title.trim() ||
    `${surfaceEntry(lang, experiment.surface.id).name}: ${runNames(experiment.runs, lang, strings).join(', ')}`;
  const frame = {
    url: addressOf(framed),
    page: addressOf(query),
    site: siteAddress(),
    query: playground.linkWith({ ...inFrame(choices), embed: false }),
    title,
    width: choices.width,
    height: choices.height,
  };

  return (
    <Modal dialog={dialog} className="share-dialog" labelledBy="share-title" closed={close}>
      <div className="share-body">
        <header>
          <h2 id="share-title">{words.dialog}</h2>
          <Choice<(typeof WAYS)[number]>
            className=""
            label={words.way}
            name="share-way"
            value={way}
            options={WAYS.map((id) => ({ value: id, text: words.ways[id] }))}
            onChange={setWay}
          />
          <button
            type="button"
            className="icon"
            aria-label={words.close}
            title={words.close}
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        </header>
        <Options choices={choices} choose={choose} step={step} />
        <div className="share-panel">
          {way === 'link' && (
            <LinkPanel
              address={addressOf(query)}
              query={query}
              experiment={{ ...experiment, t: stepOf(choices, step) }}
            />
          )}
          {way === 'embed' && framed.length > MAX_LINK && (
            <p className="status wrap">{words.tooLong(String(framed.length), String(MAX_LINK))}</p>
          )}
          {way === 'embed' && framed.length <= MAX_LINK && (
            <EmbedPanel choices={choices} choose={choose} frame={frame} />
          )}
          {way === 'take' && (
            <Suspense fallback={null}>
              <TakePanel experiment={{ ...experiment, ...inLink(choices) }} lang={choices.lang ?? lang} />
            </Suspense>
          )}
          {way === 'file' && (
            <FilePanel
              experiment={{ ...experiment, ...inLink(choices) }}
              title={title}
              close={() => dialog.current?.close()}
            />
          )}
        </div>
      </div>
    </Modal>
  );
}
