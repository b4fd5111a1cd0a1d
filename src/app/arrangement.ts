/** How the parts of an embedded experiment stand in the room that a frame gives them. Numbers are CSS pixels. */

/** `split`: a card a run. `beside`: plots right of the surface. `stacked`: below it. `tabs`: one part at a time. */
export type Arrangement = 'split' | 'beside' | 'stacked' | 'tabs';

export interface Asked {
  /** Whether the link asks for a card a run. */
  readonly split: boolean;
  /** Whether it asks for the study in place of all other parts. */
  readonly study?: boolean;
  /** Cards there would be. */
  readonly cards: number;
  readonly surface: boolean;
  /** Line plots there are. */
  readonly plots: number;
  /** Whether the numbers of the step are shown where there is room. */
  readonly inspector: boolean;
}

/** A narrower card cannot be read, a lower plot neither. */
const CARD = 148;
const PLOT = 64;
/** The line of names and switches over the parts. */
const HEAD = 32;
/** From this width on, plots stand beside the surface. */
const WIDE = 520;

/** One run needs no comparison: where it is wide, its plots stand beside its surface. */
const roomForCards = (width: number, { split, cards, surface }: Asked): boolean =>
  split && cards > 0 && width / cards >= CARD && !(cards === 1 && surface && width >= WIDE);

/** The arrangement for so much room, bar at the bottom and words at the top not counted. */
export function arrange(width: number, height: number, asked: Asked): Arrangement {
  const { surface, plots, inspector } = asked;
  // Nothing but the numbers of the step.
  if (!surface && plots === 0 && inspector) return 'tabs';
  if (roomForCards(width, asked) && height >= 28 + (surface ? 100 : 0) + plots * PLOT) return 'split';
  const room = height - HEAD;
  if (surface && width >= WIDE && room >= plots * PLOT) return 'beside';
  if (!surface || plots === 0) return room >= plots * PLOT ? 'stacked' : 'tabs';
  return room >= width * 0.6 + plots * PLOT ? 'stacked' : 'tabs';
}

/** Whether the numbers of the step fit in as well, where they are no tab. */
export const roomForInspector = (arrangement: Arrangement, height: number, asked: Asked): boolean =>
  asked.inspector && arrangement === 'beside' && height - HEAD >= asked.plots * (PLOT + 16) + 260;

/**
 * The height at which the parts look as they should. It depends on the width alone, so that a page that gives a frame the
 * height it asks for is not asked again.
 */
export function naturalHeight(width: number, asked: Asked): number {
  const { surface, plots, inspector, study } = asked;
  if (study) return HEAD + Math.round(Math.max(300, Math.min(520, width * 0.62)));
  if (!surface && plots === 0 && inspector) return 300;
  const clamp = (low: number, value: number, high: number): number => Math.max(low, Math.min(high, value));
  if (roomForCards(width, asked)) {
    return Math.round(40 + (surface ? clamp(120, width / asked.cards, 300) : 0) + plots * 96);
  }
  if (surface && width >= WIDE) return HEAD + Math.round(clamp(plots * 100, width * 0.52, 600));
  return HEAD + Math.round((surface ? width * 0.8 : 0) + plots * 110);
}
