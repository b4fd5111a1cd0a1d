/** Undo and redo as buttons that say what of, and the page of keys. */
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { useDocument, usePlayground } from '../../document/context.ts';
import { shortcutWords } from '../../i18n/shortcuts.ts';
import { undoWords } from '../../i18n/undo.ts';
import { useStrings } from '../../ui/context.ts';
import { Icon } from '../../ui/icon.tsx';
import { signsOf, undoKeys } from '../shortcuts/keys.ts';
import { undoOf } from './attach.ts';
import { COMMAND, HELP_KEY, UNDO_KEYS } from './keys.ts';
import { wordsOf } from './wording.ts';

/** "Control+Shift+Z Control+Y", as screen readers are told. */
const ariaKeys = (how: 'undo' | 'redo'): string =>
  UNDO_KEYS.filter(({ does }) => does === how)
    .map(({ letter, shift }) => `${COMMAND}+${shift ? 'Shift+' : ''}${letter.toUpperCase()}`)
    .join(' ');

/** @param written Whether they say it in words, as in a menu. */
export function UndoButtons({ written = false }: { written?: boolean }): ReactNode {
  const { playground } = useDocument();
  const [undo] = useState(() => undoOf(playground));
  const lang = usePlayground((state) => state.lang);
  const strings = useStrings();
  const state = useSyncExternalStore(undo.state.subscribe, () => undo.state.value);
  const words = undoWords[lang];
  const { done } = state;
  return (
    <>
      {(['undo', 'redo'] as const).map((how) => {
        const change = state[how];
        const label = change ? words[how](wordsOf(change, lang, strings)) : words.nothing[how];
        return (
          <button
            key={how}
            type="button"
            className={written ? 'quiet' : 'icon'}
            // It keeps the focus when there is nothing more to do.
            aria-disabled={change === null}
            aria-keyshortcuts={ariaKeys(how)}
            aria-label={label}
            title={`${label} (${signsOf(undoKeys(how)[0], lang).join(COMMAND === 'Meta' ? '' : '+')})`}
            onClick={undo[how]}
          >
            <Icon name={how} />
            {written && label}
          </button>
        );
      })}
      {!written && (
        <button
          type="button"
          className="icon help"
          aria-keyshortcuts={HELP_KEY}
          aria-label={shortcutWords[lang].title}
          title={`${shortcutWords[lang].title} (${HELP_KEY})`}
          onClick={() =>
            void import('../shortcuts/dialog.tsx').then(({ showShortcuts }) => showShortcuts(playground))
          }
        >
          <span aria-hidden="true">?</span>
        </button>
      )}
      <span role="status" className="visually-hidden">
        {done && words.done[done.how](wordsOf(done.change, lang, strings))}
      </span>
    </>
  );
}
