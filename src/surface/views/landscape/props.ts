/** What a picture of a surface is given. */
import type { Signal } from '../../../signal.ts';
import type { LossField } from '../../../ui/map/loss-field.ts';
import type { Level } from '../../../ui/map/tone.ts';

export interface LandscapeProps {
  lossField: LossField;
  /** Indices of the runs to show. */
  runs: readonly number[];
  /** Text equivalent of the picture. */
  label: string;
  /** Whether the ring asks to be dragged until a start has been moved once. */
  hint?: boolean;
  /**
   * Is told the contours, for a key that several maps share; null: another of them tells it. Without it the map has a colour bar of
   * its own.
   */
  levels?: Signal<readonly Level[]> | null;
}
