/** Networks in a frame, in the arrangement that fits. What is to be tried out is on the full page. */
import type { ReactNode } from 'react';
import { usePlayground } from '../document/context.ts';
import type { Part } from '../experiment/index.ts';
import { NetworkCards, NetworkCurves, NetworkPictures, NetworkRates } from '../network/views/network.tsx';
import { NetworkBar } from '../network/views/network-bar.tsx';
import { WeightPlane } from '../network/views/plane.tsx';
import { useStrings } from '../ui/context.ts';
import type { Arrangement } from './arrangement.ts';
import { RateSwitch, Tabs } from './parts.tsx';
import { Legend } from './runs/legend.tsx';

interface NetworkProps {
  readonly arrangement: Arrangement;
  /** What the frame has for the parts, in CSS pixels. */
  readonly width: number;
  readonly height: number;
}

export function EmbeddedNetwork({ arrangement, width, height }: NetworkProps): ReactNode {
  const hide = usePlayground((state) => state.experiment.hide);
  const split = usePlayground((state) => state.experiment.view === 'split');
  const strings = useStrings();
  const rates = usePlayground((state) => state.experiment.rates);
  const shown = (part: Part): boolean => !hide.includes(part);
  const kind = shown('rates') && <RateSwitch />;
  const legend = shown('runs') && <Legend />;
  /** In view of the room it gets: the picture of the weights, or one a run of their rates. */
  const surface = (room: { width: number; height: number }): ReactNode =>
    split ? <NetworkPictures {...room} /> : <WeightPlane />;

  switch (arrangement) {
    case 'split':
      return (
        <main className="embed-main as-split">
          <div className="embed-head">
            <NetworkBar />
            {kind}
          </div>
          <NetworkCards rates={rates} across="steps" picks={false} />
        </main>
      );
    case 'beside':
    case 'stacked': {
      const beside = arrangement === 'beside';
      return (
        <main className={`embed-main as-${arrangement}`}>
          <div className="embed-head">
            {legend}
            <NetworkBar />
            {beside && kind}
          </div>
          {shown('surface') &&
            surface({ width: beside ? width * 0.6 : width, height: beside ? height - 40 : height * 0.5 })}
          <div className="plots">
            {shown('rates') && <NetworkRates rates={rates} />}
            {shown('loss') && <NetworkCurves across="steps" />}
          </div>
        </main>
      );
    }
    case 'tabs': {
      // Pictures have their names beside them.
      const head = (part: Part): ReactNode => (
        <div className="embed-head">
          {!(split && part === 'surface') && legend}
          <NetworkBar />
        </div>
      );
      const tabs = [
        {
          part: 'surface',
          title: split ? strings.embed.pictures : strings.network.parts.plane,
          body: surface({ width: width - 24, height: height - 64 }),
        },
        {
          part: 'rates',
          title: strings.tabs.rates,
          body: (
            <>
              {kind}
              <div className="plots side-by-side">
                <NetworkRates rates={rates} />
              </div>
            </>
          ),
        },
        { part: 'loss', title: strings.tabs.loss, body: <NetworkCurves across="steps" /> },
      ] as const;
      return (
        <main className="embed-main as-tabs">
          <Tabs
            tabs={tabs
              .filter(({ part }) => shown(part))
              .map(({ part, title, body }) => ({
                id: part,
                title,
                body: (
                  <>
                    {head(part)}
                    {body}
                  </>
                ),
              }))}
          />
        </main>
      );
    }
    default:
      return arrangement satisfies never;
  }
}
