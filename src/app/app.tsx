/** The whole page: which parts stand where, on wide and on narrow screens. */
import type { ReactNode } from 'react';
import { usePlayground } from '../views/context.ts';
import { Advices } from '../views/problems/advice.tsx';
import { Notices, Problems } from '../views/problems/problems.tsx';
import { Caption } from '../views/surface/caption.tsx';
import { Timeline } from '../views/timeline/timeline.tsx';
import { Header } from './header.tsx';
import { NetworkLayout, PlaneLayout } from './layouts.tsx';
import { Newer } from './newer.tsx';
import { SLIM, useMedia } from './use-media.ts';

const PLANE_VIEWS = ['overlay', 'split', '3d'] as const;
const NETWORK_VIEWS = ['overlay', 'split'] as const;

export function App(): ReactNode {
  const network = usePlayground((state) => state.experiment.surface.id === 'mnist');
  const compact = useMedia(SLIM);
  const hide = usePlayground((state) => state.experiment.hide);
  return (
    <div className={`app ${network ? 'network' : 'plane'}`}>
      <Header views={network ? NETWORK_VIEWS : PLANE_VIEWS} />
      <Problems />
      <Notices />
      <Advices />
      <Newer />
      <Caption />
      {network ? <NetworkLayout /> : <PlaneLayout />}
      {!hide.includes('timeline') && <Timeline compact={compact} />}
    </div>
  );
}
