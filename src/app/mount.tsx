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
import { Shell } from './shell.tsx';

export async function mount(element: HTMLElement): Promise<void> {
  const framed = window.parent !== window;
  const playground = createPagePlayground(framed);
  const height = createSignal(0);
  await loadWords(playground.store.getState().lang);
  if (framed) attachFrame(playground, { labels: () => labels(playground), hold: frameLoop.hold, height });

  const { embed } = playground.store.getState().experiment;
  if (embed && framed) await seen(element);
  const page = embed ? <Embedded height={height} /> : await wholePage();
  createRoot(element).render(<Shell playground={playground}>{page}</Shell>);
}

/** What the runs are called where they are shown. */
function labels({ store }: Playground): readonly string[] {
  const { experiment, lang } = store.getState();
  return runNames(experiment.runs, lang, words(lang).strings);
}

/** Everything that edits stands in a chunk of its own, which frames do not load. */
async function wholePage(): Promise<ReactNode> {
  const { App } = await import('./app.tsx');
  return <App />;
}

/** Resolves when the frame comes into view, or is to be printed: of twenty on a page most are not looked at. */
const seen = (element: HTMLElement): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      observer.disconnect();
      removeEventListener('beforeprint', done);
      resolve();
    };
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) done();
    });
    observer.observe(element);
    addEventListener('beforeprint', done);
  });
