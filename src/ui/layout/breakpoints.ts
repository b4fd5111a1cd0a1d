/**
 * Where the page is put together differently: conditions on the window, for scripts and style sheets alike. A style sheet
 * writes `@media (--narrow)`; the build (vite.config.ts) puts the condition in its place.
 *
 * They ask for the window and not for a container, since a frame is a window of its own: what fits depends on it alone.
 */
export const BREAKPOINTS = {
  /** One part at a time, in tabs. */
  '--narrow': '(max-width: 860px), (max-width: 1000px) and (max-height: 500px)',
  /** A phone that lies on its side: map and tabs beside each other. */
  '--lying-phone': '(min-width: 600px) and (max-width: 1000px) and (max-height: 500px)',
  /** The header has no room for everything; nor has that of the projector, whose type is larger. */
  '--short-header': '(max-width: 1200px)',
  '--short-large-header': '(max-width: 1439px)',
  /** The projector's header has no room for buttons to undo. */
  '--slim-large-header': '(max-width: 1024px)',
  /** Whether the header has room for a sentence under the name. */
  '--short-tagline': '(max-width: 1720px)',
  '--long-tagline': '(min-width: 1720.02px)',
  /** The transport has no room for everything. */
  '--slim': '(max-width: 560px)',
} as const;
