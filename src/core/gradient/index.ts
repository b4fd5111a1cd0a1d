/** The table of gradient stages, in the order in which they are applied, whatever the order in the link. */
import type { Stage } from '../types.ts';
import { accumulate } from './accumulate.ts';
import { clip } from './clip.ts';
import { noise } from './noise.ts';
import { precision } from './precision.ts';

/** By id. Texts are typed by it (i18n/catalogue): a row without a name does not compile. */
const table = {
  noise,
  precision,
  accumulate,
  clip,
} satisfies Record<string, Stage>;

export type StageId = keyof typeof table;

export const stages: readonly Stage[] = Object.values(table);
