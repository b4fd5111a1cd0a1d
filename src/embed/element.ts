/**
 * `<adascope-embed query="surface=beale&run=adam">`: makes the iframe, and speaks its messages.
 *
 *     import 'adascope/element';
 *
 * | attribute | |
 * |---|---|
 * | `query` | the experiment: a link's query. Changed later, it is loaded without making the frame anew. |
 * | `src` | where Adascope is served, on `http:`, `https:` or `file:`; without it, the folder that this file came from |
 * | `title` | what the frame is called, for those who hear the page |
 * | `height` | in CSS pixels; without it the element is as high as the experiment asks for |
 * | `sandbox` | passed on to the iframe; `allow-scripts` is enough |
 *
 * It imports nothing and needs nothing but a browser.
 */

/** Where things stand: what the frame tells in a `state` message. */
export interface EmbedState {
  readonly query: string;
  readonly step: number;
  readonly playing: boolean;
  readonly runs: readonly {
    readonly label: string;
    readonly loss: number | null;
    readonly status: 'finished' | 'diverged' | 'undefined' | 'waiting';
  }[];
}

/** One repair of a link. */
export interface EmbedProblem {
  readonly key: string;
  readonly given: string;
  readonly used: string;
  readonly allowed: string;
}

/** The events of the element, by name, with their `detail`. */
export interface EmbedEvents {
  'adascope-ready': CustomEvent<{ readonly version: number }>;
  'adascope-state': CustomEvent<EmbedState>;
  'adascope-problem': CustomEvent<readonly EmbedProblem[]>;
}

/** Where a site can be. An address such as `javascript:` would run as a script of the page that the element stands in. */
const SCHEMES = ['http:', 'https:', 'file:'];

/** The site that an address names, or null with a warning to the author of the page. */
function siteOf(address: string | URL): URL | null {
  try {
    const site = new URL(address, document.baseURI);
    if (SCHEMES.includes(site.protocol)) return site;
  } catch {
    // No address at all: said below.
  }
  console.warn(
    `<adascope-embed src="${address}"> is not shown: src is an address on http:, https: or file:.`,
  );
  return null;
}

/** Until the experiment has said how high it would like to be. */
const HEIGHT = 420;

// Servers that render pages import this file too, and have no elements.
const Base: typeof HTMLElement = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

export class AdascopeEmbed extends Base {
  static readonly observedAttributes = ['query', 'src', 'title', 'height', 'sandbox'];

  readonly #frame: HTMLIFrameElement;
  #ready = false;
  #state: EmbedState | null = null;
  /** Messages to a frame that cannot hear yet. */
  #waiting: object[] = [];
  #asked: ((state: EmbedState) => void)[] = [];

  constructor() {
    super();
    this.#frame = document.createElement('iframe');
    this.#frame.loading = 'lazy';
    Object.assign(this.#frame.style, { display: 'block', width: '100%', height: '100%', border: '0' });
    this.attachShadow({ mode: 'open' }).append(this.#frame);
  }

  /** What the frame said last. */
  get state(): EmbedState | null {
    return this.#state;
  }

  play(): void {
    this.#post({ type: 'play' });
  }
  pause(): void {
    this.#post({ type: 'pause' });
  }
  /** Shows a step. */
  seek(step: number): void {
    this.#post({ type: 'seek', step });
  }
  /** Shows another experiment. */
  load(query: string): void {
    this.#post({ type: 'load', query });
  }
  /** Asks where things stand. */
  get(): Promise<EmbedState> {
    return new Promise((resolve) => {
      this.#asked.push(resolve);
      this.#post({ type: 'get' });
    });
  }

  connectedCallback(): void {
    this.style.display ||= 'block';
    addEventListener('message', this.#hear);
    this.#size(this.getAttribute('height') ?? HEIGHT);
    this.#open();
  }

  disconnectedCallback(): void {
    removeEventListener('message', this.#hear);
    this.#ready = false;
  }

  attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    if (!this.isConnected || before === value) return;
    // A page that is still on its way is told when it has come: another address would make it come twice.
    if (name === 'query') this.load(value ?? '');
    else if (name === 'height') this.#size(value ?? HEIGHT);
    else this.#open();
  }

  /** Makes the frame show what the attributes say. */
  #open(): void {
    const sandbox = this.getAttribute('sandbox');
    if (sandbox !== null) this.#frame.setAttribute('sandbox', sandbox);
    this.#frame.title = this.getAttribute('title') ?? 'Adascope';
    const site = siteOf(this.getAttribute('src') ?? new URL(/* @vite-ignore */ './', import.meta.url));
    if (!site) {
      this.#ready = false;
      this.#frame.removeAttribute('src');
      return;
    }
    // The experiment's own words come after: what a link says twice, it says first.
    site.search = `embed=1&${(this.getAttribute('query') ?? '').replace(/^[?#]/, '').replace(/&embed=\d|embed=\d&?/, '')}`;
    if (this.#frame.src === site.href) return;
    this.#ready = false;
    this.#frame.src = site.href;
  }

  #size(height: string | number): void {
    this.style.height = `${Number(height) || HEIGHT}px`;
  }

  #post(message: object): void {
    if (this.#ready) this.#frame.contentWindow?.postMessage({ adascope: 1, ...message }, '*');
    else this.#waiting.push(message);
  }

  readonly #hear = ({ source, data }: MessageEvent): void => {
    if (source !== this.#frame.contentWindow || data?.adascope !== 1) return;
    const dispatch = (name: keyof EmbedEvents, detail: unknown): void => {
      this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    };
    const { adascope: _, type, ...rest } = data;
    switch (type) {
      case 'ready': {
        this.#ready = true;
        const waiting = this.#waiting;
        this.#waiting = [];
        for (const message of waiting) this.#post(message);
        dispatch('adascope-ready', rest);
        return;
      }
      case 'state': {
        this.#state = rest;
        const asked = this.#asked;
        this.#asked = [];
        for (const answer of asked) answer(rest);
        dispatch('adascope-state', rest);
        return;
      }
      case 'resize':
        if (!this.hasAttribute('height')) this.#size(rest.height);
        return;
      case 'problem':
        dispatch('adascope-problem', rest.problems);
        return;
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'adascope-embed': AdascopeEmbed;
  }
}

if (globalThis.customElements && !customElements.get('adascope-embed')) {
  customElements.define('adascope-embed', AdascopeEmbed);
}
