/**
 * From losses to tones, and the losses at which contours run.
 *
 * Tone stands for the logarithm of the height above the lowest known minimum; where there is none (a saddle), for the height
 * itself, compressed at both ends. Tones follow what is shown: however closely one looks, all of the ramp is used.
 */
import { short } from '../format.ts';
import type { Minimum, PlaneFunction } from './plane.ts';

/** A strictly increasing mapping of losses to 0 (low) … 1 (high) of what is shown; the rarest losses go beyond. */
export interface Tone {
  at(loss: number): number;
  /** The loss that has a tone. */
  lossAt(tone: number): number;
}

/** Tones between 0 and 1 are this many contours apart. */
export const LEVELS = 16;
/** Every so many contours one is heavier, at a round loss. */
export const HEAVY = 4;
/** The first heavy contour among the contours 1 … 15. */
export const FIRST_HEAVY = 2;

/** Of a flat picture: one tone. */
const flat = (loss: number): Tone => ({
  at: (value) => (Number.isNaN(value) ? value : 0.5),
  lossAt: () => loss,
});

/** Spreads less than this part of the losses are rounding errors. */
const NOISE = 1e-13;

/**
 * The mapping for a part of the plane.
 *
 * @param losses Those of the part that is shown, a sample of it, in any order; not finite ones are left out.
 * @param known The minima that lie in that part.
 */
export function toneOf(
  { minima }: Pick<PlaneFunction, 'minima'>,
  losses: Float64Array,
  known: readonly Minimum[] = minima,
): Tone {
  const values = losses.filter(Number.isFinite).sort();
  if (values.length === 0) return flat(Number.NaN);
  const quantile = (q: number): number => values[Math.min(values.length - 1, Math.floor(q * values.length))];
  const [first, last] = [values[0], values[values.length - 1]];
  const middle = quantile(0.5);

  if (minima.length > 0) {
    const floor = Math.min(first, ...minima.map(({ loss }) => loss));
    const lowest = Math.min(first, ...known.map(({ loss }) => loss));
    const top = quantile(0.985) > lowest ? quantile(0.985) : last;
    if (!(top - lowest > NOISE * Math.max(Math.abs(top), Math.abs(floor)))) return flat(lowest);
    // A hundredth of the typical height is where the logarithm turns into a line: the bottom of a bowl stays a bottom.
    const knee = (middle - floor) / 100 || (top - floor) / 100;
    const log = (loss: number): number => Math.log((loss - floor) / knee + 1);
    const low = log(lowest);
    const span = log(top) - low;
    // Half of the picture lies above the middle tone. Without this a high plain with one deep hole has no tones left.
    const share = Math.max(1e-6, Math.min(0.999, (log(middle) - low) / span));
    const bend = Math.max(1, Math.min(8, Math.log(0.55) / Math.log(share)));
    return {
      at: (loss) => (loss <= lowest ? 0 : ((log(loss) - low) / span) ** bend),
      lossAt: (tone) => floor + knee * Math.expm1(low + span * Math.max(0, tone) ** (1 / bend)),
    };
  }
  const [bottom, top] =
    quantile(0.995) > quantile(0.005) ? [quantile(0.005), quantile(0.995)] : [first, last];
  if (!(top - bottom > NOISE * Math.max(Math.abs(top), Math.abs(bottom)))) return flat(middle);
  // The side that is the less steep of the two: of a function that explodes at one end the rest keeps its tones.
  const spread = Math.min(quantile(0.8) - middle, middle - quantile(0.2)) || (top - bottom) / 4;
  const squeeze = (loss: number): number => Math.asinh((loss - middle) / spread);
  const low = squeeze(bottom);
  const span = squeeze(top) - low;
  // Where one side goes on much further than the other, the middle of the picture keeps some of the ramp.
  const share = Math.max(1e-6, Math.min(1 - 1e-6, -low / span));
  const bend = Math.max(0.25, Math.min(4, Math.log(0.5) / Math.log(share)));
  return {
    at(loss) {
      const u = (squeeze(loss) - low) / span;
      return u <= 0 ? u : u ** bend;
    },
    lossAt(tone) {
      const u = tone <= 0 ? tone : tone ** (1 / bend);
      return middle + spread * Math.sinh(low + span * u);
    },
  };
}

/** A contour: its tone, and its loss in words where it is a heavy one. */
export interface Level {
  readonly tone: number;
  /** Null: a light one. */
  readonly text: string | null;
}

/** n of the largest 10ⁿ that is not above a size; rounding errors of a power of ten do not count. */
const decadeOf = (size: number): number => Math.floor(Math.log10(size * (1 + 1e-12)));

/** The largest of 1, 2, 5 × 10ⁿ that is not above a size. */
function roundSize(size: number): number {
  const power = 10 ** decadeOf(size);
  const digit = [5, 2, 1].find((each) => each * power <= size) ?? 1;
  return digit * power;
}

/** The contours of a mapping from low to high: heavy ones at round losses, light ones evenly between. None when it is flat. */
export function levelsOf(tone: Tone): readonly Level[] {
  const heavy: { tone: number; text: string }[] = [];
  for (let k = FIRST_HEAVY; k < LEVELS; k += HEAVY) {
    const loss = tone.lossAt(k / LEVELS);
    const gap = Math.min(
      loss - tone.lossAt((k - HEAVY / 2) / LEVELS),
      tone.lossAt((k + HEAVY / 2) / LEVELS) - loss,
    );
    if (!(gap > 0) || !Number.isFinite(gap) || !Number.isFinite(loss)) return [];
    const unit = roundSize(gap / 2);
    const value = Math.round(loss / unit) * unit;
    const digits = value === 0 ? 1 : 1 + decadeOf(Math.abs(value)) - decadeOf(unit);
    heavy.push({ tone: tone.at(value), text: short(value, Math.max(1, digits)) });
  }
  const apart = 1 / LEVELS;
  const levels: Level[] = [];
  const first = heavy[0];
  for (let k = FIRST_HEAVY - 1; k > 0; k--) {
    levels.push({ tone: first.tone * (1 - k / FIRST_HEAVY), text: null });
  }
  heavy.forEach((level, i) => {
    const next = heavy[i + 1]?.tone ?? level.tone + HEAVY * apart;
    levels.push(level);
    for (let k = 1; k < HEAVY; k++) {
      const between = level.tone + (k / HEAVY) * (next - level.tone);
      if (between < 1) levels.push({ tone: between, text: null });
    }
  });
  return levels;
}

/** The place of a tone among the levels: 1 at the first of them, 2 at the second, in proportion between. */
export function levelAt(levels: readonly Level[], tone: number): number {
  let above = levels.findIndex((level) => level.tone > tone);
  if (above < 0) above = levels.length;
  const low = above > 0 ? levels[above - 1].tone : 0;
  const high = above < levels.length ? levels[above].tone : low + 1 / LEVELS;
  return above + Math.max(-1, Math.min(1, (tone - low) / (high - low)));
}
