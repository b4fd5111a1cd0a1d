/** Where the keyboard goes when what it was on goes away. */
import { flushSync } from 'react-dom';

const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

/** Removes `container` by `remove`, and gives the focus to the next control after it, or the last one before. */
export function passFocus(container: Element | null, remove: () => void): void {
  const others = [...document.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (control) => !container?.contains(control) && !control.matches(':disabled') && control.checkVisibility(),
  );
  const follows = (control: Element): boolean =>
    ((container?.compareDocumentPosition(control) ?? 0) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const next = others.find(follows) ?? others.at(-1);
  flushSync(remove);
  next?.focus({ preventScroll: true });
}
