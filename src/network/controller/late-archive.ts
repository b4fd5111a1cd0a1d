/** An archive whose code is loaded when something is first looked for in it: most pages never train a network. */
import type { Archive } from './archive.ts';

export function lateArchive(load: () => Promise<Archive>): Archive {
  let archive: Archive | null = null;
  let coming: Promise<Archive> | null = null;
  const get = (): Promise<Archive> => {
    coming ??= load().then((found) => {
      archive = found;
      return found;
    });
    return coming;
  };
  return {
    read: async (keys) => (await get()).read(keys),
    // Once it is there a write begins at once: the page may be about to end.
    write: (runs) => (archive ? archive.write(runs) : get().then((found) => found.write(runs))),
  };
}
