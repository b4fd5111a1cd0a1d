/** Bounds of numbers in words. */
import type { Bounds } from '../experiment/types.ts';

/** The words that bounds are said with. */
interface Words {
  readonly least: string;
  readonly most: string;
  readonly above: string;
  readonly below: string;
}

/** Bounds in words, "0 ≤ … < 1" where there are two, or null where there are none. */
export function between({ min, max, above, below }: Bounds, words: Words): string | null {
  const low = min ?? above;
  const high = max ?? below;
  if (low !== undefined && high !== undefined) {
    return `${low} ${min === undefined ? '<' : '≤'} … ${max === undefined ? '<' : '≤'} ${high}`;
  }
  if (low !== undefined) return `${min === undefined ? words.above : words.least} ${low}`;
  if (high !== undefined) return `${max === undefined ? words.below : words.most} ${high}`;
  return null;
}
