/** `npm run --silent lessons`: every lesson with its claims, computed now. */
import { lessonsMain } from './lessons-main.ts';
import { standardOutput } from './standard-output.ts';

process.exitCode = await lessonsMain(process.argv.slice(2), standardOutput());
