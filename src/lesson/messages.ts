/** Everything that is said between the page and the jobs that compute what a lesson shows. */
import type { Evaluated } from './evaluate.ts';
import type { Picture } from './picture.ts';
import type { Claim } from './types.ts';

/** What a job begins with, and all that it is told. Claims of one command share their query. */
export type LessonCommand =
  | { readonly type: 'claims'; readonly claims: readonly Claim[] }
  | { readonly type: 'picture'; readonly query: string };

export type LessonEvent =
  /** `id` is the claim's. */
  | ({ readonly type: 'evaluated'; readonly id: string } & Evaluated)
  /** How much of a training is done, 0 … 1. */
  | { readonly type: 'progress'; readonly fraction: number }
  | { readonly type: 'picture'; readonly picture: Picture };
