/** The link: to be copied, photographed, and what it says. */
import { type ReactNode, useRef } from 'react';
import { usePlayground } from '../../document/context.ts';
import { type Experiment, isNetwork, MAX_LINK } from '../../experiment/index.ts';
import { useStrings } from '../../ui/context.ts';
import { CopyButton } from '../../ui/controls/copy.tsx';
import { facts } from './facts.ts';
import { QrCode } from './qr.tsx';
import { useShareWords } from './words.ts';

export function LinkPanel(props: { address: string; query: string; experiment: Experiment }): ReactNode {
  const { address, query, experiment } = props;
  const words = useShareWords();
  const field = useRef<HTMLTextAreaElement>(null);
  if (query.length > MAX_LINK) {
    // Servers refuse such an address, and no page would read all of it.
    return (
      <div className="share-link">
        <p className="status wrap">{words.tooLong(String(query.length), String(MAX_LINK))}</p>
        <Fixed experiment={experiment} />
      </div>
    );
  }
  return (
    <div className="share-link">
      <div className="share-address">
        <textarea
          ref={field}
          readOnly
          rows={4}
          spellCheck={false}
          aria-label={words.link}
          value={address}
          onFocus={(event) => event.target.select()}
        />
        <CopyButton primary text={address} label={words.copyLink} shown={field} />
      </div>
      <QrCode text={address} />
      <Fixed experiment={experiment} />
    </div>
  );
}

/** What everyone who opens the link gets, whatever happens to Adascope. */
function Fixed({ experiment }: { experiment: Experiment }): ReactNode {
  const strings = useStrings();
  const words = useShareWords();
  const lang = usePlayground((state) => state.lang);
  return (
    <section className="share-fixed" aria-label={words.fixes}>
      <h3>{words.fixes}</h3>
      <dl>
        {facts(experiment, experiment.t, lang, strings, words).map(({ what, values }) => (
          <div key={what}>
            <dt>{what}</dt>
            {values.map((value, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: runs may be the same
              <dd key={i}>{value}</dd>
            ))}
          </div>
        ))}
      </dl>
      <p className="hint">{isNetwork(experiment) ? words.sameNetworks : words.forEver}</p>
      <p className="hint">{words.notFixed}</p>
    </section>
  );
}
