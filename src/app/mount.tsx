/** The app in an element: the whole page, or a frame's experiment. */
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { attachFrame } from '../embed/frame.ts';
import { loadWords, words } from '../i18n/index.ts';
import { createPagePlayground } from '../store/page.ts';
import type { Playground } from '../store/playground.ts';
import { createSignal } from '../store/signal.ts';
import { frameLoop } from '../views/frame-loop.ts';
import { runNames } from '../views/names.ts';
import { Embedded } from './embedded.tsx';
import { attachPrinting } from './printing.ts';
import { Shell } from './shell.tsx';

/** @param whole The whole page; where frames have a bundle of their own, that has none. */
export async function mount(element: HTMLElement, whole: ReactNode | null): Promise<void> {
  const framed = window.parent !== window;
  const playground = createPagePlayground(framed);
  const height = createSignal(0);
  await loadWords(playground.store.getState().lang);
  if (framed) attachFrame(playground, { labels: () => labels(playground), hold: frameLoop.hold, height });

  attachPrinting(playground, framed);
  const embed = whole === null || playground.store.getState().experiment.embed;
  if (embed && framed) await seen(element);
  createRoot(element).render(
    <Shell playground={playground}>{embed ? <Embedded height={height} /> : whole}</Shell>,
  );
}

/** What the runs are called where they are shown. */
function labels({ store }: Playground): readonly string[] {
  const { experiment, lang } = store.getState();
  return runNames(experiment.runs, lang, words(lang).strings);
}

/** Resolves when the frame comes into view: of twenty on a page most are not looked at. */
const seen = (element: HTMLElement): Promise<void> =>
  new Promise((resolve) => {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(element);
  });
