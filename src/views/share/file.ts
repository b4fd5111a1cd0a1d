/** Experiments as files: for what is too long for a link, and to be kept. */
import {
  checkExperiment,
  type Experiment,
  formatExperiment,
  type Parsed,
  parseExperiment,
} from '../../experiment/index.ts';

/** Beyond this a file is no experiment. */
const LARGEST = 1_000_000;

/** The text of a file. The link stands in it too, for people and for programs that only know links. */
export const writeFile = (experiment: Experiment): string =>
  `${JSON.stringify({ adascope: 1, link: `?${formatExperiment(experiment)}`, experiment }, null, 2)}\n`;

/** A name for the file of an experiment, without anything that a file system minds. */
export function fileName({ title, surface }: Experiment, ending: string): string {
  const words = (title ?? '').normalize('NFC').match(/[\p{Letter}\p{Number}]+/gu) ?? [];
  return `adascope-${words.join('-').slice(0, 60).toLowerCase() || surface.id}.${ending}`;
}

/** The experiment in a file's text, repaired like a link; null when there is none in it. Never throws. */
export function readFile(text: string): Parsed | null {
  if (text.length > LARGEST) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { adascope, experiment, link } = value as Readonly<Record<string, unknown>>;
  if (adascope !== 1) return null;
  if (experiment !== undefined) return checkExperiment(experiment);
  return typeof link === 'string' ? parseExperiment(link) : null;
}

/** Hands a text to the person as a file. */
export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
