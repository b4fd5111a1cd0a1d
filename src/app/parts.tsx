/** Small parts that several layouts share. */

import { type ReactNode, useState } from 'react';
import { useDocument, usePlayground } from '../document/context.ts';
import { RateChoice } from '../document/rate-choice.tsx';
import { useZoom } from '../surface/views/landscape/use-zoom.ts';
import { Stability } from '../surface/views/stability/lazy.tsx';
import { useStrings, useUi } from '../ui/context.ts';
import { Icon } from '../ui/icon.tsx';

/** What the rate plots show. */
export function RateSwitch(): ReactNode {
  const { playground } = useDocument();
  const { paper } = useUi();
  const rates = usePlayground((state) => state.experiment.rates);
  if (paper !== undefined) return null;
  return <RateChoice name="rates" value={rates} onChange={(kind) => playground.edit({ rates: kind })} />;
}

/** What the rate that is shown means, and its unit. */
export function RateMeaning(): ReactNode {
  const rates = usePlayground((state) => state.experiment.rates);
  const meanings = useStrings().plots.rateMeanings;
  if (rates === 'stability') return <Stability part="meaning" />;
  return <p className="hint rate-meaning">{meanings[rates]}</p>;
}

export function CameraButtons(): ReactNode {
  const { paper } = useUi();
  const strings = useStrings();
  const { whole, zoom, showWhole } = useZoom();
  const words = strings.landscape;
  if (paper !== undefined) return null;
  return (
    <div className="camera">
      <button
        type="button"
        className="icon"
        aria-label={words.zoomIn}
        title={words.zoomIn}
        onClick={() => zoom(1.5)}
      >
        <Icon name="plus" />
      </button>
      <button
        type="button"
        className="icon"
        aria-label={words.zoomOut}
        title={words.zoomOut}
        onClick={() => zoom(1 / 1.5)}
      >
        <Icon name="minus" />
      </button>
      <button
        type="button"
        className="icon"
        disabled={whole}
        aria-label={words.resetView}
        title={words.resetView}
        onClick={showWhole}
      >
        <Icon name="whole" />
      </button>
    </div>
  );
}

export function Tabs({
  tabs,
}: {
  tabs: readonly { id: string; title: string; body: ReactNode }[];
}): ReactNode {
  const [chosen, choose] = useState(tabs[0]?.id);
  const shown = tabs.find(({ id }) => id === chosen) ?? tabs[0];
  if (!shown) return null;
  return (
    <div className="tabs">
      <div role="tablist">
        {tabs.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-selected={id === shown.id}
            aria-controls="tab-body"
            tabIndex={id === shown.id ? 0 : -1}
            onClick={() => choose(id)}
            onKeyDown={(event) => {
              const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
              if (!step) return;
              event.preventDefault();
              event.stopPropagation();
              const at = tabs.findIndex((tab) => tab.id === shown.id);
              const next = tabs[(at + step + tabs.length) % tabs.length];
              choose(next.id);
              document.getElementById(`tab-${next.id}`)?.focus();
            }}
          >
            {title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="tab-body" aria-labelledby={`tab-${shown.id}`}>
        {shown.body}
      </div>
    </div>
  );
}
