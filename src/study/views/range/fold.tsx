/** Where the range test of rates is opened by hand; loaded then. */
import { type ReactNode, Suspense, useState } from 'react';
import type { Minimum } from '../../../core/types.ts';
import { usePlayground } from '../../../document/context.ts';
import { lazyPart } from '../../../ui/lazy-part.ts';
import { shownAxis } from '../axes.ts';
import { useStudyWords } from '../words.ts';

const RangeTests = lazyPart(async () => ({ default: (await import('./range.tsx')).RangeTests }));

/** Nothing where something else than rates is varied. */
export function RangeFold({ minima }: { minima: readonly Minimum[] }): ReactNode {
  const { range } = useStudyWords();
  const experiment = usePlayground((state) => state.experiment);
  const axis = shownAxis(experiment);
  const [opened, setOpened] = useState(false);
  if (axis?.id !== 'lr' || axis.at || axis.from === axis.to) return null;
  return (
    <details className="range-fold" onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{range.title}</summary>
      {opened && (
        <Suspense>
          <RangeTests axis={axis} minima={minima} />
        </Suspense>
      )}
    </details>
  );
}
