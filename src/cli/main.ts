/** The command `trace`, apart from the process it runs in. */
import { parseExperiment } from '../experiment/index.ts';
import type { Problem } from '../experiment/types.ts';
import { readCommand, USAGE } from './command.ts';
import { FRAME_COLUMNS, type Lines, linesOf } from './formats.ts';
import { trace } from './frames.ts';

/** Where the command writes. `out` resolves when it may be called again: memory does not grow with the trace. */
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
  `${key}: given ${JSON.stringify(given)}, used ${JSON.stringify(used)}, allowed: ${allowed}\n`;

/** Writes records as they come. */
async function write(records: Iterable<object> | AsyncIterable<object>, lines: Lines, output: Output) {
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

/**
 * Prints the trace of an experiment.
 *
 * @returns the exit status: 0, or 2 when nothing could be run.
 */
export async function main(argv: readonly string[], output: Output): Promise<number> {
  const command = readCommand(argv);
  if (command === 'help') {
    await output.out(USAGE);
    return DONE;
  }
  if ('error' in command) {
    output.err(`${command.error}\n\n${USAGE}`);
    return NOTHING_RUN;
  }
  const { experiment, problems } = parseExperiment(command.query);
  for (const problem of problems) output.err(repaired(problem));
  const { every } = command;
  try {
    await write(trace(experiment, { every }), linesOf(command.format, FRAME_COLUMNS), output);
    return DONE;
  } catch (error) {
    output.err(`${error instanceof Error ? error.message : String(error)}\n`);
    return NOTHING_RUN;
  }
}
