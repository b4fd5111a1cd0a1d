/** What the commands share: where they write, and how they end. */
import {
  adviceInWords,
  adviceOn,
  type Experiment,
  isNetwork,
  type Parsed,
  type Problem,
} from '../experiment/index.ts';
import type { Lines } from './formats.ts';
import { printable } from './printable.ts';

/**
 * Where a command writes. `out` resolves when it may be called again: memory does not grow with what is printed.
 */
export interface Output {
  out(text: string): Promise<void>;
  err(text: string): void;
}

/** The exit statuses: all done, and nothing could be run. */
export const DONE = 0;
export const NOTHING_RUN = 2;

/** Characters that are gathered before they are written. */
const CHUNK = 65_536;

const repaired = ({ key, given, used, allowed }: Problem): string =>
  `${key}: given ${JSON.stringify(given)}, used ${JSON.stringify(used)}, allowed: ${allowed}`;

/** Says what was repaired of a query, and what to expect of what is left: a line each. */
export function reportRepairs({ experiment, problems }: Parsed, output: Output): Experiment {
  for (const problem of problems) output.err(`${printable(repaired(problem))}\n`);
  if (!isNetwork(experiment)) {
    for (const advice of adviceOn(experiment)) output.err(`${adviceInWords(advice)}\n`);
  }
  return experiment;
}

/** Says why nothing could be run. */
export function reportFailure(error: unknown, output: Output): void {
  output.err(`${printable(error instanceof Error ? error.message : String(error))}\n`);
}

/** Writes records as they come. */
export async function write(
  records: Iterable<object> | AsyncIterable<object>,
  lines: Lines,
  output: Output,
): Promise<void> {
  let text = lines.header === undefined ? '' : `${lines.header}\n`;
  for await (const record of records) {
    text += `${lines.line(record)}\n`;
    if (text.length >= CHUNK) {
      await output.out(text);
      text = '';
    }
  }
  await output.out(text);
}
