import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

const Nothing = (): null => null;

/** A part that is loaded when it is first drawn. One that does not arrive is left out: the rest of the page goes on. */
// biome-ignore lint/suspicious/noExplicitAny: as React's own `lazy`: a component of whatever properties
export function lazyPart<Part extends ComponentType<any>>(
  load: () => Promise<{ default: Part }>,
): LazyExoticComponent<Part> {
  return lazy(() => load().catch(() => ({ default: Nothing as unknown as Part })));
}
