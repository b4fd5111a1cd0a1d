/** Loss fields for tests: any function as a surface, and a tone that is its value. */
import type { Domain } from '../../../../core/types.ts';
import type { LossField } from '../../../../ui/map/loss-field.ts';
import type { Tone } from '../../../../ui/map/tone.ts';

export const SQUARE: Domain = { x: [-2, 2], y: [-1, 3] };
export const OBLONG: Domain = { x: [0, 6], y: [-1, 1] };

export const lossFieldOf = (
  tone: (x: number, y: number) => number,
  domain: Domain = SQUARE,
  minima: readonly { x: number; y: number; loss: number }[] = [],
): LossField => ({
  objective: { loss: ([x, y]) => tone(x, y), minima },
  domain,
});

export const ITSELF: Tone = { at: (loss) => loss, lossAt: (tone) => tone };

/** Hills and hollows between 0 and 1. */
export const waves = (x: number, y: number): number =>
  0.5 + 0.35 * Math.sin(1.7 * x + 0.3) * Math.cos(1.3 * y);
