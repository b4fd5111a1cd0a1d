/** Which line is whose; pointing brings a run forward, a click hides it. */
import type { ReactNode } from 'react';
import { useDocument, usePlayground } from '../../document/context.ts';
import { Diverged } from '../../document/diverged.tsx';
import { runNames } from '../../document/names.ts';
import { useStrings } from '../../ui/context.ts';
import { Marker } from '../../ui/marker.tsx';

export function Legend(): ReactNode {
  const { playground } = useDocument();
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const runs = usePlayground((state) => state.experiment.runs);
  const displays = usePlayground((state) => state.displays);
  const names = runNames(runs, lang, strings);
  return (
    <ul className="legend" aria-label={strings.runs.title}>
      {displays.map(({ key, slot, hidden }, index) => (
        <li key={key}>
          <button
            type="button"
            className={hidden ? 'hidden-run' : ''}
            aria-pressed={!hidden}
            title={hidden ? strings.runs.show : strings.runs.hide}
            onClick={() => playground.editRun(index, { hidden: !hidden })}
            onPointerEnter={() => playground.highlight(key)}
            onPointerLeave={() => playground.highlight(null)}
          >
            <Marker slot={slot} />
            <span className="name">{names[index]}</span>
            <Diverged index={index} />
          </button>
        </li>
      ))}
    </ul>
  );
}
