/** Copying a text that is shown, with or without a clipboard that pages may write to. */
import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { useStrings } from '../../document/context.ts';
import { Icon } from '../icon.tsx';

/** Selects the text of a field or of an element. */
function select(element: HTMLElement): void {
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
    element.focus();
    element.select();
    return;
  }
  getSelection()?.selectAllChildren(element);
}

/** Copies; where every way is refused, the text is left selected and false returned. */
async function copy(text: string, shown: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (!shown) return false;
    select(shown);
    // The way from before there was a clipboard for pages: it works in frames and without https.
    return document.execCommand('copy');
  }
}

/** @param shown The element that shows the text, to be selected where it has to be copied by hand. */
export function CopyButton(props: {
  text: string;
  label: string;
  shown: RefObject<HTMLElement | null>;
  primary?: boolean;
}): ReactNode {
  const strings = useStrings();
  const [said, say] = useState<'copied' | 'by hand' | null>(null);
  useEffect(() => {
    if (said !== 'copied') return;
    const timer = setTimeout(() => say(null), 2000);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <button
      type="button"
      className={props.primary ? 'primary' : ''}
      onClick={() =>
        void copy(props.text, props.shown.current).then((done) => say(done ? 'copied' : 'by hand'))
      }
    >
      <Icon name={said === 'copied' ? 'check' : 'copy'} />
      <span aria-live="polite">
        {said === 'copied' ? strings.copy.copied : said === 'by hand' ? strings.copy.byHand : props.label}
      </span>
    </button>
  );
}
