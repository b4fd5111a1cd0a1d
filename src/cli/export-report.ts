/** A report as a file: HTML that holds everything, or Markdown with its figures beside it. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Experiment, isNetwork, type Language } from '../experiment/index.ts';
import { htmlOf } from '../report/document/html.ts';
import { reportOf } from '../report/document/index.ts';
import { dataAddress, markdownOf } from '../report/document/markdown.ts';
import { measuredOnSurface } from '../report/document/measure-surface.ts';
import { figuresOf } from '../report/document/tree.ts';
import type { Output } from './output.ts';

export interface ReportRequest {
  readonly to: 'report-html' | 'report-md';
  readonly seeds: number;
  readonly lang: Language;
  readonly data: string | null;
  readonly out: string | null;
}

const versionOf = async (): Promise<string> =>
  JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')).version;

/**
 * Writes the report. Markdown goes into a file `….md` with its figures beside it, or into a folder as `report.md`; without `out`
 * figures stand in the text as addresses.
 */
export async function exportReport(
  experiment: Experiment,
  request: ReportRequest,
  output: Output,
): Promise<void> {
  const { to, seeds, lang, data, out } = request;
  const said = (seed: number): void => {
    if (seeds > 1) output.err(`seed ${seed}\n`);
  };
  const measured = isNetwork(experiment)
    ? await (await import('./measure-networks.ts')).measureNetworks(experiment, seeds, data, said)
    : measuredOnSurface(experiment, seeds);
  const report = await reportOf(experiment, measured, { lang, version: await versionOf(), site: null });
  if (to === 'report-html') {
    if (out === null) await output.out(htmlOf(report));
    else await writeFile(out, htmlOf(report));
    return;
  }
  if (out === null) {
    await output.out(markdownOf(report, dataAddress));
    return;
  }
  const isFile = out.endsWith('.md');
  const folder = isFile ? dirname(out) : out;
  // Figures of several reports may lie in one folder.
  const prefix = isFile ? `${basename(out, '.md')}-` : '';
  await mkdir(folder, { recursive: true });
  const nameOf = (name: string): string => `${prefix}${name}.svg`;
  for (const { name, svg } of figuresOf(report.blocks)) await writeFile(join(folder, nameOf(name)), svg);
  const text = markdownOf(report, ({ name }) => encodeURI(nameOf(name)));
  await writeFile(isFile ? out : join(folder, 'report.md'), text);
}
