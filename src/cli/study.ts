/**
 * `npm run --silent study -- "surface=beale&run=adam&axis=lr,from:1e-4,to:1,n:31"`: an experiment with many settings, without a
 * browser.
 */
import { standardOutput } from './standard-output.ts';
import { studyMain } from './study-main.ts';

process.exitCode = await studyMain(process.argv.slice(2), standardOutput(), () => performance.now());
