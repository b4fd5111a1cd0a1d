/** The values of a plot at a step, beside the pointer: written without React, as often as pictures are drawn. */
import type { Palette } from '../palette.ts';

export interface ReadoutRow {
  readonly slot: number;
  readonly name: string;
  readonly value: string;
  readonly dimmed: boolean;
}

export interface Readout {
  /**
   * @param title What the values belong to, such as the step.
   * @param at The pixel of the window that is pointed at.
   */
  show(
    title: string,
    rows: readonly ReadoutRow[],
    at: readonly [x: number, y: number],
    palette: Palette,
  ): void;
  hide(): void;
  dispose(): void;
}

/** From the pixel that is pointed at, and from the edges of the window. */
const GAP = 14;
const EDGE = 4;

/**
 * Where a box stands beside a point: right of it, or left of it where there is no room, always inside the window.
 */
export function placeBeside(
  [x, y]: readonly [number, number],
  [width, height]: readonly [number, number],
  [windowWidth, windowHeight]: readonly [number, number],
): [left: number, top: number] {
  const right = x + GAP;
  const fits = right + width + EDGE <= windowWidth;
  const left = fits ? right : x - GAP - width;
  const within = (value: number, most: number): number => Math.max(EDGE, Math.min(value, most - EDGE));
  return [within(left, windowWidth - width), within(y - height / 2, windowHeight - height)];
}

/** A box over everything else; it is in the document only while it is shown. */
export function createReadout(): Readout {
  const box = document.createElement('div');
  box.className = 'plot-values';
  box.setAttribute('aria-hidden', 'true');
  const title = document.createElement('strong');
  const list = document.createElement('div');
  box.append(title, list);
  const rowAt = (index: number): HTMLElement => {
    const found = list.children[index];
    if (found) return found as HTMLElement;
    const row = document.createElement('div');
    row.append(...['i', 'span', 'b'].map((tag) => document.createElement(tag)));
    list.append(row);
    return row;
  };
  return {
    show(text, rows, at, palette) {
      title.textContent = text;
      rows.forEach(({ slot, name, value, dimmed }, index) => {
        const row = rowAt(index);
        const [swatch, label, number] = row.children as unknown as readonly HTMLElement[];
        swatch.style.background = palette.lines[slot];
        label.textContent = name;
        number.textContent = value;
        row.style.opacity = dimmed ? '0.5' : '';
      });
      while (list.children.length > rows.length) list.lastChild?.remove();
      if (!box.isConnected) document.body.append(box);
      const size = [box.offsetWidth, box.offsetHeight] as const;
      const [left, top] = placeBeside(at, size, [innerWidth, innerHeight]);
      box.style.translate = `${Math.round(left)}px ${Math.round(top)}px`;
    },
    hide: () => box.remove(),
    dispose: () => box.remove(),
  };
}
