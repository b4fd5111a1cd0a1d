/** How much room a frame gives, and how much of it words and bar take. */
import { type RefObject, useLayoutEffect, useState } from 'react';

export interface Room {
  readonly width: number;
  /** Of the parts. */
  readonly height: number;
  /** The height of what stands above and below them. */
  readonly words: number;
}

/** @param elements The whole, what stands at the top of it and what at the bottom. */
export function useRoom(...[app, top, bar]: readonly RefObject<HTMLDivElement | null>[]): Room {
  const [room, setRoom] = useState<Room>({ width: 0, height: 0, words: 0 });
  // Measured before the first paint, which so shows the parts already.
  useLayoutEffect(() => {
    const measure = (): void => {
      const words = (top.current?.offsetHeight ?? 0) + (bar.current?.offsetHeight ?? 0);
      const width = app.current?.clientWidth ?? 0;
      const height = (app.current?.clientHeight ?? 0) - words;
      setRoom((now) =>
        now.width === width && now.height === height && now.words === words ? now : { width, height, words },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const { current } of [app, top, bar]) if (current) observer.observe(current);
    return () => observer.disconnect();
  }, [app, top, bar]);
  return room;
}
