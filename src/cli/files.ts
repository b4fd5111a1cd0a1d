/** What is in a folder. */
import { readdir } from 'node:fs/promises';

/** Data sets lie in a folder or a little below it; a whole disk is not searched. */
const MOST_DEPTH = 4;
const MOST_FILES = 10_000;

/**
 * The paths of the files in a folder and in its folders, from there on, with slashes.
 *
 * @throws what the system says when there is no such folder.
 */
export async function listFiles(directory: string): Promise<readonly string[]> {
  const files: string[] = [];
  const walk = async (below: string, depth: number): Promise<void> => {
    const entries = await readdir(`${directory}/${below}`, { withFileTypes: true }).catch(
      (error: unknown) => {
        // A folder that may not be read is passed over, but for the one that was asked for.
        if (below === '') throw error;
        return [];
      },
    );
    for (const entry of entries) {
      if (files.length >= MOST_FILES) return;
      if (entry.isDirectory() && depth < MOST_DEPTH) await walk(`${below}${entry.name}/`, depth + 1);
      // What a link leads to is found out when it is read.
      else if (entry.isFile() || entry.isSymbolicLink()) files.push(`${below}${entry.name}`);
    }
  };
  await walk('', 1);
  return files;
}
