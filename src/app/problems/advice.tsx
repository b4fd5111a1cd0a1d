/** When there is advice on an experiment: once it has been left alone for a while. */
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { usePlayground } from '../../document/context.ts';
import { isNetwork } from '../../experiment/index.ts';

// Hardly any experiment needs it.
const Shown = lazy(() => import('./advice-shown.tsx').then(({ Shown }) => ({ default: Shown })));

/** How long an experiment is left alone, in milliseconds, until advice comes or goes: nothing moves under a drag. */
const REST = 400;

/** The latest value that stood for a while. */
function useSettled<T>(value: T): T {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), REST);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** Nothing on a network. */
export function Advices(): ReactNode {
  const network = usePlayground(({ experiment }) => isNetwork(experiment));
  const experiment = useSettled(usePlayground((state) => state.experiment));
  const lost = useSettled(usePlayground((state) => state.statuses.includes('undefined')));
  const asked = lost || experiment.runs.some(({ optimizer }) => optimizer.id === 'polyak');
  return (
    !network &&
    !isNetwork(experiment) &&
    asked && (
      <Suspense>
        <Shown experiment={experiment} />
      </Suspense>
    )
  );
}
