/** The validation accuracy of a run at the playhead, written without React. */
import { format } from 'd3';
import { type ReactNode, useEffect, useRef } from 'react';
import { indexAt } from '../../frames/history.ts';
import { useStrings, useView } from '../context.ts';
import { frameLoop } from '../frame-loop.ts';
import { growth } from './sources.ts';

const percent = format('.1%');

export function NetworkReadout({ index }: { index: number }): ReactNode {
  const { playground } = useView();
  const strings = useStrings();
  const ref = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    const { playhead, history } = playground;
    const draw = (): void => {
      const training = history.value;
      const row = training ? indexAt(training.evaluatedAt, playhead.value) : -1;
      const accuracy = training && row >= 0 ? training.runs[index].accuracy.values[row] : Number.NaN;
      if (ref.current) ref.current.value = Number.isFinite(accuracy) ? percent(accuracy) : '';
    };
    const ask = (): void => frameLoop.ask(draw);
    draw();
    const stops = [playhead.subscribe(ask), growth(playground).subscribe(ask)];
    return () => {
      frameLoop.forget(draw);
      for (const stop of stops) stop();
    };
  }, [playground, index]);
  return <output ref={ref} aria-live="off" className="readout" title={strings.network.accuracy} />;
}
