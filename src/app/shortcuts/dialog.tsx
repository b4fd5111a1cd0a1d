/** The page of keyboard shortcuts, over everything. */
import { type ReactNode, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { usePart } from '../../document/context.ts';
import type { Playground } from '../../document/playground.ts';
import { type ShortcutStrings, shortcutWords } from '../../i18n/shortcuts.ts';
import { Icon } from '../../ui/icon.tsx';
import { Modal } from '../../ui/modal.tsx';
import { GROUPS, signsOf } from './keys.ts';
import './shortcuts.css';

let shown = false;

/** Shows it, unless it is shown. It is no part of the page that is drawn: it can be asked for in frames as well. */
export function showShortcuts(playground: Playground): void {
  if (shown) return;
  shown = true;
  const host = document.createElement('div');
  // Where the page has its type and colours from.
  (document.querySelector('.app') ?? document.body).append(host);
  const root = createRoot(host);
  const close = (): void => {
    shown = false;
    root.unmount();
    host.remove();
  };
  root.render(<Shortcuts playground={playground} close={close} />);
}

function Shortcuts({ playground, close }: { playground: Playground; close(): void }): ReactNode {
  const lang = usePart(playground, (state) => state.lang);
  const words = shortcutWords[lang];
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <Modal dialog={dialog} className="shortcuts" labelledBy="shortcuts-title" closed={close}>
      <div className="shortcuts-body">
        <header>
          <h2 id="shortcuts-title">{words.title}</h2>
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
        {(Object.keys(GROUPS) as (keyof ShortcutStrings['groups'])[]).map((group) => (
          <section key={group} aria-labelledby={`shortcuts-${group}`}>
            <h3 id={`shortcuts-${group}`}>{words.groups[group]}</h3>
            <dl>
              {GROUPS[group].map(({ does, keys }) => (
                <div key={does}>
                  <dt>
                    {keys.map((combination) => (
                      <span key={combination.join()}>
                        {signsOf(combination, lang).map((sign) => (
                          <kbd key={sign}>{sign}</kbd>
                        ))}
                      </span>
                    ))}
                  </dt>
                  <dd>{words.actions[does]}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <p>{words.fields}</p>
      </div>
    </Modal>
  );
}
