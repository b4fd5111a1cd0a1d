/** The 3-D view: loads what draws it, and shows something else with a word why where that is not possible. */
import {
  type ComponentType,
  type LazyExoticComponent,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useState,
} from 'react';
import { usePlayground } from '../../../document/context.ts';
import { runNames, surfaceEntry } from '../../../document/names.ts';
import { useStrings } from '../../../ui/context.ts';
import type { LossField } from '../../../ui/map/loss-field.ts';
import { landscapeLabel } from '../landscape/landscape.tsx';
import type { ReliefViewProps } from './relief-view.tsx';
import { Unavailable, type UnavailableReason } from './unavailable.tsx';

/** Asks for the drawing code; when it does not arrive, the component says so instead of failing. */
const load = (): LazyExoticComponent<ComponentType<ReliefViewProps>> =>
  lazy(() => import('./relief-view.tsx').catch(() => ({ default: Unloaded })));

function Unloaded({ onUnavailable }: ReliefViewProps): ReactNode {
  useEffect(() => onUnavailable('unloaded'), [onUnavailable]);
  return null;
}

/** The same for every time the view is opened: what has arrived is shown without delay. */
let code = load();

/** @param instead What is shown until the picture can be drawn, and where it cannot. */
export function ThreeView({ lossField, instead }: { lossField: LossField; instead: ReactNode }): ReactNode {
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const runs = usePlayground((state) => state.experiment.runs);
  const start = usePlayground((state) => state.experiment.start);
  const surface = usePlayground((state) => state.experiment.surface.id);
  const [unavailable, setUnavailable] = useState<UnavailableReason | null>(null);
  const [attempt, setAttempt] = useState(0);
  const again = useCallback(() => {
    setUnavailable(null);
    setAttempt((count) => count + 1);
  }, []);
  const retry = (): void => {
    if (unavailable === 'unloaded') code = load();
    again();
  };
  const ReliefView = code;
  const label = landscapeLabel(
    strings.three.label,
    surfaceEntry(lang, surface).name,
    runNames(runs, lang, strings),
    start,
  );

  // A curve has no relief.
  if (lossField.objective.dimensions === 1) return instead;
  return (
    <>
      {unavailable && instead}
      {unavailable && <Unavailable kind={unavailable} retry={retry} />}
      {(unavailable === null || unavailable === 'lost') && (
        <Suspense fallback={instead}>
          {/* Out of sight it still hears when a lost context comes back. */}
          <div className="relief-frame" hidden={unavailable !== null}>
            <ReliefView
              key={attempt}
              lossField={lossField}
              label={label}
              onUnavailable={setUnavailable}
              onRestored={again}
            />
          </div>
        </Suspense>
      )}
    </>
  );
}
