import { describe, expect, it } from 'vitest';
import { SLOTS } from '../store/playground.ts';
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
