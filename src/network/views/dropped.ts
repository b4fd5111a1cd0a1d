/** What a person dropped or chose: files as they are, and of folders the files that are images or labels. */
import type { Diagnostic } from '../diagnostic.ts';
import type { DroppedFile } from '../messages.ts';

/** What came of it: files, or what is wrong. */
export type Dropped = { readonly files: readonly DroppedFile[] } | { readonly diagnostic: Diagnostic };

/** A file with the folder that it was found in. */
interface Found {
  readonly folder: string;
  readonly file: File;
}

/** A folder of data has few files and few folders; a whole disk is not read. */
const MOST_DEPTH = 5;
const MOST_FILES = 2000;
/** No file of images is larger. */
const MOST_BYTES = 256e6;
/** The files of a data set. */
const WHOLE = 4;

const diagnosticOf = (
  code: 'empty-folder' | 'several-folders' | 'unreadable',
  parameters: Diagnostic['parameters'],
  message: string,
): { readonly diagnostic: Diagnostic } => ({ diagnostic: { code, parameters, message } });

/** Reads files whole. */
export async function readFiles(files: Iterable<File>): Promise<Dropped> {
  const read: DroppedFile[] = [];
  for (const file of files) {
    const bytes = await file.arrayBuffer().catch(() => null);
    if (!bytes) return diagnosticOf('unreadable', { name: file.name }, `${file.name} cannot be read.`);
    read.push({ name: file.name, bytes });
  }
  return { files: read };
}

const entriesOf = (folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> => {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  // It hands out a hundred at a time.
  const more = (): Promise<FileSystemEntry[]> =>
    new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    }).then((some) => {
      all.push(...some);
      return some.length === 0 || all.length >= MOST_FILES ? all : more();
    });
  return more();
};

async function walk(entry: FileSystemEntry, depth: number, found: Found[]): Promise<void> {
  if (found.length >= MOST_FILES) return;
  if (entry.isFile) {
    const file = await new Promise<File | null>((resolve) => {
      (entry as FileSystemFileEntry).file(resolve, () => resolve(null));
    });
    if (file) found.push({ folder: entry.fullPath.replace(/\/[^/]*$/, ''), file });
  } else if (entry.isDirectory && depth < MOST_DEPTH) {
    const entries = await entriesOf(entry as FileSystemDirectoryEntry).catch(() => []);
    for (const each of entries) await walk(each, depth + 1, found);
  }
}

/** The first bytes of a file, unpacked. */
async function headOf(file: File): Promise<Uint8Array> {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  if (head[0] !== 0x1f || head[1] !== 0x8b) return head;
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const { value } = await reader.read();
  reader.cancel().catch(() => undefined);
  return value ?? head;
}

/** Whether a file begins as IDX files of images or labels do, packed or not. */
async function isIdx(file: File): Promise<boolean> {
  if (file.size > MOST_BYTES) return false;
  const [a, b, c, d] = await headOf(file).catch(() => new Uint8Array());
  return a === 0 && b === 0 && c === 8 && (d === 1 || d === 3);
}

/** Of the files in some folders those of the one data set that is there. */
async function choose(found: readonly Found[], name: string): Promise<Dropped> {
  const idx: Found[] = [];
  for (const each of found) if (await isIdx(each.file)) idx.push(each);
  if (idx.length === 0) {
    const message = `The folder ${name} holds no IDX files. Drop the folder that holds train-images-idx3-ubyte and the three others, or these four files.`;
    return diagnosticOf('empty-folder', { name }, message);
  }
  const folders = [...new Set(idx.map(({ folder }) => folder))];
  const inFolder = (folder: string): File[] =>
    idx.filter((each) => each.folder === folder).map(({ file }) => file);
  const whole = folders.filter((folder) => inFolder(folder).length >= WHOLE);
  if (whole.length > 1) {
    const names = whole.join(', ');
    const message = `Several folders hold the four files: ${names}. Drop one of them.`;
    return diagnosticOf('several-folders', { names }, message);
  }
  return readFiles(whole.length === 1 ? inFolder(whole[0]) : idx.map(({ file }) => file));
}

/** Reads what was dropped. To be called while the event is handled: afterwards its items are gone. */
export function readDropped({ items, files }: DataTransfer): Promise<Dropped> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  const folders = entries.filter((entry) => entry.isDirectory);
  if (folders.length === 0) return readFiles([...files]);
  const found: Found[] = [];
  return (async () => {
    for (const entry of entries) await walk(entry, 0, found);
    return choose(found, folders.map(({ name }) => name).join(', '));
  })();
}
