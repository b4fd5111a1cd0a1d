/** The table of gradient stages, in the order in which they are applied, whatever the order in the link. */
import type { Stage } from '../types.ts';
import { accumulate } from './accumulate.ts';
import { clip } from './clip.ts';
import { noise } from './noise.ts';
import { precision } from './precision.ts';

export const stages: readonly Stage[] = [noise, precision, accumulate, clip];
