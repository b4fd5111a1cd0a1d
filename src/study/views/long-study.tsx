/** Studies that wait to be asked for, and how far they are. */
import type { ReactNode } from 'react';
import { usePlayground } from '../../document/context.ts';
import type { Experiment } from '../../experiment/index.ts';
import type { StudyController } from '../controller/controller.ts';
import { trialsOf } from '../study.ts';
import { useSignal } from './use-study.ts';
import { useStudyWords } from './words.ts';

/** A study that takes a while: what it would take, how far it is, and how to hold or end it. */
export function LongStudy(props: {
  controller: Pick<StudyController, 'state' | 'progress' | 'pause' | 'resume' | 'stop'>;
  wanted: boolean;
  network: boolean;
  updates: number;
  select: (experiment: Experiment) => Experiment | null;
  ask(wish: boolean): void;
}): ReactNode {
  const { controller, wanted, network, updates, select, ask } = props;
  const words = useStudyWords();
  const trials = usePlayground(({ experiment }) => trialsIn(select(experiment)));
  const steps = usePlayground(({ experiment }) => experiment.steps);
  const state = useSignal(controller.state);
  const progress = useSignal(controller.progress);
  if (!wanted || state === 'idle') {
    return (
      <p className="long-study hint">
        <span>{network ? words.networks(trials, steps) : words.many(updates.toLocaleString())}</span>
        <button type="button" onClick={() => ask(true)}>
          {words.compute}
        </button>
      </p>
    );
  }
  if (state === 'done') return null;
  const paused = state === 'paused';
  return (
    <p className="long-study hint">
      <progress max={1} value={progress} aria-label={words.progress} />
      <span>{words.share(Math.floor(progress * trials), trials)}</span>
      <button type="button" onClick={() => (paused ? controller.resume() : controller.pause())}>
        {paused ? words.resume : words.pause}
      </button>
      <button
        type="button"
        className="quiet"
        onClick={() => {
          controller.stop();
          ask(false);
        }}
      >
        {words.stop}
      </button>
    </p>
  );
}

/** How many trials a study makes, of all runs. */
const trialsIn = (study: Experiment | null): number =>
  study ? trialsOf(study).reduce((sum, trials) => sum + trials, 0) : 0;

/** How many updates a study makes at most. */
export const updatesOf = (study: Experiment | null): number => (study ? trialsIn(study) * study.steps : 0);
