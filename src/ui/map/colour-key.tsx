/** One key to the tones of several maps that show the same: the ramp lying down, with its round losses in it. */
import { type ReactNode, useMemo } from 'react';
import type { Readable } from '../../signal.ts';
import { CanvasLayer, type Picture } from '../canvas-layer.tsx';
import { useStrings, useUi } from '../context.ts';
import { drawColourLine } from './colour-bar.ts';
import type { Level } from './tone.ts';

export function ColourKey({ levels }: { levels: Readable<readonly Level[]> }): ReactNode {
  const { palette } = useUi();
  const strings = useStrings();
  const picture = useMemo<Picture>(
    () => ({
      stillSignals: [levels],
      still: (context, size) => drawColourLine(context, levels.value, size, palette),
    }),
    [levels, palette],
  );
  return (
    <div className="colour-key">
      <span aria-hidden="true">{strings.plots.loss}</span>
      <CanvasLayer picture={picture} label={strings.landscape.tones} />
    </div>
  );
}
