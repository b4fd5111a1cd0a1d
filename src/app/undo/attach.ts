/** Undo of a page, with its keys and the key for all keys, made when it is first wanted. */
import type { Playground } from '../../document/playground.ts';
import { createUndo, type Undo } from '../../document/undo/undo.ts';
import { HELP_KEY, UNDO_KEYS } from './keys.ts';

/** Where text is typed, which has an undo of its own; dialogs hold no settings of the experiment. */
const OWN =
  'textarea, [contenteditable], dialog, input:not([type="range"], [type="checkbox"], [type="radio"], [type="button"])';

/** The letter of a key, whatever alphabet the keyboard writes. */
const letterOf = ({ key, code }: KeyboardEvent): string =>
  (/^[a-z]$/i.test(key) ? key : code.replace(/^Key/, '')).toLowerCase();

/** What a key asks for; undefined: nothing. */
function wantedBy(event: KeyboardEvent): 'undo' | 'redo' | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return undefined;
  return UNDO_KEYS.find(({ letter, shift }) => letter === letterOf(event) && shift === event.shiftKey)?.does;
}

const made = new WeakMap<Playground['store'], Undo>();

/** Does what a key asks for. */
function press(event: KeyboardEvent, undo: Undo, playground: Playground): void {
  if ((event.target as Element).closest?.(OWN)) return;
  const wanted = wantedBy(event);
  if (wanted) undo[wanted]();
  else if (event.key === HELP_KEY && !event.ctrlKey && !event.metaKey)
    void import('../shortcuts/dialog.tsx').then(({ showShortcuts }) => showShortcuts(playground));
  else return;
  event.preventDefault();
}

/**
 * The one of a playground, which listens to the keys and to what is pressed from then on.
 *
 * @param first What it is made for, which it would not hear any more.
 */
export function undoOf(playground: Playground, first?: Event): Undo {
  const known = made.get(playground.store);
  if (known) return known;
  const undo = createUndo(playground, () => performance.now());
  made.set(playground.store, undo);
  addEventListener('keydown', (event) => press(event, undo, playground));
  // Before those who change something in answer to the same event.
  addEventListener('pointerdown', undo.hold, { capture: true });
  for (const type of ['pointerup', 'pointercancel']) addEventListener(type, undo.release, { capture: true });
  if (first instanceof KeyboardEvent) press(first, undo, playground);
  return undo;
}
