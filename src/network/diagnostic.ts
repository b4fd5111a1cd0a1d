/**
 * What can be wrong with images and trainings, as plain data: a code, what it is about, and a sentence in English for
 * programs and the command line. A page words the code in its own language.
 */

type Nothing = Readonly<Record<string, never>>;

/** The sentences, each with what it is about. They say what was found, and what would be right. */
const ENGLISH = {
  'broken-gzip': ({ name }: { name: string }) => `${name}: is gzip, but broken or cut short.`,
  'too-big': ({ name, most }: { name: string; most: number }) =>
    `${name}: has more than ${most} MB; files of images have less.`,
  'too-short': ({ name, bytes }: { name: string; bytes: number }) =>
    `${name}: has ${bytes} bytes, too few for an IDX file.`,
  'wrong-magic': ({ name, magic }: { name: string; magic: number }) =>
    `${name}: is no IDX file of images or labels: it begins with ${magic}, not with 2051 or 2049.`,
  'no-items': ({ name, count }: { name: string; count: number }) =>
    `${name}: says it has ${count} items; at least 1 is needed.`,
  'wrong-label': ({ name, label, position }: { name: string; label: number; position: number }) =>
    `${name}: has the label ${label} at position ${position}; labels are 0 to 9.`,
  'wrong-size': ({ name, rows, columns }: { name: string; rows: number; columns: number }) =>
    `${name}: has images of ${rows} × ${columns} pixels, not 28 × 28.`,
  'cut-short': ({ name, bytes, expected }: { name: string; bytes: number; expected: number }) =>
    `${name}: is cut short: ${bytes} bytes after its head, not ${expected}.`,
  'too-long': ({ name, bytes, expected }: { name: string; bytes: number; expected: number }) =>
    `${name}: is longer than it says: ${bytes} bytes after its head, not ${expected}.`,
  'wrong-files': ({ kind, count, names }: { kind: 'images' | 'labels'; count: number; names: string }) =>
    `Two files of ${kind} are needed, one to train on and one to test on. Found ${count}${names && `: ${names}`}.`,
  'wrong-kind': ({ name, said, kind }: { name: string; said: string; kind: string }) =>
    `${name}: by its name it holds ${said}, but it holds ${kind}. Are the files mixed up?`,
  'same-images': ({ a, b }: { a: string; b: string }) =>
    `${a} and ${b} hold the same images: networks cannot be tested on what they are trained on.`,
  'unclear-roles': ({ a, b, count }: { a: string; b: string; count: number }) =>
    `${a} and ${b} have ${count} items each, and no name says which is for training: put “train” into one name and “test” into the other.`,
  'fewer-training': (given: { train: string; trainCount: number; test: string; testCount: number }) =>
    `${given.train} has ${given.trainCount} training images, fewer than the ${given.testCount} test images of ${given.test}: ` +
    'the names seem to be exchanged. To train on fewer, say images:N in the link.',
  'several-files': ({ role, names }: { role: string; names: string }) =>
    `Several files could be the ${role}: ${names}. Leave one of them.`,
  'wrong-counts': (given: { images: string; imageCount: number; labels: string; labelCount: number }) =>
    `${given.images} has ${given.imageCount} images and ${given.labels} ${given.labelCount} labels; ` +
    'there must be as many of both.',
  refused: ({ address, status }: { address: string; status: number }) =>
    `${address} could not be had: the server answered ${status}.`,
  unreachable: ({ address, detail }: { address: string; detail: string }) =>
    `${address} could not be had: ${detail}`,
  stalled: ({ address, seconds }: { address: string; seconds: number }) =>
    `${address} could not be had: nothing has come from there for ${seconds} seconds.`,
  'not-published': ({ address, sha256 }: { address: string; sha256: string }) =>
    `${address} is not the file that was published (SHA-256 ${sha256}).`,
  'no-directory': ({ data }: { data: string }) =>
    `data:${data} needs --data DIR, a directory with the four IDX files.`,
  'no-such-folder': ({ path }: { path: string }) => `There is no folder ${path} that can be read.`,
  'no-such-file': ({ path, role, names }: { path: string; role: string; names: string }) =>
    `${path} has no file of the ${role}, called ${names}, gzipped or not.`,
  'too-large': (given: { runs: number; weights: number; batch: number; needed: string; most: string }) =>
    `${given.runs} runs of ${given.weights} weights in batches of ${given.batch} take about ` +
    `${given.needed} GB of memory; at most ${given.most} GB are used.`,
  'out-of-memory': (_: Nothing) => 'This device has not enough memory free for these networks.',
  'single-file': (_: Nothing) =>
    'In a single file networks are trained by WebAssembly with SIMD, which is not to be had here.',
  'context-lost': (_: Nothing) => 'The graphics context went away and did not come back.',
} as const;

type Sentences = typeof ENGLISH;
export type DiagnosticCode =
  | keyof Sentences
  /** Said by those who ask for trainings, where this table is not loaded. */
  | 'worker-stopped'
  | 'network-silent'
  | 'no-trainer'
  | 'empty-folder'
  | 'several-folders'
  | 'unreadable';

/** Plain data: it is posted between threads. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** In English. */
  readonly message: string;
}

/** A code that has its sentence here. */
export type Worded = keyof Sentences;
/** What the sentence of a code is about. */
export type About<C extends Worded> = Parameters<Sentences[C]>[0];

/** A diagnostic with its sentence. */
export function diagnosticOf<C extends Worded>(code: C, given: About<C>): Diagnostic {
  const say = ENGLISH[code] as (parameters: unknown) => string;
  return { code, parameters: { ...given }, message: say(given) };
}

/** Why there are no images: `bad-file` names a file that cannot be used, `no-data` says where none was found. */
export class DataError extends Error {
  readonly code: 'bad-file' | 'no-data';
  readonly diagnostic: Diagnostic;

  constructor(code: 'bad-file' | 'no-data', diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.name = 'DataError';
    this.code = code;
    this.diagnostic = diagnostic;
  }
}
