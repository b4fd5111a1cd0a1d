/** What the command line of `trace` says. */
import { parseArgs } from 'node:util';
import type { EngineName } from '../network/engines/engine.ts';
import { readEngine } from './engine.ts';
import { FORMATS, type Format } from './formats.ts';

export const USAGE = `Usage: npm run --silent trace -- "QUERY" [--format ndjson|csv] [--every N] [--stability]
         [--data DIR] [--engine simd|wasm|cpu|webgl]

Prints one record per run and step of the experiment in QUERY, a link or what stands behind its "?".

  --format ndjson|csv  one JSON object a line (the default), or a table
  --every N            only every N-th step, besides the first and the last
  --stability          also the sharpness where each gradient was taken, the largest eigenvalue of rates and Hessian
                       together, and the limit that it has to stay below; of networks at the steps that are
                       evaluated, by Lanczos on 512 training images, with its error
  --data DIR           the folder with the IDX files of surface=mnist,data:mnist or data:fashion,
                       by any of their usual names, gzipped or not
  --engine NAME        what computes networks: simd (the default, the same bits on every machine), or
                       TensorFlow.js on wasm or cpu; webgl is there in browsers only
  --help               this text
`;

export interface Command {
  readonly query: string;
  readonly format: Format;
  readonly every: number;
  readonly stability: boolean;
  /** Where the images are; null when not said. */
  readonly data: string | null;
  /** What computes networks. */
  readonly engine: EngineName;
}

/** The command, or what is wrong with it in a sentence. */
export function readCommand(argv: readonly string[]): Command | 'help' | { readonly error: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'ndjson' },
        every: { type: 'string', default: '1' },
        stability: { type: 'boolean', default: false },
        data: { type: 'string' },
        engine: { type: 'string', default: 'simd' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return 'help';
    const format = FORMATS.find((known) => known === values.format);
    const every = Number(values.every);
    if (positionals.length === 0) return { error: 'There is no query.' };
    if (positionals.length > 1) return { error: 'There is more than one query: put it in quotes.' };
    if (!format) return { error: `--format is ${FORMATS.join(' or ')}, not "${values.format}".` };
    if (!Number.isSafeInteger(every) || every < 1) {
      return { error: `--every is a whole number of at least 1, not "${values.every}".` };
    }
    const engine = readEngine(values.engine);
    if (typeof engine !== 'string') return engine;
    const { stability, data = null } = values;
    return { query: positionals[0], format, every, stability, data, engine };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
