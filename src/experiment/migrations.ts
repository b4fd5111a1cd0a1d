/**
 * Links of earlier versions. Version n + 1 of the defaults brings one entry here: a pure function from what a
 * link of version n says to what a link of version n + 1 has to say to mean the same.
 */
import type { Written } from './link.ts';

export type Migration = (link: Written) => Written;

/** The version of the links that are written. */
export const VERSION = 1;

/** By the version that a migration starts from. Empty while there is one version. */
export const migrations: Readonly<Record<number, Migration>> = {};

/** `link` of version `from` as one of version `to`. */
export function migrate(link: Written, from: number, to: number = VERSION, steps = migrations): Written {
  let migrated = link;
  for (let version = from; version < to; version++) migrated = steps[version](migrated);
  return migrated;
}
