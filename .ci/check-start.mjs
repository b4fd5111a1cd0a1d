/** Whether `npm start` builds, prints its address in one line, serves the page with its assets, and ends on Ctrl-C. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const PATIENCE = 120_000;

const posix = process.platform !== 'win32';
const child = spawn('npm', ['start'], {
  env: { ...process.env, PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
  shell: !posix,
  detached: posix,
});
const ended = once(child, 'exit');

/** As Ctrl-C in a terminal: the signal goes to npm and to what it started. @param {NodeJS.Signals} signal */
const end = (signal) => {
  if (child.pid !== undefined) process.kill(posix ? -child.pid : child.pid, signal);
};

const patience = setTimeout(() => {
  console.error(`npm start did not do its part within ${PATIENCE / 1000} s.`);
  end('SIGKILL');
  process.exit(1);
}, PATIENCE);

/** @param {string} url @param {string} type the beginning of the wanted content type */
async function expectServed(url, type) {
  const answer = await fetch(url);
  const got = answer.headers.get('content-type') ?? '';
  if (!answer.ok || !got.startsWith(type)) throw new Error(`${url}: ${answer.status} ${got}, wanted ${type}`);
  return answer.text();
}

try {
  let url;
  for await (const line of createInterface({ input: child.stdout })) {
    console.log(line);
    url = /^Adascope: (http:\S+)/.exec(line)?.[1];
    if (url) break;
  }
  if (!url) throw new Error('npm start ended without printing an address.');
  const page = await expectServed(url, 'text/html');
  const script = /<script[^>]+src="([^"]+)"/.exec(page)?.[1];
  if (!script) throw new Error('The page has no script.');
  await expectServed(new URL(script, url).href, 'text/javascript');
  end('SIGINT');
  // npm passes the signal on as its own end, or waits for the server's.
  const [code, signal] = await ended;
  if (posix && code !== 0 && signal !== 'SIGINT') throw new Error(`npm start ended with ${code ?? signal}.`);
  const answers = await fetch(url).then(
    () => true,
    () => false,
  );
  if (answers) throw new Error('The server still answers after Ctrl-C.');
  console.log('npm start builds, serves the page and its script, and ends on Ctrl-C.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (child.exitCode === null && child.signalCode === null) end('SIGKILL');
  process.exitCode = 1;
} finally {
  clearTimeout(patience);
}
