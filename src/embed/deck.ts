/**
 * Keys for the deck of slides that a frame stands in. After a click in the frame the browser gives all keys to it, and the deck
 * would hear none of them: not the Page Down of a presenter's remote control, not Escape. What nothing in the frame uses is
 * passed on, by the interface that reveal.js has for this, https://revealjs.com/postmessage/.
 */

/** What a key press is judged by. */
export interface Press {
  readonly key: string;
  readonly keyCode: number;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  /** Something in the frame has used it. */
  readonly defaultPrevented: boolean;
}

/** Where the focus is: what is written in takes all keys, a control those that it is moved with. */
export type Focus = 'nothing' | 'control' | 'text';

/** No control of a frame needs these: a slider has the arrows. */
const TURNING = ['PageUp', 'PageDown', 'Escape'];
const MOVING = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'F1'];

/** Whether a key press in the frame is meant for the deck. */
export function isForDeck(press: Press, focus: Focus): boolean {
  if (press.defaultPrevented || focus === 'text') return false;
  if (press.altKey || press.ctrlKey || press.metaKey || press.shiftKey) return false;
  if (TURNING.includes(press.key)) return true;
  // Single letters turn and blank slides, and show the overview.
  return focus === 'nothing' && (MOVING.includes(press.key) || /^[a-z.,/;]$/i.test(press.key));
}

/** The message with which reveal.js takes a key. */
export const deckMessage = ({ keyCode }: Pick<Press, 'keyCode'>): string =>
  JSON.stringify({ method: 'triggerKey', args: [keyCode] });

/** Where the focus is for a key that an element got. An open menu or dialog is closed by Escape: nothing leaves it. */
export function focusOf(target: Element): Focus {
  if (document.querySelector('dialog[open], :popover-open')) return 'text';
  if (
    target.closest(
      'textarea, [contenteditable], input:not([type="range"], [type="checkbox"], [type="radio"])',
    )
  )
    return 'text';
  return target.closest('input, select, [role="slider"], [role="listbox"], [role="radiogroup"]')
    ? 'control'
    : 'nothing';
}
