/** The app in an element: the whole page, or a frame's experiment. */
import { type ReactNode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { runNames } from '../document/names.ts';
import type { Playground } from '../document/playground.ts';
import { attachFrame } from '../embed/frame.ts';
import { loadExplanations, loadWords, words } from '../i18n/index.ts';
import { createSignal } from '../signal.ts';
import { frameLoop } from '../ui/frame-loop.ts';
import { Embedded } from './embedded.tsx';
import { createOwnPage } from './own-page.ts';
import { attachPrinting } from './printing.ts';
import { Shell } from './shell.tsx';

/** @param whole The whole page; where frames have a bundle of their own, that has none. */
export async function mount(element: HTMLElement, whole: ReactNode | null): Promise<void> {
  const framed = window.parent !== window;
  await nextTask();
  const page = createOwnPage(framed);
  const { playground } = page;
  const height = createSignal(0);
  const { lang } = playground.store.getState();
  await Promise.all([loadWords(lang), whole && loadExplanations(lang)]);
  if (framed) attachFrame(playground, { labels: () => labels(playground), hold: frameLoop.hold, height });

  attachPrinting(page, framed);
  const embed = whole === null || playground.store.getState().experiment.embed;
  if (embed && framed) await seen(element);
  uncover(element);
  const root = createRoot(element);
  // As a transition the page is put together in slices of a few milliseconds.
  startTransition(() => {
    root.render(<Shell page={page}>{embed ? <Embedded height={height} /> : whole}</Shell>);
  });
}

/** Resolves in a task of its own, so that what the browser has to do can come between. */
const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** Milliseconds that what is mounted may take to draw a picture: one that shows none never does. */
const PATIENCE = 1000;

/** Takes away the outline that index.html shows, in the frame that draws the first picture, or when an error is said instead. */
function uncover(element: HTMLElement): void {
  const outline = document.getElementById('outline');
  if (!outline) return;
  const root = document.documentElement;
  const end = (): void => {
    observer.disconnect();
    outline.remove();
  };
  // Heard after the frame's drawing and before it is painted.
  const observer = new MutationObserver(() => {
    if (root.dataset.ready || element.querySelector('.crash')) end();
    else setTimeout(end, PATIENCE);
  });
  observer.observe(root, { attributeFilter: ['data-ready'] });
  observer.observe(element, { childList: true });
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
