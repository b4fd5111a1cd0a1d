/** The title and note of the experiment, until they are put away. */
import type { ReactNode } from 'react';
import { useDocument, usePlayground } from '../document/context.ts';
import { useStrings } from '../ui/context.ts';
import { passFocus } from '../ui/controls/pass-focus.ts';
import { Icon } from '../ui/icon.tsx';

export function Caption(): ReactNode {
  const { playground } = useDocument();
  const strings = useStrings();
  const title = usePlayground((state) => state.experiment.title);
  const note = usePlayground((state) => state.experiment.note);
  if (!title && !note) return null;
  return (
    <div className="caption">
      <div>
        {title && <h2>{title}</h2>}
        {note && <p>{note}</p>}
      </div>
      <button
        type="button"
        className="icon"
        aria-label={strings.problems.dismiss}
        title={strings.problems.dismiss}
        onClick={(event) =>
          passFocus(event.currentTarget.closest('.caption'), () =>
            playground.edit({ title: null, note: null }),
          )
        }
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
