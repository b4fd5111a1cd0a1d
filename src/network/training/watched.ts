/** What is watched as far as networks have it. */
import { PIXELS } from '../data/images.ts';
import type { Watched } from '../history/record.ts';
import type { Layout } from '../model/layout.ts';

export function within({ unit, weights }: Watched, { layout }: { readonly layout: Layout }): Watched {
  const { units } = layout.layers[0];
  return {
    unit: unit !== null && unit < units ? unit : null,
    weights: weights.filter((weight) => weight.unit < units && weight.pixel < PIXELS),
  };
}
