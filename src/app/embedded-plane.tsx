/** A function of two variables in a frame, in the arrangement that fits. */
import { lazy, type ReactNode, Suspense, useRef } from 'react';
import { usePlayground } from '../document/context.ts';
import type { Part } from '../experiment/index.ts';
import { useLossField } from '../surface/views/landscape/use-loss-field.ts';
import { LossPlot, OverlayLandscape, RatePlots } from '../surface/views/split/overlay.tsx';
import { Split } from '../surface/views/split/split.tsx';
import { PaperRelief, shownRelief } from '../surface/views/three/paper.tsx';
import { useStrings, useUi } from '../ui/context.ts';
import { useInView } from '../ui/layout/use-in-view.ts';
import type { LossField } from '../ui/map/loss-field.ts';
import type { Arrangement } from './arrangement.ts';
import { CameraButtons, RateSwitch, Tabs } from './parts.tsx';
import { Legend } from './runs/legend.tsx';

// What most frames do not show is fetched by those that do.
const Inspector = lazy(() =>
  import('../surface/views/inspector/inspector.tsx').then(({ Inspector }) => ({ default: Inspector })),
);

const ThreeView = lazy(() =>
  import('../surface/views/three/three.tsx').then(({ ThreeView }) => ({ default: ThreeView })),
);

interface PlaneProps {
  readonly arrangement: Arrangement;
  /** Whether the numbers of the step stand below the plots. */
  readonly inspector: boolean;
}

export function EmbeddedPlane({ arrangement, inspector }: PlaneProps): ReactNode {
  const lossField = useLossField();
  const strings = useStrings();
  const hide = usePlayground((state) => state.experiment.hide);
  const rates = usePlayground((state) => state.experiment.rates);
  const shown = (part: Part): boolean => !hide.includes(part);
  const kind = shown('rates') && <RateSwitch />;
  const legend = shown('runs') && <Legend />;

  switch (arrangement) {
    case 'split':
      return (
        <main className="embed-main as-split" aria-label={strings.views.split}>
          <Split lossField={lossField} rates={rates} />
        </main>
      );
    case 'beside':
    case 'stacked':
      return (
        <main className={`embed-main as-${arrangement}`}>
          <div className="embed-head">
            {legend}
            {arrangement === 'beside' && kind}
          </div>
          {shown('surface') && <Surface lossField={lossField} />}
          <div className="plots">
            {shown('rates') && <RatePlots rates={rates} />}
            {shown('loss') && <LossPlot lossField={lossField} />}
            {inspector && <Step />}
          </div>
        </main>
      );
    case 'tabs': {
      const under = (head: ReactNode, body: ReactNode): ReactNode => (
        <>
          <div className="embed-head">
            {legend}
            {head}
          </div>
          {body}
        </>
      );
      const rateBody = (
        <div className="plots side-by-side">
          <RatePlots rates={rates} />
        </div>
      );
      const tabs = [
        {
          part: 'surface',
          title: strings.embed.surface,
          body: under(null, <Surface lossField={lossField} />),
        },
        { part: 'rates', title: strings.tabs.rates, body: under(kind, rateBody) },
        { part: 'loss', title: strings.tabs.loss, body: under(null, <LossPlot lossField={lossField} />) },
        { part: 'inspector', title: strings.tabs.step, body: <Step /> },
      ] as const;
      return (
        <main className="embed-main as-tabs">
          <Tabs
            tabs={tabs.filter(({ part }) => shown(part)).map(({ part, ...tab }) => ({ id: part, ...tab }))}
          />
        </main>
      );
    }
    default:
      return arrangement satisfies never;
  }
}

const Step = (): ReactNode => (
  <Suspense>
    <Inspector />
  </Suspense>
);

function Surface({ lossField }: { lossField: LossField }): ReactNode {
  const { paper } = useUi();
  const view = usePlayground((state) => state.experiment.view);
  const frame = useRef<HTMLDivElement>(null);
  // Browsers have a dozen graphics contexts for a whole page: one that is not looked at is given back.
  const seen = useInView(frame);
  const map = (
    <>
      <OverlayLandscape lossField={lossField} />
      <CameraButtons />
    </>
  );
  const relief = paper === undefined ? null : shownRelief();
  const three =
    paper === undefined ? (
      seen && (
        <Suspense fallback={map}>
          <ThreeView lossField={lossField} instead={map} />
        </Suspense>
      )
    ) : relief ? (
      <PaperRelief relief={relief} />
    ) : (
      map
    );
  return (
    <div ref={frame} className="landscape-frame">
      {view === '3d' ? three : map}
    </div>
  );
}
