/** When there is advice on an experiment: once it has been left alone for a while. */
import { type ReactNode, Suspense } from 'react';
import { usePlayground } from '../../document/context.ts';
import { isNetwork } from '../../experiment/index.ts';
import { lazyPart } from '../../ui/lazy-part.ts';
import { useDebounced } from '../../ui/use-debounced.ts';

// Hardly any experiment needs it.
const Shown = lazyPart(() => import('./advice-shown.tsx').then(({ Shown }) => ({ default: Shown })));

/** How long an experiment is left alone, in milliseconds, until advice comes or goes: nothing moves under a drag. */
const DELAY_MS = 400;

/** Nothing on a network. */
export function Advices(): ReactNode {
  const network = usePlayground(({ experiment }) => isNetwork(experiment));
  const experiment = useDebounced(
    usePlayground((state) => state.experiment),
    DELAY_MS,
  );
  const lost = useDebounced(
    usePlayground((state) => state.statuses.includes('undefined')),
    DELAY_MS,
  );
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
