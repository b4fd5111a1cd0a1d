/** The command `trace`, apart from the process it runs in. */
import { readFile } from 'node:fs/promises';
import { networkArguments } from '../core/network.ts';
import {
  computation,
  dimensionsOf,
  type Experiment,
  isNetwork,
  parseExperiment,
} from '../experiment/index.ts';
import { trace } from '../surface/trace.ts';
import { type Command, readCommand, USAGE } from './command.ts';
import { listFiles } from './files.ts';
import { type Column, frameColumns, linesOf, networkColumns } from './formats.ts';
import { DONE, NOTHING_RUN, type Output, reportFailure, reportRepairs, write } from './output.ts';
import { printable } from './printable.ts';

interface Traced {
  readonly records: Iterable<object> | AsyncIterable<object>;
  readonly columns: readonly Column[];
}

/** The records of an experiment. Only a network loads what it takes to train one. */
async function traced(experiment: Experiment, { every, stability, data, engine }: Command): Promise<Traced> {
  if (!isNetwork(experiment)) {
    const columns = frameColumns(dimensionsOf(experiment), stability);
    return { records: trace(experiment, { every, stability }), columns };
  }
  const { traceNetwork } = await import('../network/trace.ts');
  const { runs, surface, steps, seed, rules } = computation(experiment);
  const args = networkArguments(surface.args);
  const files = { dataDirectory: data ?? undefined, listFiles, readFile: (path: string) => readFile(path) };
  return {
    records: traceNetwork({ runs, args, steps, seed, rules, engine, stability, ...files }, every),
    columns: networkColumns(args.hidden.length + 1, stability),
  };
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
  const experiment = reportRepairs(parseExperiment(command.query), output);
  try {
    const { records, columns } = await traced(experiment, command);
    await write(records, linesOf(command.format, columns), output);
    return DONE;
  } catch (error) {
    reportFailure(error, output);
    return NOTHING_RUN;
  }
}
