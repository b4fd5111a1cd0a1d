/**
 * The messages between a frame and the page it stands in: two discriminated unions, both marked with `adascope: 1`.
 *
 * What comes in is written by anyone. It is read field by field, and whatever does not fit is nobody's message.
 */

import type { Summary } from '../document/summary.ts';
import type { Problem } from '../experiment/index.ts';

/** The version of the messages, and of the links they carry. */
export const VERSION = 1;

export type ToFrame =
  | { readonly type: 'load'; readonly query: string }
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'seek'; readonly step: number }
  /** Asks for a `state`. */
  | { readonly type: 'get' };

export type FromFrame =
  /** It can take messages. */
  | { readonly type: 'ready'; readonly version: number }
  | ({ readonly type: 'state' } & Summary)
  /** The height that shows everything, in CSS pixels. */
  | { readonly type: 'resize'; readonly height: number }
  /** What was repaired in a link. */
  | { readonly type: 'problem'; readonly problems: readonly Omit<Problem, 'rule'>[] };

/** A link is read up to 4000 characters; what is longer than this is no link at all. */
const LONGEST = 100_000;

/** The message in `data`, or null when it is none. Never throws on what `postMessage` can bring. */
export function readMessage(data: unknown): ToFrame | null {
  if (typeof data !== 'object' || data === null) return null;
  const { adascope, type, query, step } = data as Readonly<Record<string, unknown>>;
  if (adascope !== VERSION) return null;
  switch (type) {
    case 'load':
      return typeof query === 'string' && query.length <= LONGEST ? { type, query } : null;
    case 'seek':
      return typeof step === 'number' && Number.isFinite(step) ? { type, step } : null;
    case 'play':
    case 'pause':
    case 'get':
      return { type };
    default:
      return null;
  }
}

/** A message as it is posted. */
export const writeMessage = (message: FromFrame): object => ({ adascope: VERSION, ...message });
