/**
 * Where the page is put together differently: conditions on the window, for scripts and style sheets alike. A style sheet
 * writes `@media (--narrow)`; the build (vite.config.ts) puts the condition in its place.
 *
 * They ask for the window and not for a container, since a frame is a window of its own: what fits depends on it alone.
 */
export const BREAKPOINTS = {
  /** One part at a time, in tabs. */
  '--narrow': '(max-width: 860px), (max-width: 1000px) and (max-height: 500px)',
} as const;
