/** Gives views what they draw: each finds the document and its own slice. */
import { type ReactNode, useMemo } from 'react';
import { DocumentProvider } from '../document/context.ts';
import type { PlaneWindow } from '../experiment/index.ts';
import { NetworkProvider } from '../network/views/context.ts';
import type { Signal } from '../signal.ts';
import { SurfaceProvider } from '../surface/views/context.ts';
import type { Page } from './slices.ts';

export function PageProvider(props: {
  page: Page;
  /** The part of the plane that all landscapes show. */
  window: Signal<PlaneWindow | null>;
  children: ReactNode;
}): ReactNode {
  const { page, window, children } = props;
  const { playground } = page;
  const edited = useMemo(() => ({ playground, window }), [playground, window]);
  return (
    <DocumentProvider value={edited}>
      <SurfaceProvider value={page}>
        <NetworkProvider value={page}>{children}</NetworkProvider>
      </SurfaceProvider>
    </DocumentProvider>
  );
}
