/** The loss of a run at the playhead, written without React. */
import { type ReactNode, useEffect, useRef } from 'react';
import { column, rowOfStep } from '../../surface/record/record.ts';
import { useStrings, useView } from '../context.ts';
import { short } from '../format.ts';
import { frameLoop } from '../frame-loop.ts';

export function Readout({ index }: { index: number }): ReactNode {
  const { playground } = useView();
  const strings = useStrings();
  const ref = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    const { playhead, frames } = playground;
    const draw = (): void => {
      const run = frames.value[index];
      if (ref.current)
        ref.current.value = run ? short(column(run, 'loss')[rowOfStep(run, playhead.value)]) : '';
    };
    const ask = (): void => frameLoop.ask(draw);
    draw();
    const stops = [playhead.subscribe(ask), frames.subscribe(ask)];
    return () => {
      frameLoop.forget(draw);
      for (const stop of stops) stop();
    };
  }, [playground, index]);
  return <output ref={ref} aria-live="off" className="readout" title={strings.plots.loss} />;
}
