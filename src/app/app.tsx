/** The whole page: which parts stand where, on wide and on narrow screens. */
import { lazy, type ReactNode, Suspense } from 'react';
import { usePlayground } from '../document/context.ts';
import { isNetwork } from '../experiment/index.ts';
import { useStrings } from '../ui/context.ts';
import { NARROW, SLIM, useMedia } from '../ui/layout/use-media.ts';
import { Caption } from './caption.tsx';
import { Header } from './header.tsx';
import { PlaneLayout } from './layouts.tsx';
import { LessonNotices, LessonPlace } from './lesson-place.tsx';
import { Advices } from './problems/advice.tsx';
import { Notices, Problems } from './problems/notices.tsx';
import { Sampled } from './timeline/sampled.tsx';
import { Timeline } from './timeline/timeline.tsx';
import { UpdateBanner } from './update-banner.tsx';

// Only trainings need it.
const NetworkLayout = lazy(() =>
  import('./network-layout.tsx').then(({ NetworkLayout }) => ({ default: NetworkLayout })),
);

const PLANE_VIEWS = ['overlay', 'split', '3d', 'study'] as const;
const NETWORK_VIEWS = ['overlay', 'split', 'study'] as const;

export function App(): ReactNode {
  const network = usePlayground(({ experiment }) => isNetwork(experiment));
  const compact = useMedia(SLIM);
  const narrow = useMedia(NARROW);
  const { tagline } = useStrings().app;
  const hide = usePlayground((state) => state.experiment.hide);
  return (
    <div className={`app ${network ? 'network' : 'plane'}`}>
      <Header views={network ? NETWORK_VIEWS : PLANE_VIEWS} />
      {narrow && <p className="tagline">{tagline}</p>}
      <Problems />
      <Notices />
      <Advices />
      <UpdateBanner />
      <Caption />
      <LessonNotices />
      <div className="body">
        <LessonPlace />
        {network ? (
          <Suspense fallback={<main className="wide" />}>
            <NetworkLayout />
          </Suspense>
        ) : (
          <PlaneLayout />
        )}
      </div>
      <Sampled />
      {!hide.includes('timeline') && <Timeline compact={compact} />}
    </div>
  );
}
