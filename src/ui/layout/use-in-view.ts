/** Whether a part of the page is seen, wherever its frame stands. */
import { type RefObject, useEffect, useState } from 'react';

/** True until it is known better: what is shown now should be drawn now. */
export function useInView(ref: RefObject<Element | null>): boolean {
  const [seen, setSeen] = useState(true);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      setSeen(entries[entries.length - 1].isIntersecting);
    });
    if (ref.current) observer.observe(ref.current);
    return () => observer.disconnect();
  }, [ref]);
  return seen;
}
