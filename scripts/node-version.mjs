/**
 * The oldest Node that the tools run on, checked before anything else is loaded: on an older one they fail while being
 * linked, with an error that says nothing. So this file imports nothing, and its callers import the rest dynamically.
 */
const MINIMUM = [20, 19];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
  console.error(
    `Adascope needs Node ${MINIMUM.join('.')} or newer and this is ${process.versions.node}: install one from https://nodejs.org.`,
  );
  process.exit(1);
}
