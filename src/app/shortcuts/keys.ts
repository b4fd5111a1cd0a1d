/** What keys do, gathered from those who listen to them. */
import type { Language } from '../../experiment/index.ts';
import { type ShortcutStrings, shortcutWords } from '../../i18n/shortcuts.ts';
import { RUN_KEYS, VALUE_KEYS } from '../../study/views/glance/sensitivity.tsx';
import { START_KEYS } from '../../surface/views/start-handle.tsx';
import { VIEW_KEYS } from '../../surface/views/three/gestures.ts';
import { SHORTCUTS } from '../keys.ts';
import { COMMAND, HELP_KEY, UNDO_KEYS } from '../undo/keys.ts';

/** Keys that are pressed together, as `KeyboardEvent.key` says them. */
export type Combination = readonly string[];

export interface Shortcut {
  readonly does: keyof ShortcutStrings['actions'];
  /** Any of these. */
  readonly keys: readonly Combination[];
}

export const undoKeys = (how: 'undo' | 'redo'): readonly Combination[] =>
  UNDO_KEYS.filter(({ does }) => does === how).map(({ letter, shift }) =>
    shift ? [COMMAND, 'Shift', letter.toUpperCase()] : [COMMAND, letter.toUpperCase()],
  );

const single = (keys: object): readonly Combination[] => Object.keys(keys).map((key) => [key]);

/** Those that do the same, under what they do. */
function grouped(pairs: readonly (readonly [key: string, does: Shortcut['does']])[]): readonly Shortcut[] {
  const actions = [...new Set(pairs.map(([, does]) => does))];
  return actions.map((does) => ({
    does,
    keys: pairs.filter(([, other]) => other === does).map(([key]) => [key]),
  }));
}

/** All there are, by where they work. */
export const GROUPS: Readonly<Record<keyof ShortcutStrings['groups'], readonly Shortcut[]>> = {
  everywhere: [
    ...grouped(Object.entries(SHORTCUTS)),
    { does: 'help', keys: [[HELP_KEY]] },
    { does: 'undo', keys: undoKeys('undo') },
    { does: 'redo', keys: undoKeys('redo') },
  ],
  start: [{ does: 'startMoves', keys: single(START_KEYS) }],
  sensitivity: [
    { does: 'value', keys: single(VALUE_KEYS) },
    { does: 'run', keys: single(RUN_KEYS) },
  ],
  // JavaScript has digits first.
  relief: grouped(
    Object.entries(VIEW_KEYS)
      .map(([key, { does }]) => [key, does] as const)
      .sort(([a], [b]) => Number(a === '0') - Number(b === '0')),
  ),
};

const SIGNS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Meta: '⌘',
  '-': '−',
};

/** What stands on the keys. */
export const signsOf = (keys: Combination, lang: Language): readonly string[] =>
  keys.map((key) => SIGNS[key] ?? shortcutWords[lang].names[key] ?? key);
