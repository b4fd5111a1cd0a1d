/** One `run=` of a link: the optimizer, then schedules and gradient stages, joined by `~`. */
import { stages as stageRows } from '../core/gradient/index.ts';
import { optimizers } from '../core/optimizers/index.ts';
import { schedules as scheduleRows } from '../core/schedules/index.ts';
import { optimizerTable, scheduleTable, stageTable } from '../core/tables.ts';
import type { Argument, Parameter, StageSpec } from '../core/types.ts';
import { readArgument, ruleFor, writeArgument, writeNumber } from './argument.ts';
import { shown } from './defaults/v1.ts';
import { choiceOf, IGNORED, problem } from './problems.ts';
import { readStage, splitStage, writeStage } from './stage.ts';
import { MAX_LABEL, readText } from './text.ts';
import type { ExperimentRun, Phrase, Problem } from './types.ts';

/** The most schedules and stages of a run that are looked at: more than there are, so that of more some were reported. */
const MAX_PARTS = 60;

/** The optimizer of a run whose own is not known. */
const FALLBACK = 'sgd';

/**
 * Reads a run; problems are told under `path` (`run[0]`).
 *
 * An unknown optimizer becomes plain gradient descent with the arguments it shares. Unknown stages, a second
 * optimizer and stages that come twice are left out.
 */
export function readRun(text: string, path: string, report: (problem: Problem) => void): ExperimentRun {
  const [first, ...others] = text.split('~', MAX_PARTS).map(splitStage);
  const known = optimizerTable.find(first.id);
  if (!known) {
    const choices = optimizers.map(({ id }) => id);
    report(problem(path, first.id, FALLBACK, choiceOf(first.id, choices)));
  }
  const optimizer = readStage(known ?? optimizerTable.get(FALLBACK), first, path, report, [
    'label',
    ...Object.keys(shown),
  ]);
  const said = (key: string): string | undefined => first.values.find(([other]) => other === key)?.[1];
  const look = (parameter: Parameter, otherwise: string | Phrase): Argument => {
    const { key, default: usual } = parameter;
    const text = said(key);
    if (text === undefined) return usual;
    const { value, repaired } = readArgument(parameter, text, usual);
    const used = writeArgument(value) || otherwise;
    if (repaired) report(problem(`${path}.${key}`, text, used, ruleFor(parameter, text)));
    return value;
  };

  const schedules: StageSpec[] = [];
  const stages: StageSpec[] = [];
  for (const written of others) {
    const { id } = written;
    const at = `${path}.${id}`;
    const schedule = scheduleTable.find(id);
    const row = schedule ?? stageTable.find(id);
    const list = schedule ? schedules : stages;
    if (!row) {
      const choices = [...scheduleRows, ...stageRows].map((row) => row.id);
      report(problem(at, id, IGNORED, choiceOf(id, choices)));
    } else if (list.some((stage) => stage.id === id)) {
      report(problem(at, id, IGNORED, { kind: 'once' }));
    } else {
      list.push(readStage(row, written, at, report));
    }
  }
  return {
    optimizer,
    schedules,
    stages,
    label: readText(said('label') ?? '', MAX_LABEL, 'one line', `${path}.label`, report),
    hidden: look(shown.hidden, '0') === 1,
    colour: look(shown.colour, { kind: 'next colour' }) as number | null,
  };
}

/** The shortest text from which `readRun` makes `run`. */
export function writeRun({ optimizer, schedules, stages, label, hidden, colour }: ExperimentRun): string {
  const extra: (readonly [key: string, value: string])[] = [];
  if (label !== null) extra.push(['label', label]);
  if (hidden) extra.push(['hidden', '1']);
  if (typeof colour === 'number') extra.push(['colour', writeNumber(colour)]);
  return [
    writeStage(optimizerTable.get(optimizer.id), optimizer, extra),
    ...schedules.map((stage) => writeStage(scheduleTable.get(stage.id), stage)),
    ...stages.map((stage) => writeStage(stageTable.get(stage.id), stage)),
  ].join('~');
}
