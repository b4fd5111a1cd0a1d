/** A playground whose clock, address, storage and engine are in a test's hands. */

import type { Address } from '../../document/address.ts';
import type { Clock } from '../../document/playhead.ts';
import type { Computation, Language } from '../../experiment/index.ts';
import type { Archive } from '../../network/controller/archive.ts';
import type { PlaneKind } from '../../network/history/plane.ts';
import type { Watched } from '../../network/history/record.ts';
import type { NetworkCommand, NetworkEvent } from '../../network/messages.ts';
import type { Request, RequestChannel } from '../../runtime/request.ts';
import type { Notice } from '../../runtime/transport.ts';
import type { SurfaceCommand, SurfaceEvent } from '../../surface/messages.ts';
import { work } from '../../surface/testing/compute.ts';
import { createPage, type Page } from '../slices.ts';

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
        readonly options: Omit<Extract<NetworkCommand, { type: 'train' }>, 'type' | 'computation'>;
      }
    | { readonly what: 'inspect'; readonly run: number; readonly step: number }
    | { readonly what: 'replay'; readonly runs: readonly number[]; readonly step: number }
    | { readonly what: 'pause' | 'resume' | 'dispose' | 'step' }
    | { readonly what: 'plane'; readonly kind: PlaneKind | null }
    | { readonly what: 'watch'; readonly watched: Watched }
    | { readonly what: 'predict'; readonly image: Float32Array }
  )[];
  /** Answers the latest computation, whole. */
  answer(): void;
  /** Says something of the latest request. */
  say(event: NetworkEvent | SurfaceEvent): void;
  /** Ends the latest request, for a reason that only the transport knows. */
  fail(...failure: Parameters<Request['failed']>): void;
  notice(notice: Notice): void;
}

export interface TestPage extends Page {
  readonly clock: TestClock;
  readonly address: TestAddress;
  readonly engine: TestEngine;
  /** What was stored for the next visit. */
  readonly stored: Map<string, string>;
}

/** How long it takes to look at the clock, in milliseconds: time passes in computations. */
const TICK = 0.24;
/** Computes what was asked for, as far as it comes in so many milliseconds. */
function computeHere(command: SurfaceCommand, within: number, emit: (event: SurfaceEvent) => void): void {
  let now = 0;
  const tick = (): number => {
    now += TICK;
    return now;
  };
  work(command, within, tick, emit);
}

/** A channel that keeps what is asked through it. At once it computes what a page would. */
function createTestChannel(asked: TestEngine['asked'][number][]) {
  let request: Request | null = null;
  let computation: Computation | null = null;
  const channel: RequestChannel = {
    begin(given, { atOnce = 0 } = {}) {
      request = given;
      const command = given.begin()?.command as SurfaceCommand | NetworkCommand;
      if (command.type === 'train') {
        const { type: _, computation, ...options } = command;
        asked.push({ what: 'train', computation, options });
      } else if (command.type === 'compute') {
        computation = command.computation;
        asked.push({ what: 'compute', computation: command.computation });
        if (atOnce > 0) computeHere(command, atOnce, (event) => given.receive(event, 0));
      }
    },
    send(given) {
      const command = given as SurfaceCommand | NetworkCommand;
      if (command.type === 'train' || command.type === 'compute') return;
      const { type: what, ...rest } = command;
      asked.push({ what, ...rest } as TestEngine['asked'][number]);
    },
    idle: () => undefined,
    expect: () => undefined,
    dispose: () => void asked.push({ what: 'dispose' }),
  };
  return { channel, request: () => request, computation: () => computation };
}

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
  const { channel, request, computation } = createTestChannel(asked);
  let notice: TestEngine['notice'] = () => undefined;
  const say: TestEngine['say'] = (event) => void request()?.receive(event, 0);
  const page = createPage({
    channel(note) {
      notice = note;
      return channel;
    },
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
    ...page,
    clock,
    address,
    stored,
    engine: {
      asked,
      say,
      fail: (...failure) => request()?.failed(...failure),
      notice: (given) => notice(given),
      answer() {
        const latest = computation();
        if (!latest) throw new Error('Nothing was asked for.');
        computeHere({ type: 'compute', computation: latest, together: 0 }, Number.POSITIVE_INFINITY, say);
      },
    },
  };
}
