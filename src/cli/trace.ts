/**
 * `npm run --silent trace -- "surface=beale&run=adam,lr:0.05"`: the numbers of an experiment, without a
 * browser.
 */
import { main } from './main.ts';
import { standardOutput } from './standard-output.ts';

process.exitCode = await main(process.argv.slice(2), standardOutput());
