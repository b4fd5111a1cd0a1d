import { describe, expect, it } from 'vitest';
import { type Asked, arrange, naturalHeight, roomForInspector } from './arrangement.ts';

const all: Asked = { split: true, cards: 5, surface: true, plots: 3, inspector: true };

describe('the arrangement of an embedded experiment', () => {
  it.each([
    [800, 456, all, 'split'],
    [640, 356, all, 'beside'],
    [400, 256, all, 'tabs'],
    [390, 640, all, 'stacked'],
    [400, 256, { ...all, plots: 0 }, 'stacked'],
    [400, 300, { ...all, surface: false }, 'stacked'],
    [900, 200, all, 'tabs'],
    [640, 400, { ...all, surface: false, plots: 0 }, 'tabs'],
    [640, 400, { ...all, surface: false, plots: 0, inspector: false }, 'stacked'],
    [900, 456, { ...all, cards: 12 }, 'beside'],
    [400, 456, { ...all, cards: 1 }, 'split'],
    [900, 456, { ...all, cards: 1 }, 'beside'],
    [1200, 700, { ...all, split: false }, 'beside'],
  ] as const)('in %i × %i', (width, height, asked, expected) => {
    expect(arrange(width, height, asked)).toBe(expected);
  });

  it('is never tabs at the height that it asks for', () => {
    for (let width = 280; width < 2000; width += 7) {
      for (const split of [true, false]) {
        for (const surface of [true, false]) {
          for (const plots of [0, 1, 2, 3]) {
            for (const cards of [1, 5, 12]) {
              const asked = { split, cards, surface, plots, inspector: true };
              // Where nothing but the numbers of a step is asked for, they are the only tab.
              if (!surface && plots === 0) continue;
              expect(arrange(width, naturalHeight(width, asked), asked)).not.toBe('tabs');
            }
          }
        }
      }
    }
  });

  it('has the numbers of the step where there is much room', () => {
    expect(roomForInspector('beside', 800, all)).toBe(true);
    expect(roomForInspector('beside', 400, all)).toBe(false);
    expect(roomForInspector('beside', 800, { ...all, inspector: false })).toBe(false);
  });
});
