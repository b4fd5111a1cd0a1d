/** A race as far as it is, for tables. */
import { useEffect, useState } from 'react';
import type { Readable } from '../../../signal.ts';
import { drawOnChange } from '../../../ui/frame-loop.ts';
import type { RaceData } from './source.ts';

export interface RaceSource {
  data(): RaceData | null;
  /** What changes it. */
  readonly signals: readonly Readable<unknown>[];
}

export function useRaceData(source: RaceSource): RaceData | null {
  const [data, setData] = useState<RaceData | null>(null);
  useEffect(() => drawOnChange(() => setData(source.data()), source.signals), [source]);
  return data;
}
