/** A button that copies a text that is shown. */

import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { copyText } from '../clipboard.ts';
import { useStrings } from '../context.ts';
import { Icon } from '../icon.tsx';

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
        void copyText(props.text, props.shown.current).then((done) => say(done ? 'copied' : 'by hand'))
      }
    >
      <Icon name={said === 'copied' ? 'check' : 'copy'} />
      <span aria-live="polite">
        {said === 'copied' ? strings.copy.copied : said === 'by hand' ? strings.copy.byHand : props.label}
      </span>
    </button>
  );
}
