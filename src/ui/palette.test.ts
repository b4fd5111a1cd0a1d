import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SLOTS } from '../document/run-list.ts';
import { HALO } from '../document/trajectories/scene.ts';
import { bytesOf } from './colour.ts';
import { ramp } from './map/field.ts';
import { COLOURS, DASHES, marker, overSolid } from './palette.ts';
import { createPen } from './testing/pen.ts';

/** The outline of a slot's marker. */
const outline = (slot: number): string => {
  const pen = createPen();
  marker(pen.context, slot, 0, 0, 10, 'red', 'white');
  return JSON.stringify(
    pen.strokes[0].points.map((point) => point.map((value) => Math.round(value * 10) + 0)),
  );
};

const slots = Array.from({ length: SLOTS }, (_, slot) => slot);

describe('the twelve slots', () => {
  it('each have a dash', () => {
    expect(DASHES).toHaveLength(SLOTS);
    for (const dash of DASHES) {
      expect(dash.length % 2).toBe(0);
      expect(dash.every((length) => length > 0)).toBe(true);
    }
  });

  it('are told apart by colour and marker, and the same colour never has the same dash', () => {
    const looks = slots.map((slot) => `${slot % COLOURS} ${outline(slot)}`);
    expect(new Set(looks).size).toBe(SLOTS);
    const lines = slots.map((slot) => `${slot % COLOURS} ${DASHES[slot]}`);
    expect(new Set(lines).size).toBe(SLOTS);
  });

  it('have eight markers of different shape', () => {
    expect(new Set(slots.slice(0, 8).map(outline)).size).toBe(8);
  });

  it('are drawn solid first, so that of two paths in one place both are seen', () => {
    const order = [1, 0, 3, 2].map((slot) => ({ slot })).sort(overSolid);
    expect(order.map(({ slot }) => slot)).toEqual([0, 2, 1, 3]);
  });
});

/** A colour of the style sheet's theme, as WCAG and perception measure it. */
const sheet = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
/** The rules of the style sheet, in their order: later ones win. */
const rules = [...sheet.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(
  ([, selectors, body]) => ({ selectors: selectors.split(',').map((one) => one.trim()), body }),
);
const THEMES = {
  light: [':root'],
  dark: [':root', ':root[data-theme="dark"]'],
  projector: [':root', ':root[data-theme="projector"]'],
};
function colourOf(theme: keyof typeof THEMES, name: string): string {
  const found = THEMES[theme].flatMap((selector) =>
    rules
      .filter(({ selectors }) => selectors.includes(selector))
      .flatMap(({ body }) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(body)?.[1] ?? []),
  );
  return found[found.length - 1];
}

type Bytes = readonly [number, number, number];
const linear = (byte: number): number =>
  byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4;
/** Relative luminance and contrast as WCAG 2.2 defines them. */
const luminance = ([r, g, b]: Bytes): number => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
function contrast(a: Bytes, b: Bytes): number {
  const [dark, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}
/** CIE 1976 lightness, 0 … 100. */
const lightness = (bytes: Bytes): number => 116 * Math.cbrt(luminance(bytes)) - 16;

describe.each(Object.keys(THEMES) as (keyof typeof THEMES)[])('the map in the %s theme', (theme) => {
  const [low, middle, high] = ['field-low', 'field-middle', 'field-high'].map((name) =>
    colourOf(theme, name),
  );
  const bytes = ramp({ field: [low, middle, high] });
  const step = (k: number): Bytes => [bytes[4 * k], bytes[4 * k + 1], bytes[4 * k + 2]];

  it('carries to the back of the room: its ends have a contrast of at least 2.4', () => {
    expect(contrast(step(0), step(255))).toBeGreaterThanOrEqual(2.4);
  });

  it('goes from low to high in equal steps of lightness', () => {
    const eighths = Array.from({ length: 9 }, (_, k) => lightness(step(Math.round((k / 8) * 255))));
    const steps = eighths.slice(1).map((value, k) => value - eighths[k]);
    const sizes = steps.map(Math.abs);
    expect(new Set(steps.map(Math.sign)).size).toBe(1);
    expect(Math.max(...sizes) / Math.min(...sizes)).toBeLessThan(1.6);
  });

  it('lets every trail stand out: 3 to 1 against its halo on the darkest and the lightest tone', () => {
    const ground = bytesOf(colourOf(theme, 'ground'));
    for (let slot = 0; slot < COLOURS; slot++) {
      const line = bytesOf(colourOf(theme, `line-${slot}`));
      for (const tone of [step(0), step(128), step(255)]) {
        const mix = (i: 0 | 1 | 2): number => HALO * ground[i] + (1 - HALO) * tone[i];
        const halo: Bytes = [mix(0), mix(1), mix(2)];
        expect(contrast(line, halo), `line ${slot}`).toBeGreaterThanOrEqual(3);
      }
    }
  });
});
