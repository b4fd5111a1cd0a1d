/**
 * The 3-D picture on paper: the one on the screen draws itself once more, in the colours, the size and the resolution of paper,
 * because a context of WebGL of its own would come too late and what draws in it is only loaded with that picture.
 */
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useUi } from '../../../ui/context.ts';
import type { Palette } from '../../../ui/palette.ts';

/** What is asked of the picture on the screen. */
export interface PaperPicture {
  /** Is given the picture, as large as it stands in the sheet. */
  readonly canvas: HTMLCanvasElement;
  readonly palette: Palette;
  /** Pixels for each CSS pixel. */
  readonly ratio: number;
}

const ASKED = 'adascope-paper';

/** The picture on the screen; null where none is drawn. */
export const shownRelief = (): HTMLElement | null =>
  document.querySelector<HTMLElement>(
    '.relief-frame:not([hidden]) > .relief > .relief-picture[data-ready="true"]',
  );

/** Draws the picture of an element when paper asks for it, before the call that asks returns. */
export function drawsForPaper(element: HTMLElement, draw: (picture: PaperPicture) => void): () => void {
  const asked = (event: Event): void => draw((event as CustomEvent<PaperPicture>).detail);
  element.addEventListener(ASKED, asked);
  return () => element.removeEventListener(ASKED, asked);
}

/** @param relief The picture on the screen. */
export function PaperRelief({ relief }: { relief: HTMLElement }): ReactNode {
  const { palette, paper = 1 } = useUi();
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const canvas = ref.current as HTMLCanvasElement;
    relief.dispatchEvent(new CustomEvent<PaperPicture>(ASKED, { detail: { canvas, palette, ratio: paper } }));
  }, [relief, palette, paper]);
  const label = relief.querySelector('[role="img"]')?.getAttribute('aria-label') ?? undefined;
  return (
    <div className="stage landscape">
      <canvas ref={ref} role="img" aria-label={label} />
    </div>
  );
}
