/** The same state on a page of its own. Where frames may not open pages, the address is shown instead, to be copied. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useDocument } from '../document/context.ts';
import { useStrings } from '../ui/context.ts';
import { Icon } from '../ui/icon.tsx';
import { addressOf } from './site.ts';

export function FullPage(): ReactNode {
  const { playground } = useDocument();
  const strings = useStrings();
  const [blocked, setBlocked] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (blocked) field.current?.focus();
  }, [blocked]);

  const address = (): string => addressOf(playground.linkWith({ embed: false, hide: [] }));
  if (blocked) {
    return (
      <label className="full-page">
        <span className="visually-hidden">{strings.embed.blocked}</span>
        <input
          ref={field}
          readOnly
          className="address"
          title={strings.embed.blocked}
          value={blocked}
          onFocus={(event) => event.target.select()}
          onBlur={() => setBlocked('')}
        />
      </label>
    );
  }
  return (
    <a
      className="full-page"
      href="./"
      target="_blank"
      rel="noopener"
      title={strings.embed.open}
      aria-label={`${strings.app.name}: ${strings.embed.open}`}
      onPointerEnter={(event) => event.currentTarget.setAttribute('href', address())}
      onFocus={(event) => event.currentTarget.setAttribute('href', address())}
      onClick={(event) => {
        // With a key held the browser knows best.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        const opened = window.open(address(), '_blank');
        if (opened) opened.opener = null;
        else setBlocked(address());
      }}
    >
      <span className="name">{strings.app.name}</span>
      <Icon name="open" />
    </a>
  );
}
