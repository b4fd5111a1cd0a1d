/**
 * What a value may be, in words. The shapes are those of the problems that links are reported with, repeated here because
 * the words import nothing.
 */

import type { FormulaTrouble } from './formula-zh.ts';

interface Bounds {
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly below?: number;
}

export type Rule =
  | ({ readonly kind: 'number' | 'integer' } & Bounds)
  | ({ readonly kind: 'list'; readonly integer: boolean; readonly maxLength?: number } & Bounds)
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly nearest?: string }
  | { readonly kind: 'type'; readonly type: 'number' | 'text' | 'flag' | 'list' | 'object' }
  | { readonly kind: 'stored' }
  | { readonly kind: 'point' | 'window' }
  | { readonly kind: 'text' | 'characters' | 'count'; readonly max: number }
  | { readonly kind: 'once' }
  | { readonly kind: 'only with'; readonly part: string }
  | { readonly kind: 'formula' | 'rule'; readonly error: FormulaTrouble }
  | { readonly kind: 'together'; readonly words: string };

/** What was given or used, where it is words about a link and no text of it. */
export type Phrase =
  | {
      readonly kind: 'ignored' | 'default' | 'not used' | 'own window' | 'next colour' | 'nothing' | 'object';
    }
  | { readonly kind: 'as in the link' | 'not kept' }
  | {
      readonly kind: 'amount' | 'first';
      readonly count: number;
      readonly of: 'characters' | 'runs' | 'rules' | 'keys' | 'items';
    };

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
