/** The command `trace`, apart from the process it runs in. */
import { readFile } from 'node:fs/promises';
import { mnist, networkArguments } from '../core/network.ts';
import {
  adviceInWords,
  adviceOn,
  computation,
  type Experiment,
  type Problem,
  parseExperiment,
} from '../experiment/index.ts';
import { type Command, readCommand, USAGE } from './command.ts';
import { listFiles } from './files.ts';
import { type Column, FRAME_COLUMNS, type Lines, linesOf, networkColumns } from './formats.ts';
import { trace } from './frames.ts';
import { printable } from './printable.ts';

/**
 * Where the command writes. `out` resolves when it may be called again: memory does not grow with the trace.
 */
export interface Output {
  out(text: string): Promise<void>;
  err(text: string): void;
}

/** The exit statuses: all done, and nothing could be run. */
const DONE = 0;
const NOTHING_RUN = 2;

/** Characters that are gathered before they are written. */
const CHUNK = 65_536;

const repaired = ({ key, given, used, allowed }: Problem): string =>
  `${key}: given ${JSON.stringify(given)}, used ${JSON.stringify(used)}, allowed: ${allowed}`;

interface Traced {
  readonly records: Iterable<object> | AsyncIterable<object>;
  readonly columns: readonly Column[];
}

/** The records of an experiment. Only a network loads what it takes to train one. */
async function traced(experiment: Experiment, { every, data, engine }: Command): Promise<Traced> {
  if (experiment.surface.id !== mnist.id) {
    return { records: trace(experiment, { every }), columns: FRAME_COLUMNS };
  }
  const { traceNetwork } = await import('../network/trace.ts');
  const { runs, surface, steps, seed, rules } = computation(experiment);
  const args = networkArguments(surface.args);
  const files = { dataDirectory: data ?? undefined, listFiles, readFile: (path: string) => readFile(path) };
  return {
    records: traceNetwork({ runs, args, steps, seed, rules, engine, ...files }, every),
    columns: networkColumns(args.hidden.length + 1),
  };
}

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
    output.err(`${printable(command.error)}\n\n${USAGE}`);
    return NOTHING_RUN;
  }
  const { experiment, problems } = parseExperiment(command.query);
  for (const problem of problems) output.err(`${printable(repaired(problem))}\n`);
  if (experiment.surface.id !== mnist.id) {
    for (const advice of adviceOn(experiment)) output.err(`${adviceInWords(advice)}\n`);
  }
  try {
    const { records, columns } = await traced(experiment, command);
    await write(records, linesOf(command.format, columns), output);
    return DONE;
  } catch (error) {
    output.err(`${printable(error instanceof Error ? error.message : String(error))}\n`);
    return NOTHING_RUN;
  }
}
