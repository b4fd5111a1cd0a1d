/** Puts what is to be printed in the document, drawn, before the call returns: printing waits for nothing. */
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { words } from '../i18n/index.ts';
import { createSignal } from '../signal.ts';
import { UiProvider } from '../ui/context.ts';
import { readPalette } from '../ui/palette.ts';
import { FrameSheet } from './frame-sheet.tsx';
import { PageProvider } from './page-provider.tsx';
import { Worksheet } from './print/worksheet.tsx';
import { type Code, loadCodes } from './share/qr-code.ts';
import type { Page } from './slices.ts';
import './print/print.css';

/** 300 dots an inch. */
const RESOLUTION = 300 / 96;

let code: ((text: string) => Code) | null = null;
void loadCodes().then(
  (made) => {
    code = made;
  },
  // Without a network the link alone is printed.
  () => undefined,
);

/**
 * @param framed A frame keeps its place on the page around it; a page of its own becomes a worksheet.
 * @returns How to take it away again.
 */
export function putSheet(page: Page, framed: boolean): () => void {
  const place = document.createElement('div');
  place.className = framed ? 'sheet frame-sheet' : 'sheet worksheet';
  if (framed) {
    // A frame is at most as wide on paper as it is on the screen.
    place.style.setProperty('--sheet-width', `${Math.min(innerWidth, PAPER)}px`);
    place.style.setProperty('--sheet-height', `${innerHeight}px`);
  }
  document.body.append(place);
  const { lang, experiment } = page.playground.store.getState();
  const ui = { strings: words(lang).strings, palette: readPalette(place), paper: RESOLUTION };
  const window = createSignal(experiment.window);
  const sheet: ReactNode = framed ? <FrameSheet /> : <Worksheet code={code} />;
  const root = createRoot(place);
  flushSync(() =>
    root.render(
      <UiProvider value={ui}>
        <PageProvider page={page} window={window}>
          {sheet}
        </PageProvider>
      </UiProvider>,
    ),
  );
  return () => {
    root.unmount();
    place.remove();
  };
}

/** What a page of A4 has between usual margins, in CSS pixels. */
const PAPER = 703;
