/** The table of gradient stages, in the order in which they are applied, whatever the order in the link. */
import type { Stage } from '../types.ts';
import { clip } from './clip.ts';
import { noise } from './noise.ts';

export const stages: readonly Stage[] = [noise, clip];
