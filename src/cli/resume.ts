/** Going on with the file that an interrupted `study` left. */
import { open, readFile } from 'node:fs/promises';
import type { Job, Summary, Trial } from '../study/study.ts';

/** What a file holds of a study. */
export interface Earlier {
  /** The trials that are known, by run, number and repetition. */
  find(job: Job, seed: number): Trial | undefined;
  /** How many of them there are. */
  readonly count: number;
  /** What stood in the last line, when it was torn; null when it was whole. */
  readonly torn: string | null;
  /** Adds a record to the file, unless it is in it. */
  keep(record: Trial | Summary): Promise<void>;
  close(): Promise<void>;
}

const keyOf = (run: number, trial: number, seed: number): string => `${run}/${trial}/${seed}`;

const same = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);

/** One line of a file; null where it is no record of a study. */
function recordOf(line: string): Trial | Summary | null {
  try {
    const record = JSON.parse(line);
    const whole = typeof record === 'object' && record !== null && typeof record.run === 'number';
    return whole && ('summary' in record || ('value' in record && 'at' in record)) ? record : null;
  } catch {
    return null;
  }
}

/**
 * Opens the file of an earlier call, or begins one. A torn last line is dropped from it.
 *
 * @throws Error where a line before the last one is no record of a study, with its number.
 */
export async function openEarlier(path: string): Promise<Earlier> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
  const text = bytes.toString('utf8');
  const end = text.lastIndexOf('\n') + 1;
  const trials = new Map<string, Trial>();
  const summaries = new Set<number>();
  for (const [i, line] of text.slice(0, end).split('\n').slice(0, -1).entries()) {
    const record = recordOf(line);
    if (!record) throw new Error(`${path}, line ${i + 1} is no record of a study: ${line.slice(0, 80)}`);
    if ('summary' in record) summaries.add(record.run);
    else trials.set(keyOf(record.run, record.trial, record.seed), record);
  }
  const torn = text.slice(end);
  const file = await open(path, bytes.length === 0 ? 'w' : 'r+');
  let position = Buffer.byteLength(text.slice(0, end));
  await file.truncate(position);
  return {
    count: trials.size,
    torn: torn === '' ? null : torn,
    find(job, seed) {
      const found = trials.get(keyOf(job.run, job.trial, seed));
      if (!found || (found.steps ?? job.steps) !== job.steps) return undefined;
      if (same(found.at, job.at)) return found;
      throw new Error(
        `${path} is of another study: trial ${job.trial} of run ${job.run} has ${JSON.stringify(found.at)} there, and ${JSON.stringify(job.at)} here.`,
      );
    },
    async keep(record) {
      if (
        'summary' in record
          ? summaries.has(record.run)
          : trials.has(keyOf(record.run, record.trial, record.seed))
      )
        return;
      const line = Buffer.from(`${JSON.stringify(record)}\n`);
      await file.write(line, 0, line.length, position);
      position += line.length;
    },
    close: () => file.close(),
  };
}
