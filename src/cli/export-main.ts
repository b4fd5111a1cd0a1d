/** The command `export`, apart from the process it runs in. */
import { open } from 'node:fs/promises';
import { isNetwork, parseExperiment } from '../experiment/index.ts';
import { figureOf } from '../report/figure/index.ts';
import { isProgram, programOf } from '../report/program/index.ts';
import { isStudyProgram, studyProgramOf } from '../report/program/study/index.ts';
import { EXPORT_USAGE, isReport, isTable, readExportCommand, type Table } from './export-command.ts';
import { main } from './main.ts';
import { DONE, NOTHING_RUN, type Output, reportFailure, reportRepairs } from './output.ts';
import { printable } from './printable.ts';
import { studyMain } from './study-main.ts';

/** The records of an experiment, or of its study, as `trace` and `study` print them. */
async function table(query: string, to: Table, data: string | null, output: Output): Promise<number> {
  const more = data === null ? [] : ['--data', data];
  const argv = [query, '--format', to === 'csv' ? 'csv' : 'ndjson', ...more];
  const { study } = parseExperiment(query).experiment;
  const print = (into: Output): Promise<number> =>
    study ? studyMain(argv, into, () => performance.now()) : main(argv, into);
  if (to !== 'json') return print(output);
  // One list: a line a record, with commas between them. Lines may come in pieces of many, never in parts.
  let before = '[\n';
  const status = await print({
    err: output.err,
    async out(text) {
      const lines = text.trimEnd();
      if (lines === '') return;
      await output.out(before + lines.replace(/\n/g, ',\n'));
      before = ',\n';
    },
  });
  await output.out(before === '[\n' ? '[]\n' : '\n]\n');
  return status;
}

/** The output with a file in the place of standard output. */
async function into(
  path: string | null,
  output: Output,
  write: (to: Output) => Promise<number>,
): Promise<number> {
  if (path === null) return write(output);
  const file = await open(path, 'w');
  try {
    return await write({
      err: output.err,
      async out(text) {
        await file.write(text);
      },
    });
  } finally {
    await file.close();
  }
}

/**
 * Writes an experiment for another tool.
 *
 * @returns the exit status: 0, or 2 when nothing could be written.
 */
export async function exportMain(argv: readonly string[], output: Output): Promise<number> {
  const command = readExportCommand(argv);
  if (command === 'help') {
    await output.out(EXPORT_USAGE);
    return DONE;
  }
  if ('error' in command) {
    output.err(`${printable(command.error)}\n\n${EXPORT_USAGE}`);
    return NOTHING_RUN;
  }
  const { query, to, data, out, seeds, lang } = command;
  try {
    const parsed = parseExperiment(query);
    if (isProgram(to) && isNetwork(parsed.experiment)) {
      if (out === null) throw new RangeError('A training is a folder of files: say which with --out DIR.');
      const { exportTraining } = await import('./export-training.ts');
      await exportTraining(reportRepairs(parsed, output), to, out, data);
      return DONE;
    }
    if (isReport(to)) {
      const experiment = reportRepairs(parsed, output);
      const { exportReport } = await import('./export-report.ts');
      await exportReport(experiment, { to, seeds, lang: lang ?? experiment.lang ?? 'en', data, out }, output);
      return DONE;
    }
    return await into(out, output, async (target) => {
      if (isTable(to)) return table(query, to, data, target);
      const experiment = reportRepairs(parsed, output);
      const text = isStudyProgram(to)
        ? studyProgramOf(experiment, to)
        : to === 'svg'
          ? figureOf(experiment)
          : programOf(experiment, to);
      await target.out(text);
      return DONE;
    });
  } catch (error) {
    reportFailure(error, output);
    return NOTHING_RUN;
  }
}
