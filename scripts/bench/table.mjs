/** Where benches put their tables: between two comments of docs/speed.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

const file = new URL('../../docs/speed.md', import.meta.url);

/** What was measured on: the processor, and how busy it was. */
export const machine = () =>
  `${cpus()[0].model}. ${cpus().length} cores, with ${(loadavg()[0] / cpus().length).toFixed(1)} processes for each at the end.`;

/**
 * Puts a table in its place.
 *
 * @param {string} command What makes it, as the comment before it says.
 * @param {string} table
 */
export function writeTable(command, table) {
  const text = readFileSync(file, 'utf8');
  const begin = `<!-- ${command} -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf('<!-- end -->', from);
  if (from < 0 || to < 0) throw new Error(`docs/speed.md has no ${begin}`);
  writeFileSync(file, `${text.slice(0, from + begin.length)}\n${table}\n${text.slice(to)}`);
}

/** @param {readonly number[]} numbers */
export const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
