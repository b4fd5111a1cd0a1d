/**
 * Whether the tools can run: a Node that is new enough, and the libraries installed. Checked before anything else is
 * loaded, because what is missing shows while modules are linked, as an error that says little. So this file imports
 * nothing of the libraries, and its callers import the rest dynamically.
 */
import { existsSync } from 'node:fs';

const MINIMUM = [20, 19];

/** @param {string} advice */
function stop(advice) {
  console.error(advice);
  process.exit(1);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
  stop(
    `Adascope needs Node ${MINIMUM.join('.')} or newer and this is ${process.versions.node}: see https://nodejs.org.`,
  );
}
if (!existsSync(new URL('../node_modules/vite', import.meta.url))) {
  stop('The libraries are not installed: run npm ci first.');
}
