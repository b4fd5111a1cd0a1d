/** How much room the window has, for parts that are other parts where it has little. */
import { useCallback, useSyncExternalStore } from 'react';
import { BREAKPOINTS } from './breakpoints.ts';

export const NARROW = BREAKPOINTS['--narrow'];
export const SHORT_HEADER = BREAKPOINTS['--short-header'];
export const SHORT_LARGE_HEADER = BREAKPOINTS['--short-large-header'];
export const SLIM_LARGE_HEADER = BREAKPOINTS['--slim-large-header'];
export const SLIM = BREAKPOINTS['--slim'];

/** What each query said latest of the window. */
const latest = new Map<string, boolean>();

/** Paper is narrower than most windows: parts would be put in place of others that nobody could draw any more. */
function fits(query: string): boolean {
  const known = latest.get(query);
  if (known !== undefined && matchMedia('print').matches) return known;
  const { matches } = matchMedia(query);
  latest.set(query, matches);
  return matches;
}

/** Whether the window fits the media query now; while it is printed, whether it did before. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const media = matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => fits(query));
}
