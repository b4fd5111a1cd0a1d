import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createObjective } from '../../core/objective.ts';
import { surfaces } from '../../core/surfaces/index.ts';
import { defaults } from '../../core/tables.ts';
import type { Objective } from '../../core/types.ts';
import type { PlaneWindow } from '../../experiment/index.ts';
import { sampleField, toneOfGrid } from './field.ts';
import { HEAVY, LEVELS, levelAt, levelsOf, toneOf } from './tone.ts';
import { domainOf, fit as fitted, shownIn, wholeOf, zoomed } from './viewport.ts';

const lossFields = surfaces.map((surface) => ({
  id: surface.id,
  domain: surface.domain,
  objective: createObjective({ id: surface.id, args: defaults(surface) }, null, 1),
}));

const [COLUMNS, ROWS] = [60, 45];

/** Tone, losses and tones of a window as a landscape of 400 × 300 pixels shows it. */
function shown({ objective }: { objective: Objective }, window: PlaneWindow) {
  const view = fitted(window, 400, 300);
  const losses = sampleField(objective, view, COLUMNS, ROWS);
  const tone = toneOfGrid(objective, losses, COLUMNS, domainOf(shownIn(view)));
  const tones = Array.from(losses, tone.at).filter(Number.isFinite);
  return { tone, losses: [...losses].filter(Number.isFinite), tones };
}

/** How many of a ramp's 256 colours a picture has. */
const colours = (tones: readonly number[]): number =>
  new Set(tones.map((tone) => Math.round(Math.max(0, Math.min(1, tone)) * 255))).size;

describe.each(lossFields)('the tones of $id', (lossField) => {
  const whole = wholeOf(lossField.domain);

  it('never darken where the loss grows, and are losses again', () => {
    const { tone, losses } = shown(lossField, whole);
    losses.sort((a, b) => a - b);
    const tones = losses.map(tone.at);
    expect(tones).toEqual([...tones].sort((a, b) => a - b));
    for (const loss of losses.filter((_, k) => k % 97 === 50)) {
      const there = tone.at(loss);
      if (there > 0.02 && there < 1) expect(tone.at(tone.lossAt(there))).toBeCloseTo(there, 6);
    }
  });

  it('use most of the ramp, and have no more than a few percent at its very end', () => {
    const tones = shown(lossField, whole).tones.sort((a, b) => a - b);
    expect(tones[Math.floor(0.97 * (tones.length - 1))]).toBeLessThanOrEqual(1.02);
    expect(tones[tones.length - 1] - tones[0]).toBeGreaterThan(0.5);
  });

  it('begin at the lowest minimum that is shown', () => {
    const { minima } = lossField.objective;
    const { tone, losses } = shown(lossField, whole);
    if (minima.length === 0) return;
    expect(tone.at(Math.min(...minima.map(({ loss }) => loss), ...losses))).toBeCloseTo(0, 9);
  });

  it('use the ramp however closely one looks, at a minimum or beside one', () => {
    const [x0, x1, y0, y1] = whole;
    const at = lossField.objective.minima[0] ?? { x: x0 + 0.41 * (x1 - x0), y: y0 + 0.37 * (y1 - y0) };
    const beside = { x: at.x + 0.11 * (x1 - x0), y: at.y - 0.07 * (y1 - y0) };
    for (const { x, y } of [at, beside]) {
      for (const clicks of [4, 8, 16]) {
        const width = (x1 - x0) / 1.5 ** clicks;
        const height = (y1 - y0) / 1.5 ** clicks;
        const window: PlaneWindow = [x - width / 2, x + width / 2, y - height / 2, y + height / 2];
        const { losses, tones } = shown(lossField, window);
        // A plain that is flat to the last digits is one colour, and rightly.
        const [low, high] = [Math.min(...losses), Math.max(...losses)];
        if (high - low < 1e-9 * Math.max(Math.abs(low), Math.abs(high))) continue;
        // Steps and folds have few values.
        expect(colours(tones)).toBeGreaterThan(Math.min(80, new Set(losses).size / 3));
      }
    }
  });
});

describe('tones', () => {
  it('do not change with a factor of the losses, nor with the zoom at the bottom of a bowl', () => {
    const bowl = (scale: number) => ({
      objective: {
        loss: ([x, y]: ArrayLike<number> & Iterable<number>) => scale * (x * x + 3 * y * y),
        gradient() {},
        minima: [{ x: 0, y: 0, loss: 0 }],
      },
    });
    const tones = shown(bowl(1), [-1, 1, -1, 1]).tones;
    const others = [shown(bowl(1e6), [-1, 1, -1, 1]).tones, shown(bowl(1), [-1e-5, 1e-5, -1e-5, 1e-5]).tones];
    for (const same of others) {
      for (const [k, tone] of tones.entries()) expect(same[k]).toBeCloseTo(tone, 6);
    }
  });

  it('of a function that explodes at one side still show the rest', () => {
    const tower = {
      objective: {
        loss: ([x, y]: ArrayLike<number> & Iterable<number>) => Math.exp(Math.exp(x * x)) + y,
        gradient() {},
        minima: [],
      },
    };
    expect(colours(shown(tower, [-2.4, 2.4, -2, 2]).tones)).toBeGreaterThan(30);
  });

  it('of nothing, and of a flat plain, are one that is on the ramp', () => {
    for (const losses of [[], [Number.NaN], [7, 7, 7], [7, 7 + 1e-15]]) {
      for (const minima of [[], [{ x: 0, y: 0, loss: 7 }]]) {
        const tone = toneOf({ minima }, Float64Array.from(losses));
        expect(tone.at(7)).toBe(0.5);
        expect(levelsOf(tone)).toEqual([]);
      }
    }
  });
});

/** A label as the number that it says. */
const numberOf = (text: string): number => Number(text.replaceAll('−', '-'));

describe('contours', () => {
  const windows = fc.record({
    lossField: fc.constantFrom(...lossFields),
    clicks: fc.integer({ min: -2, max: 14 }),
    x: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
    y: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
  });

  it('go up, every fourth is heavy, and its text is the loss at which it runs', () => {
    fc.assert(
      fc.property(windows, ({ lossField, clicks, x, y }) => {
        const whole = wholeOf(lossField.domain);
        const target = [whole[0] + x * (whole[1] - whole[0]), whole[2] + y * (whole[3] - whole[2])] as const;
        const { tone } = shown(lossField, zoomed(whole, whole, 1.5 ** clicks, target));
        const levels = levelsOf(tone);
        if (levels.length === 0) return;
        expect(levels.length).toBeGreaterThanOrEqual(LEVELS - 3);
        levels.forEach(({ tone: at, text }, k) => {
          if (k > 0) expect(at).toBeGreaterThan(levels[k - 1].tone);
          expect(text !== null).toBe(k % HEAVY === 1);
          if (text !== null) expect(tone.at(numberOf(text))).toBeCloseTo(at, 6);
        });
        const texts = levels.flatMap(({ text }) => text ?? []);
        expect(new Set(texts).size).toBe(texts.length);
      }),
      { numRuns: 150 },
    );
  });

  it('are counted from 1, in proportion between', () => {
    const levels = [0.1, 0.2, 0.4].map((tone) => ({ tone, text: null }));
    expect([0.1, 0.15, 0.2, 0.3, 0.4].map((tone) => levelAt(levels, tone))).toEqual([
      1,
      expect.closeTo(1.5),
      2,
      expect.closeTo(2.5),
      3,
    ]);
    expect(levelAt(levels, 0)).toBeLessThan(0.5);
    expect(levelAt(levels, 5)).toBeGreaterThan(3.5);
  });
});
