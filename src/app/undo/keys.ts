/** The keys of undo and redo, and of the page that lists all keys. */

/** Letters with Control, or Command on Macs. */
export const UNDO_KEYS = [
  { letter: 'z', shift: false, does: 'undo' },
  { letter: 'z', shift: true, does: 'redo' },
  { letter: 'y', shift: false, does: 'redo' },
] as const;

/** On Macs the key beside the space bar. */
export const COMMAND = /Mac|iP(?:hone|ad)/.test(navigator.platform) ? 'Meta' : 'Control';

export const HELP_KEY = '?';
