/** The command `study`, apart from the process it runs in. */
import { type Experiment, isNetwork, parseExperiment } from '../experiment/index.ts';
import { conduct, experimentOf, type Job, type Summary, type Trial, trialsOf } from '../study/study.ts';
import type { Outcome } from '../study/trial.ts';
import { linesOf, trialColumns } from './formats.ts';
import { DONE, NOTHING_RUN, type Output, reportFailure, reportRepairs, write } from './output.ts';
import { printable } from './printable.ts';
import { type Earlier, openEarlier } from './resume.ts';
import { readStudyCommand, STUDY_USAGE, type StudyCommand } from './study-command.ts';
import { type Computing, openProcesses, usualWorkers } from './study-processes.ts';

/** Milliseconds between two words about how far it is. */
const REPORT = 1000;

/** Only a network loads what it takes to train one. */
async function open(experiment: Experiment, { workers, data, engine }: StudyCommand): Promise<Computing> {
  if (!isNetwork(experiment)) return openProcesses(experiment, workers ?? usualWorkers(experiment));
  const { openNetworks } = await import('./study-networks.ts');
  return openNetworks(experiment, data, engine);
}

/** The records of a study, of which those that are known are not computed. */
async function* records(
  experiment: Experiment,
  computing: Computing,
  earlier: Earlier | null,
  progress: (run: number, made: number) => void,
): AsyncGenerator<Trial | Summary> {
  const outcomesOf = async (jobs: readonly Job[]): Promise<readonly Outcome[]> => {
    const known = jobs.map((job) => earlier?.find(job, experimentOf(experiment, job).seed));
    const computed = await computing.compute(jobs.filter((_, i) => !known[i]));
    let next = 0;
    return known.map((found) => found ?? computed[next++]);
  };
  const conducted = conduct(experiment);
  let made = 0;
  let next = conducted.next();
  while (!next.done) {
    const { value } = next;
    if ('jobs' in value) {
      next = conducted.next(await outcomesOf(value.jobs));
      made += value.jobs.length;
      progress(value.jobs[0].run, made);
      continue;
    }
    if ('summary' in value) made = 0;
    await earlier?.keep(value);
    yield value;
    next = conducted.next([]);
  }
}

/** The trials without their summaries, for a table. */
async function* trialsAmong(records: AsyncIterable<Trial | Summary>): AsyncGenerator<Trial> {
  for await (const record of records) if (!('summary' in record)) yield record;
}

/**
 * Prints the records of a study.
 *
 * @param now Milliseconds.
 * @returns the exit status: 0, or 2 when nothing could be run.
 */
export async function studyMain(argv: readonly string[], output: Output, now: () => number): Promise<number> {
  const command = readStudyCommand(argv);
  if (command === 'help') {
    await output.out(STUDY_USAGE);
    return DONE;
  }
  if ('error' in command) {
    output.err(`${printable(command.error)}\n\n${STUDY_USAGE}`);
    return NOTHING_RUN;
  }
  const experiment = reportRepairs(parseExperiment(command.query), output);
  let computing: Computing | null = null;
  let earlier: Earlier | null = null;
  try {
    if (command.resume !== null) {
      earlier = await openEarlier(command.resume);
      const { torn, count } = earlier;
      if (torn !== null)
        output.err(`${printable(`The last line was torn and is dropped: ${torn.slice(0, 80)}`)}\n`);
      output.err(`${count} trials are known from ${printable(command.resume)}.\n`);
    }
    computing = await open(experiment, command);
    const trials = trialsOf(experiment);
    let said = now();
    const progress = (run: number, made: number): void => {
      if (now() - said < REPORT) return;
      said = now();
      output.err(`run ${run} (${run + 1} of ${trials.length}): ${made} of ${trials[run]} trials\n`);
    };
    const columns = trialColumns(experiment);
    const lines = linesOf(command.format, columns);
    const all = records(experiment, computing, earlier, progress);
    await write(command.format === 'csv' ? trialsAmong(all) : all, lines, output);
    return DONE;
  } catch (error) {
    reportFailure(error, output);
    return NOTHING_RUN;
  } finally {
    await computing?.close();
    await earlier?.close();
  }
}
