/** What the command line of `export` says. */
import { parseArgs } from 'node:util';
import { type ProgramId, programs } from '../report/program/index.ts';

const TABLES = ['ndjson', 'csv', 'json'] as const;
export type Table = (typeof TABLES)[number];
/** What an experiment can become. */
export type Target = ProgramId | Table | 'svg';
const TARGETS: readonly Target[] = [...programs, ...TABLES, 'svg'];

export const EXPORT_USAGE = `Usage: npm run --silent export -- "QUERY" --to ${TARGETS.join('|')} [--data DIR] [--out FILE]

Writes the experiment in QUERY, a link or what stands behind its "?", for other tools: docs/exports.md says how.

  --to ${programs.join('|').padEnd(15)} a program that makes the same updates and prints where each run ends; of mnist a folder with the
                       program, the first weights and the order of the images
  --to svg             a figure: the landscape with the paths of the runs, and their losses
  --to ndjson|csv|json what trace prints, and study where QUERY has a study
  --data DIR           the folder with the IDX files of surface=mnist,data:mnist or data:fashion
  --out FILE           where to write, for mnist a folder; standard output unless it is given
  --help               this text
`;

export interface ExportCommand {
  readonly query: string;
  readonly to: Target;
  readonly data: string | null;
  readonly out: string | null;
}

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
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return 'help';
    const to = TARGETS.find((known) => known === values.to);
    if (positionals.length === 0) return { error: 'There is no query.' };
    if (positionals.length > 1) return { error: 'There is more than one query: put it in quotes.' };
    if (!to) return { error: `--to is one of ${TARGETS.join(', ')}, not "${values.to ?? ''}".` };
    const { data = null, out = null } = values;
    return { query: positionals[0], to, data, out };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
