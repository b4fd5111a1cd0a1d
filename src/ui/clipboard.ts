/** Copying a text, with or without a clipboard that pages may write to. */

/** Selects the text of a field or of an element. */
function select(element: HTMLElement): void {
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
    element.focus();
    element.select();
    return;
  }
  getSelection()?.selectAllChildren(element);
}

/** Copies by the clipboard for pages. Says whether it could: frames and pages without https may have none. */
export async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** The way from before there was a clipboard for pages: what is selected is copied. */
const copySelected = (): boolean => document.execCommand('copy');

/** Copies a text that is shown nowhere, from a field that stands in the document for a moment. */
function copyUnseen(text: string): boolean {
  const field = document.createElement('textarea');
  const focused = document.activeElement;
  field.value = text;
  field.className = 'visually-hidden';
  document.body.append(field);
  select(field);
  const copied = copySelected();
  field.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return copied;
}

/**
 * Copies; where every way is refused, false.
 *
 * @param shown The element that shows the text: it is left selected where it has to be copied by hand.
 */
export async function copyText(text: string, shown: HTMLElement | null = null): Promise<boolean> {
  if (await writeClipboard(text)) return true;
  if (!shown) return copyUnseen(text);
  select(shown);
  return copySelected();
}
