/** Starts the page, or, for `embed=1`, the lighter bundle of frames. */
import { startFrame } from 'virtual:frame';

/** A link that says it in some other way is shown as well, only not as lightly. */
const FRAME = /[?&#;]embed=1(?=[&#]|$)/;

/**
 * The policy in index.html allows files of any site, because no address of this one is known when it is built, and in a frame
 * without an origin Safari's engine takes nothing for `'self'`. A second one, which holds as well, names the address.
 */
function tightenPolicy(): void {
  const policy = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]');
  if (!policy) return;
  const tight = policy.cloneNode() as HTMLMetaElement;
  tight.content = policy.content.replaceAll('http: https:', location.origin);
  document.head.append(tight);
}

/** Says how far the start has come: public/rescue.js helps where a part could not be loaded. */
function report(start: 'begun' | 'done' | 'failed'): void {
  document.documentElement.dataset.start = start;
  document.dispatchEvent(new Event('adascope-start'));
}

// reveal.js tells a frame that its slide is shown as soon as it has loaded: before the parts that listen to that are there.
addEventListener('message', ({ source, data }) => {
  if (source === window.parent && (data === 'slide:start' || data === 'slide:stop'))
    document.documentElement.dataset.slide = data.slice('slide:'.length);
});

tightenPolicy();
report('begun');
const embed = FRAME.test(location.search + location.hash);
// The outline that stands until the first picture follows it (src/app/style/outline.css).
document.documentElement.toggleAttribute('data-embed', embed);
const started = embed ? startFrame() : import('./page.tsx');
started.then(
  () => report('done'),
  (error) => {
    console.error(error);
    report('failed');
  },
);
