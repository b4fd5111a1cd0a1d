/** How cards stand on paper. Heights are CSS pixels. */

/** More cards beside each other would be too narrow on upright paper. */
const MOST = 5;

/** The name of a run, and what is between the parts. */
const HEAD = 24;
const GAP = 4;

/** Splits cards into as few rows as there can be, as equally long as they can be; the last is the shortest. */
export function rowsOf<T>(cards: readonly T[]): readonly (readonly T[])[] {
  const columns = Math.ceil(cards.length / Math.ceil(cards.length / MOST));
  const rows: T[][] = [];
  for (let i = 0; i < cards.length; i += columns) rows.push(cards.slice(i, i + columns));
  return rows;
}

/** The map, or a network's picture, and a line plot: such that two rows of cards for two coordinates fit on a page. */
function sizes(cards: number): { columns: number; figure: number; plot: number } {
  const rows = rowsOf(Array.from({ length: cards }));
  const columns = rows[0]?.length ?? 1;
  // A third row shares its page with a long table.
  if (rows.length > 2) return { columns, figure: 130, plot: 72 };
  return { columns, figure: columns <= 2 ? 260 : columns === 3 ? 164 : 150, plot: 80 };
}

/** The heights of the parts of so many cards, as the style sheet takes them. */
export function cardSizes(cards: number): Record<`--${string}`, string> {
  const { columns, figure, plot } = sizes(cards);
  return {
    '--columns': String(columns),
    '--head': `${HEAD}px`,
    '--gap': `${GAP}px`,
    '--figure': `${figure}px`,
    '--plot': `${plot}px`,
  };
}

/** How many rows so many cards make, and how high each is. */
export function cardRows(cards: number, plots: number): { rows: number; height: number } {
  const { columns, figure, plot } = sizes(cards);
  return { rows: Math.ceil(cards / columns), height: HEAD + GAP + figure + plots * (plot + GAP) };
}
