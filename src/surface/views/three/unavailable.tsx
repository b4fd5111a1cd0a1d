/** What is said where there is no 3-D picture, and what can be done about it. */
import { type ReactNode, useState } from 'react';
import { useStrings } from '../../../ui/context.ts';
import { Icon } from '../../../ui/icon.tsx';

/** `missing`: no WebGL here; `lost`: it was taken away; `unloaded`: the drawing code did not arrive. */
export type UnavailableReason = 'missing' | 'lost' | 'unloaded';

export function Unavailable({ kind, retry }: { kind: UnavailableReason; retry(): void }): ReactNode {
  const { three, problems } = useStrings();
  const [read, setRead] = useState(false);
  if (read) return null;
  const { title, text } = three.unavailable[kind];
  return (
    <div className="relief-unavailable" role="status">
      <h3>{title}</h3>
      <button
        type="button"
        className="icon"
        aria-label={problems.dismiss}
        title={problems.dismiss}
        onClick={() => setRead(true)}
      >
        <Icon name="close" />
      </button>
      <p>{text}</p>
      <button type="button" onClick={retry}>
        {three.retry}
      </button>
    </div>
  );
}
