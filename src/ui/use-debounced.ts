/** Values that follow others with a delay, so that what depends on them does not change under a drag. */
import { useEffect, useState } from 'react';

/** The latest value that has stood for so many milliseconds. */
export function useDebounced<T>(value: T, milliseconds: number): T {
  const [latest, setLatest] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLatest(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return latest;
}
