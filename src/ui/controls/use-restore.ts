/** Escape in a text field: what stood there when the field was entered comes back. */
import { type KeyboardEvent, useRef } from 'react';

/**
 * Handlers for a field whose every change is applied at once. Keys do not leave the field: the page has its own meanings for
 * them.
 */
export function useRestore(
  text: string,
  restore: (text: string) => void,
): { onFocus(): void; onKeyDown(event: KeyboardEvent): void } {
  const before = useRef(text);
  return {
    onFocus() {
      before.current = text;
    },
    onKeyDown(event) {
      event.stopPropagation();
      // Escape may end the conversion of an input method; unchanged, it closes the dialog or the menu around the field.
      if (event.key !== 'Escape' || event.nativeEvent.isComposing || text === before.current) return;
      event.preventDefault();
      restore(before.current);
    },
  };
}
