/** What the command line of `export` says. */
import { parseArgs } from 'node:util';
import type { Language } from '../experiment/index.ts';
import { type ProgramId, programs } from '../report/program/index.ts';
import { type StudyProgramId, studyPrograms } from '../report/program/study/index.ts';

const TABLES = ['ndjson', 'csv', 'json'] as const;
export type Table = (typeof TABLES)[number];
const REPORTS = ['report-html', 'report-md'] as const;
export type ReportTarget = (typeof REPORTS)[number];
/** What an experiment can become. */
export type Target = ProgramId | StudyProgramId | Table | ReportTarget | 'svg';
const TARGETS: readonly Target[] = [...programs, ...studyPrograms, ...TABLES, 'svg', ...REPORTS];
/** Reports repeat runs with so many seeds at most. */
const MOST_SEEDS = 1000;

export const EXPORT_USAGE = `Usage: npm run --silent export -- "QUERY" --to ${TARGETS.join('|')}
         [--seeds N] [--lang en|zh] [--data DIR] [--out FILE]

Writes the experiment in QUERY, a link or what stands behind its "?", for other tools: docs/exports.md says how.

  --to ${programs.join('|').padEnd(15)} a program that makes the same updates and prints where each run ends; of mnist a folder with the
                       program, the first weights and the order of the images
  --to ${studyPrograms.join('|').padEnd(15)} the study of QUERY, else one over the learning rates, as a program that searches
  --to svg             a figure: the landscape with the paths of the runs, and their losses
  --to ndjson|csv|json what trace prints, and study where QUERY has a study
  --to report-html     a report in one file that needs nothing else and prints well
  --to report-md       the same as Markdown, with its figures beside FILE.md, or in a folder
  --seeds N            with how many seeds the runs of a report are made (1): what a report claims exceeds their spread
  --lang en|zh         the language of a report; that of QUERY, else English
  --data DIR           the folder with the IDX files of surface=mnist,data:mnist or data:fashion
  --out FILE           where to write, for programs of mnist a folder; standard output unless it is given
  --help               this text
`;

export interface ExportCommand {
  readonly query: string;
  readonly to: Target;
  readonly data: string | null;
  readonly out: string | null;
  /** Of a report. */
  readonly seeds: number;
  readonly lang: Language | null;
}

export const isReport = (target: Target): target is ReportTarget =>
  (REPORTS as readonly string[]).includes(target);
export const isTable = (target: Target): target is Table => (TABLES as readonly string[]).includes(target);

/** The command, or what is wrong with it in a sentence. */
export function readExportCommand(
  argv: readonly string[],
): ExportCommand | 'help' | { readonly error: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        to: { type: 'string' },
        data: { type: 'string' },
        out: { type: 'string' },
        seeds: { type: 'string', default: '1' },
        lang: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return 'help';
    const to = TARGETS.find((known) => known === values.to);
    if (positionals.length === 0) return { error: 'There is no query.' };
    if (positionals.length > 1) return { error: 'There is more than one query: put it in quotes.' };
    if (!to) return { error: `--to is one of ${TARGETS.join(', ')}, not "${values.to ?? ''}".` };
    const { data = null, out = null, lang = null } = values;
    const seeds = Number(values.seeds);
    if (!Number.isSafeInteger(seeds) || seeds < 1 || seeds > MOST_SEEDS)
      return { error: `--seeds is a whole number from 1 to ${MOST_SEEDS}, not "${values.seeds}".` };
    if (lang !== null && lang !== 'en' && lang !== 'zh')
      return { error: `--lang is en or zh, not "${lang}".` };
    return { query: positionals[0], to, data, out, seeds, lang };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
