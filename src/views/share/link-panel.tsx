/** The link: to be copied, photographed, and what it says. */
import { type ReactNode, useRef } from 'react';
import { MAX_LINK } from '../../experiment/index.ts';
import { usePlayground, useStrings } from '../context.ts';
import { short } from '../format.ts';
import { runNames, surfaceEntry } from '../names.ts';
import { CopyButton } from './copy.tsx';
import { QrCode } from './qr.tsx';

export function LinkPanel({ address, query }: { address: string; query: string }): ReactNode {
  const strings = useStrings();
  const words = strings.share;
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <div className="share-link">
      <div className="share-address">
        <textarea
          ref={field}
          readOnly
          rows={3}
          spellCheck={false}
          aria-label={words.link}
          value={address}
          onFocus={(event) => event.target.select()}
        />
        <CopyButton primary text={address} label={words.copyLink} shown={field} />
        {query.length > MAX_LINK && (
          <p className="status wrap">{words.tooLong(String(query.length), String(MAX_LINK))}</p>
        )}
      </div>
      <QrCode text={address} />
      <Fixed />
    </div>
  );
}

/** What everyone who opens the link gets, whatever happens to Adascope. */
function Fixed(): ReactNode {
  const strings = useStrings();
  const words = strings.share;
  const lang = usePlayground((state) => state.lang);
  const { surface, start, runs, steps, seed } = usePlayground((state) => state.experiment);
  const network = surface.id === 'mnist';
  const facts: readonly (readonly [string, string])[] = [
    [strings.header.surface, surfaceEntry(lang, surface.id).name],
    ...(network ? [] : [[strings.header.start, start.map((value) => short(value)).join(', ')] as const]),
    [strings.runs.title, runNames(runs, lang, strings).join(', ')],
    [strings.header.steps, String(steps)],
    [strings.header.seed, String(seed)],
  ];
  return (
    <section className="share-fixed" aria-label={words.fixes}>
      <h3>{words.fixes}</h3>
      <dl>
        {facts.map(([what, value]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="hint">{words.forEver}</p>
    </section>
  );
}
