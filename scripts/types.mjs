/** `npm run types`: checks the types of each runtime with its own configuration, two at a time. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';

const waiting = readdirSync('.').filter((name) => /^tsconfig\.(?!base\b)\w+\.json$/.test(name));
let failed = false;

/** @param {string} config @returns {Promise<number | null>} */
const check = (config) =>
  new Promise((done) => {
    console.log(`types: ${config}`);
    spawn(`tsc -p ${config} --pretty`, { shell: true, stdio: 'inherit' }).on('close', done);
  });

async function work() {
  for (let config = waiting.shift(); config !== undefined; config = waiting.shift()) {
    if ((await check(config)) !== 0) failed = true;
  }
}

await Promise.all([work(), work()]);
process.exitCode = failed ? 1 : 0;
