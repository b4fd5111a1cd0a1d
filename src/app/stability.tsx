/** What shows the stability of this page's runs, with what measures them: fetched when it is looked at. */
import type { ReactNode } from 'react';
import { createStability, type StabilityController } from '../surface/controller/stability.ts';
import { type SurfaceContext, useSurface } from '../surface/views/context.ts';
import type { StabilityProps } from '../surface/views/stability/props.ts';
import { Stability } from '../surface/views/stability/stability.tsx';
import { studyPools } from './study-pools.ts';

/** One for each page: what was measured is kept as long as the records are. */
const opened = new WeakMap<SurfaceContext['surface'], StabilityController>();

function controllerOf({ playground, surface }: SurfaceContext): StabilityController {
  const found = opened.get(surface) ?? createStability({ playground, surface, ...studyPools });
  opened.set(surface, found);
  return found;
}

export default function Placed(props: StabilityProps): ReactNode {
  return <Stability {...props} controller={controllerOf(useSurface())} />;
}
