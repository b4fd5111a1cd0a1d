/** The button that closes a banner. */
import type { ReactNode } from 'react';
import { useStrings } from '../../ui/context.ts';
import { passFocus } from '../../ui/controls/pass-focus.ts';
import { Icon } from '../../ui/icon.tsx';

/** Closes the banner that it stands in; the focus goes to what comes next. */
export function Dismiss({ dismiss }: { dismiss(): void }): ReactNode {
  const strings = useStrings();
  return (
    <button
      type="button"
      className="icon"
      aria-label={strings.problems.dismiss}
      title={strings.problems.dismiss}
      onClick={(event) => passFocus(event.currentTarget.closest('aside'), dismiss)}
    >
      <Icon name="close" />
    </button>
  );
}
