/** What the command line of `study` says. */
import { parseArgs } from 'node:util';
import type { EngineName } from '../network/engines/engine.ts';
import { readEngine } from './engine.ts';
import { FORMATS, type Format } from './formats.ts';

export const STUDY_USAGE = `Usage: npm run --silent study -- "QUERY" [--format ndjson|csv] [--resume FILE] [--workers N]
         [--data DIR] [--engine simd|wasm|cpu|webgl]

Runs the experiment in QUERY, a link or what stands behind its "?", once for every trial of its study, and prints one record a
trial and a summary for each run. QUERY says what is varied: study=grid,measure:final&axis=lr,from:1e-5,to:10,n:61

  --format ndjson|csv  one JSON object a line (the default), or a table of the trials
  --resume FILE        goes on with what an earlier call printed into FILE: prints everything, computes what is missing,
                       and writes that to FILE as it comes
  --workers N          how many processes compute, at most 64; the records are the same for any number
  --data DIR           the folder with the IDX files of surface=mnist,data:mnist or data:fashion
  --engine NAME        what computes networks: simd (the default), or TensorFlow.js on wasm or cpu
  --help               this text
`;

export interface StudyCommand {
  readonly query: string;
  readonly format: Format;
  readonly data: string | null;
  readonly resume: string | null;
  /** What computes networks. */
  readonly engine: EngineName;
  /** null when not said. */
  readonly workers: number | null;
}

const MOST_WORKERS = 64;

/** The command, or what is wrong with it in a sentence. */
export function readStudyCommand(
  argv: readonly string[],
): StudyCommand | 'help' | { readonly error: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'ndjson' },
        resume: { type: 'string' },
        workers: { type: 'string' },
        data: { type: 'string' },
        engine: { type: 'string', default: 'simd' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return 'help';
    const format = FORMATS.find((known) => known === values.format);
    const workers = values.workers === undefined ? null : Number(values.workers);
    if (positionals.length === 0) return { error: 'There is no query.' };
    if (positionals.length > 1) return { error: 'There is more than one query: put it in quotes.' };
    if (!format) return { error: `--format is ${FORMATS.join(' or ')}, not "${values.format}".` };
    if (workers !== null && !(Number.isSafeInteger(workers) && workers >= 1 && workers <= MOST_WORKERS)) {
      return { error: `--workers is a whole number, 1 to ${MOST_WORKERS}, not "${values.workers}".` };
    }
    if (values.resume !== undefined && format !== 'ndjson') {
      return { error: '--resume goes with --format ndjson: a table has no summaries to go on from.' };
    }
    const engine = readEngine(values.engine);
    if (typeof engine !== 'string') return engine;
    const { data = null, resume = null } = values;
    return { query: positionals[0], format, engine, data, resume, workers };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
