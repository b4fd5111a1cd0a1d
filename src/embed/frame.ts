/** A playground in a frame on another page: messages, height, and rest while nobody looks. */

import type { Playground } from '../document/playground.ts';
import type { Clock } from '../document/playhead.ts';
import type { Readable } from '../signal.ts';
import { connect } from './bridge.ts';
import { deckMessage, focusOf, isForDeck } from './deck.ts';
import { writeMessage } from './messages.ts';
import { createVisibilityPause, type VisibilityPause } from './visibility-pause.ts';

export interface FrameOptions {
  /** What the runs are called on the page. */
  labels(): readonly string[];
  /** Stops and releases the drawing of pictures. */
  hold(still: boolean): void;
  /** The height that shows everything, in CSS pixels; 0 while it is not known. */
  readonly height: Readable<number>;
}

const clock: Pick<Clock, 'now' | 'later'> = {
  now: () => performance.now(),
  later(milliseconds, callback) {
    const id = setTimeout(callback, milliseconds);
    return () => clearTimeout(id);
  },
};

/** Who may sit in the frame's page is the host's affair, and nothing that is said is secret: any origin may hear it. */
const post = (message: object): void => window.parent.postMessage(message, '*');

/** Hears what the surrounding page posts. Where it comes from is what counts: its origin may be anything. */
function listen(receive: (data: unknown) => void): () => void {
  const hear = (event: MessageEvent): void => {
    if (event.source === window.parent) receive(event.data);
  };
  addEventListener('message', hear);
  return () => removeEventListener('message', hear);
}

/** Follows what decides whether the frame is seen. */
function watch(pause: VisibilityPause): void {
  new IntersectionObserver((entries) => {
    pause.set('in view', entries[entries.length - 1].isIntersecting);
  }).observe(document.documentElement);
  const shown = (): void => pause.set('page shown', document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', shown);
  shown();
  // What reveal.js posts to the frames of a slide that comes and goes; before this runs it is written down (src/main.tsx).
  const slide = (shown: string | undefined): void => {
    if (shown === 'start' || shown === 'stop') pause.set('slide shown', shown === 'start');
  };
  const { dataset } = document.documentElement;
  slide(dataset.slide);
  listen((data) => {
    if (data !== 'slide:start' && data !== 'slide:stop') return;
    dataset.slide = data.slice('slide:'.length);
    slide(dataset.slide);
  });
}

/** On a slide, gives the deck the keys that nothing in the frame uses. */
function passKeysOn(): void {
  addEventListener('keydown', (event) => {
    if (document.documentElement.dataset.slide === undefined || !(event.target instanceof Element)) return;
    if (!isForDeck(event, focusOf(event.target))) return;
    event.preventDefault();
    window.parent.postMessage(deckMessage(event), '*');
  });
}

/** Makes the page of `playground` a good guest. */
export function attachFrame(playground: Playground, { labels, hold, height }: FrameOptions): void {
  const pause = createVisibilityPause(playground, hold);
  connect({
    playground,
    pause,
    clock,
    labels,
    outside: { post: (message) => post(writeMessage(message)), listen },
  });
  const resized = (): void => {
    if (height.value > 0) post(writeMessage({ type: 'resize', height: height.value }));
  };
  height.subscribe(resized);
  resized();
  watch(pause);
  passKeysOn();
}
