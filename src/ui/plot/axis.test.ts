import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Area, type Axis, linearAxis, logAxis, stepAt, stepUnder } from './axis.ts';

/** Plots from the smallest card of a phone to a whole window. */
const areas = fc
  .record({ width: fc.integer({ min: 60, max: 1200 }), height: fc.integer({ min: 36, max: 600 }) })
  .map(({ width, height }): Area => ({ left: 40, right: 40 + width, top: 20, bottom: 20 + height }));

const positive = fc
  .tuple(
    fc.oneof(fc.double({ min: -30, max: 30, noNaN: true }), fc.double({ min: -323, max: 308, noNaN: true })),
    fc.double({ min: 0, max: 25, noNaN: true }),
  )
  .map(([low, decades]): [number, number] => [10 ** low, Math.min(10 ** (low + decades), Number.MAX_VALUE)]);

const signed = fc
  .record({
    low: fc.double({ min: -1, max: 1, noNaN: true }),
    span: fc.double({ min: 0, max: 1, noNaN: true }),
    size: fc.oneof(fc.integer({ min: -8, max: 8 }), fc.integer({ min: -330, max: 299 })),
  })
  .map(({ low, span, size }): [number, number] => [low * 10 ** size, (low + span) * 10 ** size]);

/** Half the height of a label, and what keeps two of them apart. */
const LABEL = 11;

function expectReadable(axis: Axis, area: Area): void {
  const places = axis.ticks.map(({ value }) => axis.at(value));
  for (const y of places) {
    expect(y).toBeGreaterThanOrEqual(area.top - 2.001);
    expect(y).toBeLessThanOrEqual(area.bottom + 2.001);
  }
  for (let i = 1; i < places.length; i++) expect(places[i - 1] - places[i]).toBeGreaterThanOrEqual(LABEL);
  const texts = axis.ticks.map(({ text }) => text);
  expect(new Set(texts).size).toBe(texts.length);
}

/** What a tick says. */
const read = (text: string): number =>
  Number(
    text
      .replace(
        /^10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/,
        (_, up: string) =>
          `1e${[...up]
            .map((c) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))
            .join('')
            .replace('-1', '-')}`,
      )
      .replaceAll('−', '-'),
  );

describe('a logarithmic axis', () => {
  it('has labels that stand inside, apart from each other, and say different things', () => {
    fc.assert(
      fc.property(positive, areas, (extent, area) => {
        const axis = logAxis(extent, area);
        expectReadable(axis, area);
        for (const { text } of axis.ticks) expect(text.length).toBeLessThanOrEqual(6);
      }),
      { numRuns: 1000 },
    );
  });

  it('has labels that are true', () => {
    fc.assert(
      fc.property(positive, areas, (extent, area) => {
        for (const { value, text } of logAxis(extent, area).ticks) {
          expect(read(text) / value).toBeCloseTo(1, 9);
        }
      }),
    );
  });

  it('has at least one label wherever there is room for two', () => {
    fc.assert(
      fc.property(positive, areas, (extent, area) => {
        if (area.bottom - area.top < 44) return;
        expect(logAxis(extent, area).ticks.length).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 1000 },
    );
  });

  it('spans what it shows, the larger above', () => {
    const area = { left: 40, right: 300, top: 20, bottom: 120 };
    const axis = logAxis([1e-3, 10], area);
    expect(axis.at(1e-3)).toBeCloseTo(120, 9);
    expect(axis.at(10)).toBeCloseTo(20, 9);
    expect(axis.at(0.1)).toBeCloseTo(70, 9);
  });

  it('of a constant shows it in the middle', () => {
    const area = { left: 40, right: 300, top: 20, bottom: 120 };
    expect(logAxis([0.1, 0.1], area).at(0.1)).toBeCloseTo(70, 9);
  });

  it('leaves out what lies further below than anyone can read', () => {
    const area = { left: 40, right: 300, top: 20, bottom: 120 };
    const axis = logAxis([1e-250, 1], area);
    expect(axis.at(1e-9)).toBeCloseTo(70, 9);
    expect(axis.at(0)).toBeGreaterThan(area.bottom);
  });
});

describe('a linear axis', () => {
  it('has labels that stand inside, apart from each other, and say different things', () => {
    fc.assert(
      fc.property(signed, areas, (extent, area) => {
        expectReadable(linearAxis(extent, area), area);
      }),
      { numRuns: 1000 },
    );
  });

  it('has labels that are true', () => {
    fc.assert(
      fc.property(signed, areas, (extent, area) => {
        const { ticks } = linearAxis(extent, area);
        const apart = ticks.length > 1 ? ticks[1].value - ticks[0].value : Number.POSITIVE_INFINITY;
        for (const { value, text } of ticks) expect(Math.abs(read(text) - value)).toBeLessThan(apart / 50);
      }),
    );
  });

  it('writes no more digits than it needs', () => {
    const area = { left: 40, right: 300, top: 20, bottom: 120 };
    const texts = (low: number, high: number) => linearAxis([low, high], area).ticks.map(({ text }) => text);
    expect(texts(0, 1)).toEqual(['0', '0.5', '1.0']);
    expect(texts(1, 1.03)).toEqual(['1.00', '1.01', '1.02', '1.03']);
    expect(texts(-20, 40)).toEqual(['−20', '0', '20', '40']);
    expect(texts(0, 0.15)).toEqual(['0', '0.05', '0.10', '0.15']);
    expect(texts(0, 3e-6)).toEqual(['0', '1e−6', '2e−6', '3e−6']);
  });

  it('spans what it shows', () => {
    fc.assert(
      fc.property(signed, areas, ([low, high], area) => {
        const axis = linearAxis([low, high], area);
        expect(axis.at(low)).toBeLessThanOrEqual(area.bottom + 1e-6);
        expect(axis.at(high)).toBeGreaterThanOrEqual(area.top - 1e-6);
        // Numbers that differ in their last digits only are one height.
        if (high - low > 1e-8 * Math.max(-low, high) && high - low > 1e-280)
          expect(axis.at(low)).toBeGreaterThan(axis.at(high));
      }),
    );
  });

  it('of a constant shows it inside', () => {
    const area = { left: 40, right: 300, top: 20, bottom: 120 };
    for (const value of [0, 5, -3e6, 1e-9]) {
      const y = linearAxis([value, value], area).at(value);
      expect(y).toBeGreaterThan(area.top);
      expect(y).toBeLessThan(area.bottom);
    }
  });
});

describe('a step', () => {
  it('is found again under its pixel', () => {
    fc.assert(
      fc.property(areas, fc.integer({ min: 1, max: 60 }), fc.nat(60), (area, steps, step) => {
        const at = Math.min(step, steps);
        expect(stepUnder(stepAt(at, steps, area), steps, area)).toBe(at);
      }),
    );
  });

  it('beyond the plot is the first or the last', () => {
    const area = { left: 40, right: 300, top: 20, bottom: 120 };
    expect([-1000, 0, 40, 300, 9999].map((px) => stepUnder(px, 500, area))).toEqual([0, 0, 0, 500, 500]);
  });

  it('in a plot without width is a step all the same', () => {
    const area = { left: 40, right: 40, top: 20, bottom: 120 };
    expect(stepUnder(40, 500, area)).toBe(0);
    expect(stepAt(0, 0, area)).toBe(40);
  });
});
