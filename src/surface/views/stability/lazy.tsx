/** The place of what is shown of stability: it is fetched when it is first looked at. */
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { useSurface } from '../context.ts';
import type { StabilityProps } from './props.ts';

/** One for the page: paper, which is drawn in one turn, has what the screen has loaded. */
let Loaded: ComponentType<StabilityProps> | undefined;

export function Stability(props: StabilityProps): ReactNode {
  const { stability } = useSurface();
  if (!stability) return null;
  Loaded ??= lazy(stability);
  return (
    <Suspense fallback={<div className="plot" />}>
      <Loaded {...props} />
    </Suspense>
  );
}
