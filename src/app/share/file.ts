/** Experiments as files: for what is too long for a link, and to be kept. */
import {
  checkExperiment,
  type Experiment,
  formatExperiment,
  type Parsed,
  parseExperiment,
} from '../../experiment/index.ts';

/** Beyond so many characters a file is no experiment. */
const LARGEST = 1_000_000;
/** And beyond so many bytes: a character has four at most. */
export const LARGEST_BYTES = 4 * LARGEST;

/** The text of a file. The link stands in it too, for people and for programs that only know links. */
export const writeFile = (experiment: Experiment): string =>
  `${JSON.stringify({ adascope: 1, link: `?${formatExperiment(experiment)}`, experiment }, null, 2)}\n`;

/** A name for the file of an experiment, without anything that a file system minds. */
export function fileName({ title, surface }: Experiment, ending: string): string {
  const words = (title ?? '').normalize('NFC').match(/[\p{Letter}\p{Number}]+/gu) ?? [];
  return `adascope-${words.join('-').slice(0, 60).toLowerCase() || surface.id}.${ending}`;
}

/** Why a file is not opened. `why`: what the browser says of text that is no JSON. */
export type Refusal =
  | { readonly wrong: 'large' | 'foreign' | 'empty' | 'newer' }
  | { readonly wrong: 'json'; readonly why: string };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The experiment in a file's text, repaired like a link, or why there is none in it. Never throws. */
export function readFile(text: string): Parsed | Refusal {
  if (text.length > LARGEST) return { wrong: 'large' };
  let value: unknown;
  try {
    // Editors of some systems put a mark of the byte order first.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { wrong: 'json', why: (error as Error).message.replace(/ is not valid JSON$/, '') };
  }
  if (!isObject(value) || typeof value.adascope !== 'number') return { wrong: 'foreign' };
  const { adascope, experiment, link } = value;
  if (adascope !== 1) return { wrong: 'newer' };
  // What stands in the experiment counts; the link beside it only where it fits better.
  const linked = typeof link === 'string' ? parseExperiment(link) : null;
  const good = linked !== null && linked.problems.length === 0 ? linked.experiment : null;
  if (isObject(experiment)) return checkExperiment(experiment, good);
  return typeof link === 'string' ? parseExperiment(link) : { wrong: 'empty' };
}

/** Hands a text to the person as a file. */
export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
