/** Figures as SVG: vector contours, real text, light or dark, of a chosen width. Pure: the same input gives the same text. */
import { contours, ticks } from 'd3';

export interface Theme {
  readonly ground: string;
  readonly ink: string;
  readonly muted: string;
  readonly contour: string;
  /** One a place in the palette of runs. */
  readonly lines: readonly string[];
}

/** The colours of the page (`src/ui/tokens.css`). */
export const THEMES: Readonly<Record<'light' | 'dark', Theme>> = {
  light: {
    ground: '#fdfdfc',
    ink: '#1d2126',
    muted: '#666c75',
    contour: '#aab3bc',
    lines: [
      ...['#2f7fd0', '#c97a00', '#bd1f01', '#832db6', '#0f9aa5'],
      ...['#dc5400', '#a0583f', '#8f8434', '#596070', '#7b8b91'],
    ],
  },
  dark: {
    ground: '#14171b',
    ink: '#e6e8ea',
    muted: '#9aa2ab',
    contour: '#4d5964',
    lines: [
      ...['#5ba6ee', '#ffb02e', '#f0573c', '#b878e6', '#7fdbe0'],
      ...['#ff8a3a', '#cf937f', '#cfc68a', '#a0a7b5', '#b4c2c0'],
    ],
  },
};

/** A run as figures show it. */
export interface Series {
  readonly label: string;
  readonly colour: string;
  /** The points of its steps, from the start. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** What curves show of it, from the start: losses, unless a figure says otherwise. */
  readonly losses: readonly number[];
  /** The step of each of them. */
  readonly steps: readonly number[];
}

const escaped = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );

/** A number on an axis. */
const numeral = (value: number): string => String(Number(value.toPrecision(6))).replace(/-/g, '−');

const pixel = (value: number): string => String(Math.round(value * 100) / 100);

/** Rectangle of a panel in pixels. */
interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const FONT = 'font-family="Helvetica, Arial, sans-serif" font-size="12"';

/** The path through points that are finite: it breaks where one is not. */
function polyline(points: readonly (readonly [number, number])[]): string {
  let open = false;
  return points
    .map(([x, y]) => {
      const finite = Number.isFinite(x) && Number.isFinite(y);
      const command = finite ? `${open ? 'L' : 'M'}${pixel(x)},${pixel(y)}` : '';
      open = finite;
      return command;
    })
    .join('');
}

/** A frame with ticks and their numbers, and names of the axes. */
function axes(
  frame: Frame,
  theme: Theme,
  x: { readonly at: (value: number) => number; readonly ticks: readonly number[]; readonly name: string },
  y: {
    readonly at: (value: number) => number;
    readonly ticks: readonly (readonly [number, string])[];
    readonly name: string;
  },
): string {
  const { left, top, width, height } = frame;
  const bottom = top + height;
  const horizontal = x.ticks.map(
    (tick) =>
      `<path d="M${pixel(x.at(tick))},${bottom}v5" stroke="${theme.muted}"/>` +
      `<text x="${pixel(x.at(tick))}" y="${bottom + 18}" text-anchor="middle">${numeral(tick)}</text>`,
  );
  const vertical = y.ticks.map(
    ([tick, text]) =>
      `<path d="M${left},${pixel(y.at(tick))}h-5" stroke="${theme.muted}"/>` +
      `<text x="${left - 8}" y="${pixel(y.at(tick) + 4)}" text-anchor="end">${escaped(text)}</text>`,
  );
  return (
    `<g fill="${theme.muted}">${horizontal.join('')}${vertical.join('')}` +
    `<text x="${pixel(left + width / 2)}" y="${bottom + 36}" text-anchor="middle" fill="${theme.ink}">${escaped(x.name)}</text>` +
    `<text transform="translate(${left - 48},${pixel(top + height / 2)}) rotate(-90)" text-anchor="middle" fill="${theme.ink}">${escaped(y.name)}</text></g>` +
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="none" stroke="${theme.muted}"/>`
  );
}

const GRID = 140;
const LEVELS = 22;

/** Contours of a loss over a window [x0, x1, y0, y1], at quantiles of its values: as many in a flat valley as on steep walls. */
export function landscape(
  loss: (x: number, y: number) => number,
  [x0, x1, y0, y1]: readonly [number, number, number, number],
  series: readonly Series[],
  frame: Frame,
  theme: Theme,
  id: string,
): string {
  const { left, top, width, height } = frame;
  const values = Array.from({ length: GRID * GRID }, (_, k) =>
    loss(x0 + ((k % GRID) / (GRID - 1)) * (x1 - x0), y0 + (Math.floor(k / GRID) / (GRID - 1)) * (y1 - y0)),
  );
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const largest = sorted[sorted.length - 1] ?? 0;
  const levels = Array.from(
    { length: LEVELS },
    (_, k) => sorted[Math.floor(((k + 0.5) / LEVELS) ** 1.5 * sorted.length)],
  );
  const at = {
    x: (value: number): number => left + ((value - x0) / (x1 - x0)) * width,
    y: (value: number): number => top + height - ((value - y0) / (y1 - y0)) * height,
  };
  // The corners of d3's grid lie half a cell outside of the first and last values.
  const place = ([gx, gy]: readonly number[]): readonly [number, number] => [
    left + ((gx - 0.5) / (GRID - 1)) * width,
    top + height - ((gy - 0.5) / (GRID - 1)) * height,
  ];
  const lines = contours()
    .size([GRID, GRID])
    .thresholds([...new Set(levels)].filter((level) => level !== undefined))(
      values.map((value) => (Number.isFinite(value) ? value : largest)),
    )
    .flatMap(({ coordinates }) =>
      coordinates.flatMap((polygon) => polygon.map((ring) => `${polyline(ring.map(place))}Z`)),
    );
  const paths = series.map(({ points, colour, label }) => {
    const inside = points.map(([x, y]): readonly [number, number] => [at.x(x), at.y(y)]);
    const end = inside.filter(([x, y]) => Number.isFinite(x + y)).at(-1) ?? [0, 0];
    return (
      `<g><title>${escaped(label)}</title><path d="${polyline(inside)}" fill="none" stroke="${colour}" stroke-width="2" stroke-linejoin="round"/>` +
      `<circle cx="${pixel(end[0])}" cy="${pixel(end[1])}" r="4" fill="${colour}" stroke="${theme.ground}"/></g>`
    );
  });
  const clip = `<clipPath id="${id}"><rect x="${left}" y="${top}" width="${width}" height="${height}"/></clipPath>`;
  const named = ticks(y0, y1, 6).map((tick) => [tick, numeral(tick)] as const);
  return (
    `${clip}<g clip-path="url(#${id})"><path d="${lines.join('')}" fill="none" stroke="${theme.contour}" stroke-width="0.75"/>${paths.join('')}</g>` +
    axes(
      frame,
      theme,
      { at: at.x, ticks: ticks(x0, x1, 6), name: 'x' },
      { at: at.y, ticks: named, name: 'y' },
    )
  );
}

/** How curves are drawn where they are no losses. */
interface CurveOptions {
  /** On a log axis where all values allow it, which is usual, or on a linear one. */
  readonly linear?: boolean;
  /** Whether values far above those at the start may leave the plot: usual. */
  readonly whole?: boolean;
}

/** Losses against the step, on a log axis where all are at least 0. */
export function curves(
  series: readonly Series[],
  frame: Frame,
  theme: Theme,
  names: { readonly step: string; readonly loss: string },
  id: string,
  { linear = false, whole = false }: CurveOptions = {},
): string {
  const { left, top, width, height } = frame;
  const finite = series.flatMap(({ losses }) => losses.filter(Number.isFinite));
  const log = !linear && finite.every((value) => value >= 0) && finite.some((value) => value > 0);
  // Runs that diverge leave the plot through its top: what the others do stays visible.
  const first = Math.max(...series.map(({ losses }) => losses[0]).filter(Number.isFinite));
  const most = whole ? Number.POSITIVE_INFINITY : log ? 100 * first : first + Math.abs(first) + 1;
  const all = finite.filter((value) => !(value > most));
  const positive = all.filter((value) => !log || value > 0);
  const scale = (value: number): number => (log ? Math.log10(value) : value);
  const low = scale(positive.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY));
  const high = scale(positive.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY));
  const margin = (high - low || 1) * 0.04;
  const last = Math.max(1, ...series.map(({ steps }) => steps.at(-1) ?? 0));
  const x = (step: number): number => left + (step / last) * width;
  const y = (value: number): number =>
    top + height - ((value - low + margin) / (high - low + 2 * margin || 1)) * height;
  const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  const power = (exponent: number): string =>
    `10${[...String(exponent)].map((sign) => (sign === '-' ? '⁻' : SUPERSCRIPTS[Number(sign)])).join('')}`;
  const powers = ticks(low, high, 6).filter(Number.isInteger);
  const marks = !log
    ? ticks(low, high, 6).map((tick) => [tick, numeral(tick)] as const)
    : powers.length > 1
      ? powers.map((tick) => [tick, power(tick)] as const)
      : // Within a decade there are no two powers of ten.
        ticks(10 ** low, 10 ** high, 5).map((tick) => [Math.log10(tick), numeral(tick)] as const);
  const paths = series.map(
    ({ losses, steps, colour, label }) =>
      `<g><title>${escaped(label)}</title><path d="${polyline(losses.map((value, i) => [x(steps[i]), y(scale(value))]))}" fill="none" stroke="${colour}" stroke-width="1.75" stroke-linejoin="round"/></g>`,
  );
  const clip = `<clipPath id="${id}"><rect x="${left}" y="${top}" width="${width}" height="${height}"/></clipPath>`;
  return (
    `${clip}<g clip-path="url(#${id})">${paths.join('')}</g>` +
    axes(
      frame,
      theme,
      { at: x, ticks: ticks(0, last, 6), name: names.step },
      { at: y, ticks: marks, name: names.loss },
    )
  );
}

/** The names of the runs beside their colours, a line each. */
export const legend = (series: readonly Series[], left: number, top: number, theme: Theme): string =>
  series
    .map(
      ({ label, colour }, i) =>
        `<path d="M${left},${top + 18 * i - 4}h18" stroke="${colour}" stroke-width="3"/>` +
        `<text x="${left + 26}" y="${top + 18 * i}" fill="${theme.ink}">${escaped(label)}</text>`,
    )
    .join('');

/** A whole figure of some panels. */
export const figure = (
  width: number,
  height: number,
  theme: Theme,
  title: string,
  panels: readonly string[],
): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" ${FONT}>` +
  `<title>${escaped(title)}</title><rect width="${width}" height="${height}" fill="${theme.ground}"/>${panels.join('')}</svg>\n`;
