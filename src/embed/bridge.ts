/** Answers the messages of the page that a frame stands in, and tells it what a person does in the frame. */

import type { Playground } from '../document/playground.ts';
import type { Clock } from '../document/playhead.ts';
import { summary } from '../document/summary.ts';
import type { Problem } from '../experiment/index.ts';
import { createCoalescer } from './message-coalescer.ts';
import { type FromFrame, readMessage, type ToFrame, VERSION } from './messages.ts';
import type { VisibilityPause } from './visibility-pause.ts';

/** The page outside: posts to it, and hears what it, and nobody else, has posted. */
export interface Outside {
  post(message: FromFrame): void;
  listen(receive: (data: unknown) => void): () => void;
}

export interface BridgeOptions {
  readonly playground: Playground;
  readonly outside: Outside;
  readonly pause: VisibilityPause;
  readonly clock: Pick<Clock, 'now' | 'later'>;
  /** What the runs are called on the page. */
  labels(): readonly string[];
}

/** At most four states a second, unless one is asked for. */
const STATE_MS = 250;

/** Connects a playground; returns how to disconnect it. */
export function connect({ playground, outside, pause, clock, labels }: BridgeOptions): () => void {
  const { store, playhead, recorded } = playground;
  let last = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | null = null;
  /** Messages are being obeyed: what comes of them is reported when they are done. */
  let obeying = false;

  /** Says now where things stand. */
  function report(): void {
    cancel?.();
    cancel = null;
    last = clock.now();
    outside.post({ type: 'state', ...summary(playground, labels()) });
  }
  /** Says it soon: what changes in between is said together. */
  function reportSoon(): void {
    if (obeying) return;
    cancel ??= clock.later(Math.max(0, last + STATE_MS - clock.now()), report);
  }
  function reportProblems(problems: readonly Problem[]): void {
    if (problems.length === 0) return;
    const plain = problems.map(({ key, given, used, allowed }) => ({ key, given, used, allowed }));
    outside.post({ type: 'problem', problems: plain });
  }

  function obey(message: ToFrame): void {
    switch (message.type) {
      case 'load':
        pause.pause();
        playground.open(message.query, 'adjust');
        reportProblems(store.getState().problems);
        return;
      case 'play':
        pause.play();
        return;
      case 'pause':
        pause.pause();
        return;
      case 'seek':
        playground.seek(message.step);
        return;
      case 'get':
        return;
      default:
        message satisfies never;
    }
  }

  const coalescer = createCoalescer(clock.later, (messages) => {
    obeying = true;
    for (const message of messages) obey(message);
    obeying = false;
    if (messages.some(({ type }) => type !== 'play')) report();
    else reportSoon();
  });

  const stops = [
    outside.listen((data) => {
      const message = readMessage(data);
      if (message) coalescer.put(message);
    }),
    store.subscribe((state, before) => {
      if (before.playing && !state.playing && !obeying) report();
      else if (
        state.playing !== before.playing ||
        state.experiment !== before.experiment ||
        state.statuses !== before.statuses
      )
        reportSoon();
    }),
    playhead.subscribe(reportSoon),
    ...recorded.map((signal) => signal.subscribe(reportSoon)),
  ];
  outside.post({ type: 'ready', version: VERSION });
  reportProblems(store.getState().problems);
  // Opening is the first load.
  reportSoon();

  return () => {
    cancel?.();
    coalescer.close();
    for (const stop of stops) stop();
  };
}
