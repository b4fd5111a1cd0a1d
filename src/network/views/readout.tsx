/** The latest validation accuracy of a run up to the playhead, with its step where that is another; written without React. */
import { format } from 'd3';
import { type ReactNode, useEffect, useRef } from 'react';
import { useStrings } from '../../ui/context.ts';
import { drawOnChange } from '../../ui/frame-loop.ts';
import { indexAt } from '../history/history.ts';
import { useNetwork } from './context.ts';
import { growth } from './sources.ts';

const percent = format('.1%');

export function NetworkReadout({ index }: { index: number }): ReactNode {
  const { playground, training } = useNetwork();
  const strings = useStrings();
  const ref = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    const { playhead } = playground;
    const { history } = training;
    const draw = (): void => {
      const run = history.value?.runs[index];
      const row = run ? indexAt(run.evaluatedAt, playhead.value) : -1;
      const accuracy = run && row >= 0 ? run.accuracy.values[row] : Number.NaN;
      const step = run && row >= 0 ? run.evaluatedAt.values[row] : playhead.value;
      const value = Number.isFinite(accuracy) ? percent(accuracy) : '';
      const text = value && step !== playhead.value ? strings.plots.valueAt(value, step) : value;
      if (ref.current) ref.current.value = text;
    };
    return drawOnChange(draw, [playhead, growth(training)]);
  }, [playground, training, index, strings]);
  return <output ref={ref} aria-live="off" className="readout" title={strings.network.accuracy} />;
}
