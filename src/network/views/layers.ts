/** What is known of the networks before they stand: their layers, from the link; and how pictures of them share a room. */
import { useMemo } from 'react';
import { networkArguments } from '../../core/network.ts';
import { usePlayground } from '../../document/context.ts';
import { sliceOf } from '../../experiment/index.ts';

export interface LayerShape {
  readonly inputs: number;
  readonly units: number;
}

/** The layers that the link asks for: none where it asks for a function. */
export function useLayers(): readonly LayerShape[] {
  const { id, args } = usePlayground((state) => state.experiment.surface);
  return useMemo(() => {
    if (sliceOf(id) !== 'network') return [];
    const widths = [784, ...networkArguments(args).hidden, 10];
    return widths.slice(1).map((units, i) => ({ inputs: widths[i], units }));
  }, [id, args]);
}

/** What stands above and below a square picture, its name and its scale, in CSS pixels. */
const AROUND = 28 + 38;

/** How so many square pictures are largest in a room: in so many columns, in rows so high. Lengths in CSS pixels. */
export function tiling(count: number, width: number, height: number): { columns: number; row: number } {
  const side = (columns: number): number =>
    Math.min(width / columns, height / Math.ceil(count / columns) - AROUND);
  let columns = 1;
  for (let more = 2; more <= count; more++) if (side(more) > side(columns)) columns = more;
  const rows = Math.ceil(count / columns);
  return { columns, row: Math.floor(Math.min(height / rows, width / columns + AROUND)) };
}
