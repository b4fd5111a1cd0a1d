/** How much room the window has, for parts that are other parts where it has little. */
import { useCallback, useSyncExternalStore } from 'react';

/** One part at a time, in tabs. The same condition stands in the style sheets. */
export const NARROW = '(max-width: 860px), (max-width: 1000px) and (max-height: 500px)';
/** The header has no room for everything. */
export const SHORT_HEADER = '(max-width: 1100px)';
/** Neither has the transport. */
export const SLIM = '(max-width: 560px)';

/** Whether the window fits the media query now. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const media = matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
