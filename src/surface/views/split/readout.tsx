/** The loss of a run at the playhead, with its step where that is another; written without React. */
import { type ReactNode, useEffect, useRef } from 'react';
import { useStrings } from '../../../ui/context.ts';
import { short } from '../../../ui/format.ts';
import { drawOnChange } from '../../../ui/frame-loop.ts';
import { valueAt } from '../../record/replayed.ts';
import { useSurface } from '../context.ts';

export function Readout({ index }: { index: number }): ReactNode {
  const { playground, surface } = useSurface();
  const strings = useStrings();
  const ref = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    const { playhead } = playground;
    const { records, replayed } = surface;
    const draw = (): void => {
      const run = records.value[index];
      if (!ref.current) return;
      if (!run) {
        ref.current.value = '';
        return;
      }
      const { step, value } = valueAt(replayed.value, index, run, 'loss', playhead.value);
      const text = short(value);
      ref.current.value = step === playhead.value ? text : strings.plots.valueAt(text, step);
    };
    return drawOnChange(draw, [playhead, records, replayed]);
  }, [playground, surface, index, strings]);
  return <output ref={ref} aria-live="off" className="readout" title={strings.plots.loss} />;
}
