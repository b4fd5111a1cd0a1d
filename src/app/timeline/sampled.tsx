/** Where there may be long runs: says which of their steps are drawn. */
import { type ReactNode, Suspense } from 'react';
import { MAX_ROWS } from '../../core/record.ts';
import { usePlayground } from '../../document/context.ts';
import { isNetwork } from '../../experiment/index.ts';
import { lazyPart } from '../../ui/lazy-part.ts';

// Only long runs need it.
const SampledNotice = lazyPart(() =>
  import('./sampled-notice.tsx').then(({ SampledNotice }) => ({ default: SampledNotice })),
);

export function Sampled(): ReactNode {
  const long = usePlayground(
    ({ experiment: { steps, surface } }) => steps >= MAX_ROWS && !isNetwork({ surface }),
  );
  return (
    long && (
      <Suspense>
        <SampledNotice />
      </Suspense>
    )
  );
}
