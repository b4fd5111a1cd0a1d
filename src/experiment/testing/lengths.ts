/** Readers of text of unknown origin, texts that made readers slow before, and how long a reader takes. */

import { validateFormula, validateRule } from '../../core/formula/index.ts';
import { readNumber } from '../argument.ts';
import { decode, encode, encodeInStage } from '../escape.ts';
import { checkExperiment, parseExperiment, parseStored, readArgument } from '../index.ts';
import { splitStage } from '../stage.ts';
import { clean } from '../text.ts';

export const MEGABYTE = 1_000_000;
const number = { key: 'lr', symbol: 'η', kind: 'number', default: 1 } as const;
const list = { key: 'at', symbol: 'T', kind: 'list', default: [1] } as const;

const whole = parseExperiment('').experiment;
const run = (args: object) => ({ ...whole.runs[0], optimizer: { id: 'adam', args } });

/** Every reader of text of unknown origin. */
export const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'a query': parseExperiment,
  'a stored query': parseStored,
  'the surface of a query': (text) => parseExperiment(`surface=${text}`),
  'the run of a stored query': (text) => parseStored(`run=sgd,${text}&run=sgd~${text}`),
  'the texts of a stored query': (text) =>
    parseStored(`title=${text}&note=${text}&hide=${text}&start=${text}&window=${text}`),
  'the parts of a stored query that are hidden': (text) => parseStored(`hide=${text}`),
  'a run of a stored query': (text) => parseStored(`run=${text}`),
  'the surface of a stored query': (text) => parseStored(`surface=${text}`),
  'the formula and the rule of a stored query': (text) =>
    parseStored(
      `surface=custom&run=custom&f=${text.slice(0, text.length / 2)}&rule=${text.slice(text.length / 2)}`,
    ),
  'a formula': validateFormula,
  'a rule': validateRule,
  'a stage': splitStage,
  'a number': readNumber,
  'an argument that is a number': (text) => readArgument(number, text, 1),
  'a list': (text) => readArgument(list, text, [1]),
  decoding: decode,
  encoding: (text) => encodeInStage(encode(text)),
  text: (text) => [clean(text, 80, 'one line'), clean(text, 2000, 'lines')],
  'the fields of a file': (text) =>
    checkExperiment(Object.fromEntries(Object.keys(whole).map((key) => [key, text]))),
  'the arguments of a file': (text) =>
    checkExperiment({
      ...whole,
      runs: [run({ lr: text, as: text, [text]: 1 })],
      rules: [text],
      hide: [text],
    }),
  'the lists of a file': (text) =>
    checkExperiment({ ...whole, start: [text], rules: [text], hide: [text], runs: [text] }),
};

/** Looks at each character of a text once: what readers are measured by. */
export const reference = (text: string): number =>
  Array.from(text, (character) => character.codePointAt(0)).length;

/** The least time of three on `clock`, in its units. */
export function leastTime(read: (text: string) => unknown, text: string, clock: () => number): number {
  let least = Number.POSITIVE_INFINITY;
  // Where it is quick at once, there is nothing to be certain about.
  for (let tries = 0; tries < 3 && least > 20; tries++) {
    const before = clock();
    read(text);
    least = Math.min(least, clock() - before);
  }
  return least;
}

/** What made readers slow before: one text, over and over, between two others. */
export const repeated = (before: string, unit: string, after: string, length: number): string =>
  before + unit.repeat(Math.ceil(length / unit.length)).slice(0, length) + after;

export const texts: readonly (readonly [before: string, unit: string, after: string])[] = [
  ['', '1', 'x'],
  ['', '1', ''],
  ['0.', '0', '1e'],
  ['', '1e', ''],
  ['', '.', ''],
  ['-', '-1', ''],
  ['', '%', ''],
  ['', '%25', ''],
  ['', '%E5%AD', ''],
  ['', '&', ''],
  ['', '&amp;', ''],
  ['', '&amp', ';'],
  ['', '#', ''],
  ['', '%23', 'run='],
  ['', '%23run=', ''],
  ['', '?', ''],
  ['', 'a&', ''],
  ['', 'run&', ''],
  ['', 'Run=1&', ''],
  ['', 'steos&', ''],
  ['', '=', ''],
  ['', ',', ''],
  ['', 'lr:1,', ''],
  ['', 'x:1,', ''],
  ['', '~', ''],
  ['', 'clip~', ''],
  ['', 'clip,norm:1~', ''],
  ['', ':', ''],
  ['', '/', ''],
  ['', 'x/', ''],
  ['', '1/', ''],
  ['', ' ', ''],
  ['x', ' ', 'x'],
  ['', '\r', ''],
  ['', '\n', 'x'],
  ['', '\u0000', ''],
  ['', '\ud800', ''],
  ['', '🎓', ''],
  ['', '学', ''],
  ['a://', 'a', ''],
  ['', 'a.+-', '://'],
  ['', '"', ''],
  ['', '\\', ''],
];
