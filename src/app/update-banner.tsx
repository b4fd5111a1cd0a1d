/** Keeps the page for when there is no network, and says when there is a newer one; nothing changes under a person's hands. */
import { type ReactNode, useEffect, useState } from 'react';
import { useDocument } from '../document/context.ts';
import { keepOffline } from '../offline/register.ts';
import { useStrings } from '../ui/context.ts';
import { Icon } from '../ui/icon.tsx';

export function UpdateBanner(): ReactNode {
  const { playground } = useDocument();
  const strings = useStrings();
  const [change, setChange] = useState<(() => void) | null>(null);
  useEffect(() => {
    void keepOffline((ready) => setChange(() => ready));
  }, []);
  if (!change) return null;
  return (
    <aside className="banner quiet" role="status">
      <p>{strings.notices.newer}</p>
      <button
        type="button"
        onClick={() => {
          playground.flush();
          change();
        }}
      >
        {strings.notices.reload}
      </button>
      <button
        type="button"
        className="icon"
        aria-label={strings.problems.dismiss}
        title={strings.problems.dismiss}
        onClick={() => setChange(null)}
      >
        <Icon name="close" />
      </button>
    </aside>
  );
}
