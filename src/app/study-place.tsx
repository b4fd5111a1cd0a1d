/** The places of studies: what fills them comes once the first picture stands. */
import { type ReactNode, Suspense, useState } from 'react';
import type { Minimum } from '../core/types.ts';
import { useDocument } from '../document/context.ts';
import type { Language } from '../experiment/index.ts';
import type { StudyViewProps } from '../study/views/picture.ts';
import { useSurface } from '../surface/views/context.ts';
import { useStrings } from '../ui/context.ts';
import { drawnFirst } from '../ui/frame-loop.ts';
import { lazyPart } from '../ui/lazy-part.ts';

type Shown = Omit<StudyViewProps, 'pools' | 'records'>;

/** A study, with its words. */
async function loadPictures(lang: Language): Promise<{ default: (props: Shown) => ReactNode }> {
  const [{ StudyPictures }, { loadStudyWords }, { studyPools }] = await Promise.all([
    import('../study/views/pictures.tsx'),
    import('../study/views/words.ts'),
    import('./study-pools.ts'),
  ]);
  await loadStudyWords(lang);
  function Placed(props: Shown): ReactNode {
    const { surface } = useSurface();
    return <StudyPictures {...props} records={surface.records} pools={studyPools} />;
  }
  return { default: Placed };
}

function usePictures({
  later,
}: {
  later: boolean;
}): ReturnType<typeof lazyPart<(props: Shown) => ReactNode>> {
  const { playground } = useDocument();
  const [Pictures] = useState(() =>
    lazyPart(async () => {
      if (later) await drawnFirst;
      return loadPictures(playground.store.getState().lang);
    }),
  );
  return Pictures;
}

interface Place {
  /** Those of the surface. */
  readonly minima: readonly Minimum[];
}

/** The study at a glance, under the loss. @param folded Where there is little room it is opened by hand, and loaded then. */
export function StudyPlace({ minima, folded = false }: Place & { readonly folded?: boolean }): ReactNode {
  const strings = useStrings();
  const [opened, setOpened] = useState(!folded);
  const Pictures = usePictures({ later: true });
  const place = (
    <div className="study-place">
      {opened && (
        <Suspense>
          <Pictures minima={minima} large={false} edits />
        </Suspense>
      )}
    </div>
  );
  if (!folded) return place;
  return (
    <details className="study-fold" onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{strings.tabs.study}</summary>
      {place}
    </details>
  );
}

/** The study of the link, large. */
export function StudyView({
  minima,
  edits,
}: {
  /** Those of the surface; null for networks. */
  readonly minima: readonly Minimum[] | null;
  readonly edits: boolean;
}): ReactNode {
  const Pictures = usePictures({ later: false });
  return (
    <Suspense>
      <Pictures minima={minima} large edits={edits} />
    </Suspense>
  );
}
