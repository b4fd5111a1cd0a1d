import type { RunSpec } from '../../core/types.ts';
import { type Ground, searchRate, withRate } from '../rates.ts';

/** The run with a rate that suits this ground, searched without a pause. */
export function withSuitedRate<R extends RunSpec>(ground: Ground, run: R): R {
  const search = searchRate(ground, run);
  let step = search.next();
  while (!step.done) step = search.next();
  return withRate(run, step.value);
}
