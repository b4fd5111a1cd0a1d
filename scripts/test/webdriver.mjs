/** A thin client of W3C WebDriver, https://www.w3.org/TR/webdriver2/: as much as the tests in WebKitGTK need. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** @returns {Promise<number>} a port that is free now */
const freePort = () =>
  new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => done(port));
    });
  });

/**
 * Starts a driver and a session in its browser.
 *
 * @param {string} program of the driver
 * @param {object} capabilities
 * @param {NodeJS.ProcessEnv} env
 */
export async function startSession(program, capabilities, env) {
  const port = await freePort();
  const driver = spawn(program, [`--port=${port}`], { env, stdio: 'ignore' });
  const base = `http://127.0.0.1:${port}`;
  /** @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} */
  const ask = async (method, path, body) => {
    const response = await fetch(base + path, { method, body: body ? JSON.stringify(body) : null });
    const { value } = /** @type {any} */ (await response.json());
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  for (let tries = 0; ; tries++) {
    try {
      await ask('GET', '/status');
      break;
    } catch (error) {
      if (tries > 100) throw error;
      await pause(100);
    }
  }
  const { sessionId } = await ask('POST', '/session', { capabilities: { alwaysMatch: capabilities } });
  const session = `/session/${sessionId}`;
  return {
    /** @param {string} url */
    goto: (url) => ask('POST', `${session}/url`, { url }),
    /** @param {string} expression @returns {Promise<any>} its value, as JSON can have it */
    evaluate: (expression) =>
      ask('POST', `${session}/execute/sync`, { script: `return ${expression}`, args: [] }),
    async close() {
      await ask('DELETE', session).catch(() => undefined);
      driver.kill();
    },
  };
}
