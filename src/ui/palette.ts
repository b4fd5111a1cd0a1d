/**
 * The colours that canvases draw with. They are the custom properties of the style sheet, read once per theme, so that
 * there is one place where a colour is decided.
 */

export interface Palette {
  readonly ground: string;
  readonly ink: string;
  readonly muted: string;
  readonly hairline: string;
  readonly contour: string;
  /** Every fourth contour. */
  readonly contourHeavy: string;
  /** Loss from low to high. */
  readonly field: readonly [low: string, middle: string, high: string];
  /** One colour a slot. */
  readonly lines: readonly string[];
  /** Line width in CSS pixels. */
  readonly stroke: number;
  /** Font of axis labels. */
  readonly font: string;
  /** Size of that font over the 11 pixels that lengths are written for: what is measured in labels grows with them. */
  readonly scale: number;
}

/**
 * Petroff's ten colours (Petroff 2021, "Accessible color sequences for data visualization"), greys last; the sheet tunes
 * their lightness per theme. The eleventh and twelfth run repeat the first two with other dashes and markers.
 */
export const COLOURS = 10;

/** Dashes by slot: the second cue beside colour. */
export const DASHES: readonly (readonly number[])[] = [
  [],
  [9, 5],
  [],
  [3, 4],
  [],
  [12, 4, 3, 4],
  [5, 4],
  [],
  [9, 5],
  [3, 4],
  [12, 4, 3, 4],
  [5, 4],
];

/** Dashed lines are drawn over solid ones: where two paths coincide, both are seen. */
export const overSolid = (a: { slot: number }, b: { slot: number }): number =>
  Math.sign(DASHES[a.slot].length) - Math.sign(DASHES[b.slot].length);

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ground: read('--ground'),
    ink: read('--ink'),
    muted: read('--muted'),
    hairline: read('--hairline'),
    contour: read('--contour'),
    contourHeavy: read('--contour-heavy'),
    field: [read('--field-low'), read('--field-middle'), read('--field-high')],
    lines: DASHES.map((_, slot) => read(`--line-${slot % COLOURS}`)),
    stroke: Number(read('--stroke')) || 2,
    font: `${read('--axis-size') || '12px'} ${read('--font')}`,
    scale: (Number.parseFloat(read('--axis-size')) || 12) / 11,
  };
}

/** Draws the marker of a slot, centred at (x, y), `r` its radius: circle, square, triangle, diamond, then again turned. */
export function marker(
  context: CanvasRenderingContext2D,
  slot: number,
  x: number,
  y: number,
  r: number,
  fill: string,
  halo: string,
): void {
  context.beginPath();
  const corners = [0, 4, 3, 4, 3, 5, 6, 5][slot % 8];
  // A square stands on its side, a diamond on its corner; the second triangle points down.
  const turn = [0, Math.PI / 4, -Math.PI / 2, 0, Math.PI / 2, -Math.PI / 2, 0, Math.PI / 2][slot % 8];
  if (corners === 0) {
    context.arc(x, y, r, 0, 2 * Math.PI);
  } else {
    const size = r * (corners === 3 ? 1.35 : 1.2);
    for (let k = 0; k < corners; k++) {
      const angle = turn + (2 * Math.PI * k) / corners;
      context.lineTo(x + size * Math.cos(angle), y + size * Math.sin(angle));
    }
    context.closePath();
  }
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = halo;
  context.stroke();
  context.fillStyle = fill;
  context.fill();
}
