/** `npm run --silent export -- "surface=beale&run=adam" --to pytorch`: an experiment for other tools, without a browser. */
import { exportMain } from './export-main.ts';
import { standardOutput } from './standard-output.ts';

process.exitCode = await exportMain(process.argv.slice(2), standardOutput());
