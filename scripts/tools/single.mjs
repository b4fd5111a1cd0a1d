/**
 * `npm run --silent single -- "query" > file.html`: one file that holds the whole page and opens with an experiment, from a
 * disk, a stick or a mail, without a server and without a network.
 *
 * `--home URL` says where links made from the file lead. Repairs of the query go to standard error.
 */
import '../ready.mjs';

const { readFileSync } = await import('node:fs');
const { join } = await import('node:path');
const { parseArgs } = await import('node:util');
const { buildPage } = await import('../build/page.mjs');
const { formatExperiment, parseExperiment } = await import('../../src/experiment/index.ts');
const { fillTemplate } = await import('../../src/app/share/single.ts');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { home: { type: 'string', default: '' } },
});

const { experiment, problems } = parseExperiment(positionals.join(' '));
for (const { key, given, used, allowed } of problems) {
  console.error(`${key}: ${given || 'nothing'} given, ${used} used, allowed: ${allowed}`);
}
const folder = await buildPage({ onlyIfMissing: true });
process.stdout.write(
  fillTemplate(readFileSync(join(folder, 'single.html'), 'utf8'), {
    query: formatExperiment(experiment),
    title: experiment.title ?? 'Adascope',
    home: values.home,
  }),
);
