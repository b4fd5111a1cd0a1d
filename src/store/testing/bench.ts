/** A playground whose clock, address, storage and engine are in a test's hands. */

import type { Computation, Language } from '../../experiment/index.ts';
import type { PlaneKind } from '../../network/history/plane.ts';
import type { Watched } from '../../network/history/record.ts';
import { computeNow, type Engine, type EngineNotice } from '../../runtime/client.ts';
import type { FromWorker, Visit } from '../../runtime/protocol.ts';
import type { Address } from '../address.ts';
import type { Archive } from '../archive.ts';
import { createPlayground, type Playground } from '../playground.ts';
import type { Clock } from '../playhead.ts';

/** Time that passes when it is told to. */
export interface TestClock extends Clock {
  /** Lets time pass; what was put off until then happens. */
  pass(milliseconds: number): void;
  /** Shows so many pictures, so many milliseconds apart. */
  pictures(count: number, apart?: number): void;
  /** Whether someone waits for the next picture. */
  readonly wanted: boolean;
}

function createTestClock(): TestClock {
  let now = 1000;
  let frames = new Set<() => void>();
  const later = new Set<{ at: number; callback: () => void }>();
  const pass = (milliseconds: number): void => {
    now += milliseconds;
    for (const entry of [...later].sort((a, b) => a.at - b.at)) {
      if (entry.at > now || !later.delete(entry)) continue;
      entry.callback();
    }
  };
  return {
    now: () => now,
    frame(callback) {
      frames.add(callback);
      return () => frames.delete(callback);
    },
    later(milliseconds, callback) {
      const entry = { at: now + milliseconds, callback };
      later.add(entry);
      return () => later.delete(entry);
    },
    pass,
    pictures(count, apart = 16) {
      for (let k = 0; k < count; k++) {
        pass(apart);
        const due = frames;
        frames = new Set();
        for (const callback of due) callback();
      }
    },
    get wanted() {
      return frames.size > 0;
    },
  };
}

/** A history of addresses, as a browser keeps it. */
export interface TestAddress extends Address {
  readonly entries: readonly string[];
  /** How often it was written. */
  readonly written: number;
  /** Moves through the history, as Back (−1) and Forward (1) do. */
  go(by: number): void;
}

function createTestAddress(query: string): TestAddress {
  let entries = [query];
  let at = 0;
  let written = 0;
  const listeners = new Set<() => void>();
  return {
    read: () => (entries[at] === '' ? '' : `?${entries[at]}`),
    replace(next) {
      written++;
      entries[at] = next;
    },
    push(next) {
      written++;
      entries = [...entries.slice(0, at + 1), next];
      at++;
    },
    listen(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
    get entries() {
      return entries;
    },
    get written() {
      return written;
    },
    go(by) {
      at += by;
      for (const listener of listeners) listener();
    },
  };
}

/** What the playground asked of its engine. */
export interface TestEngine {
  readonly asked: readonly (
    | { readonly what: 'compute'; readonly computation: Computation }
    | {
        readonly what: 'train';
        readonly computation: Computation;
        readonly options: Parameters<Engine['train']>[1];
      }
    | { readonly what: 'inspect'; readonly run: number; readonly step: number }
    | { readonly what: 'replay'; readonly runs: readonly number[]; readonly step: number }
    | { readonly what: 'pause' | 'resume' | 'dispose' | 'step' }
    | { readonly what: 'plane'; readonly kind: PlaneKind | null }
    | { readonly what: 'watch'; readonly watched: Watched }
    | { readonly what: 'predict'; readonly image: Float32Array }
  )[];
  /** The weights that it says were visited. */
  visits: readonly Visit[];
  /** Answers the latest computation, whole. */
  answer(): void;
  say(message: FromWorker): void;
  notice(notice: EngineNotice): void;
}

export interface TestPage {
  readonly playground: Playground;
  readonly clock: TestClock;
  readonly address: TestAddress;
  readonly engine: TestEngine;
  /** What was stored for the next visit. */
  readonly stored: Map<string, string>;
}

/** Updates for which there is time before the first picture. */
const AT_ONCE = 60_000;

export function open(
  query = '',
  options: {
    language?: Language;
    stored?: Record<string, string>;
    framed?: boolean;
    archive?: Archive;
    /** What was stored for this visit. */
    visit?: Map<string, string>;
  } = {},
): TestPage {
  const clock = createTestClock();
  const address = createTestAddress(query);
  const stored = new Map(Object.entries(options.stored ?? {}));
  const asked: TestEngine['asked'][number][] = [];
  let say: TestEngine['say'] = () => undefined;
  let notice: TestEngine['notice'] = () => undefined;
  let visits: readonly Visit[] = [];
  const playground = createPlayground({
    engine(receive, note) {
      say = receive;
      notice = note;
      return {
        compute: (computation) => asked.push({ what: 'compute', computation }),
        train: (computation, options) => asked.push({ what: 'train', computation, options }),
        inspect: (run, step) => asked.push({ what: 'inspect', run, step }),
        replay: (runs, step) => asked.push({ what: 'replay', runs, step }),
        pause: () => asked.push({ what: 'pause' }),
        resume: () => asked.push({ what: 'resume' }),
        step: () => asked.push({ what: 'step' }),
        visits: () => visits,
        plane: (kind) => asked.push({ what: 'plane', kind }),
        watch: (watched) => asked.push({ what: 'watch', watched }),
        predict: (image) => asked.push({ what: 'predict', image }),
        dispose: () => asked.push({ what: 'dispose' }),
      };
    },
    // No time passes here while something is computed: by its size it is told what there would be none for.
    computeNow: (asked) => (asked.runs.length * asked.steps > AT_ONCE ? [] : computeNow(asked)),
    ...(options.archive && { archive: options.archive }),
    framed: options.framed ?? false,
    clock,
    address,
    preferences: {
      read: (key) => stored.get(key) ?? null,
      write: (key, value) => stored.set(key, value),
    },
    ...(options.visit && {
      visit: {
        read: (key) => options.visit?.get(key) ?? null,
        write: (key, value) => void options.visit?.set(key, value),
      },
    }),
    language: options.language ?? 'en',
  });
  return {
    playground,
    clock,
    address,
    stored,
    engine: {
      asked,
      get visits() {
        return visits;
      },
      set visits(given) {
        visits = given;
      },
      say: (message) => say(message),
      notice: (given) => notice(given),
      answer() {
        const request = asked.findLast(({ what }) => what === 'compute');
        if (request?.what !== 'compute') throw new Error('Nothing was asked for.');
        say({ type: 'computed', generation: 0, runs: computeNow(request.computation), complete: true });
      },
    },
  };
}
