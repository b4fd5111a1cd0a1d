/** A study that follows the experiment that is edited. */
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useDocument } from '../../document/context.ts';
import type { Experiment } from '../../experiment/index.ts';
import type { Readable } from '../../signal.ts';
import { createStudyController, type StudyController, type StudyPools } from '../controller/controller.ts';

/** What follows the experiment: the trials of a study, or more of each. */
interface Follower {
  compute(experiment: Experiment): void;
  dispose(): void;
}

/**
 * A controller whose study is that of the experiment now, for as long as `active`.
 *
 * @param select What of the experiment is studied; null: nothing now. The same function until something else is studied.
 */
export function useStudy(
  pools: StudyPools,
  select: (experiment: Experiment) => Experiment | null,
  active: boolean,
): StudyController {
  return useFollower(pools, select, active, createStudyController);
}

/** The same with another controller. @param create The same function until something else is wanted. */
export function useFollower<C extends Follower>(
  pools: StudyPools,
  select: (experiment: Experiment) => Experiment | null,
  active: boolean,
  create: (pools: StudyPools) => C,
): C {
  const { playground } = useDocument();
  const controller = useMemo(() => create(pools), [create, pools]);
  useEffect(() => () => controller.dispose(), [controller]);
  useEffect(() => {
    if (!active) return;
    const { store } = playground;
    let known: Experiment | null = null;
    const follow = (): void => {
      const { experiment } = store.getState();
      if (experiment === known) return;
      known = experiment;
      const studied = select(experiment);
      if (studied) controller.compute(studied);
    };
    follow();
    return store.subscribe(follow);
  }, [playground, controller, select, active]);
  return controller;
}

/**
 * Finds what is remembered of a study that waits to be asked for: it is shown, and goes on from there when that is asked for.
 *
 * @param key Of the study that waits; null: none does.
 * @param found Told once it is shown.
 */
export function useRecall(
  controller: StudyController,
  select: (experiment: Experiment) => Experiment | null,
  key: string | null,
  found: (key: string) => void,
): void {
  const { playground } = useDocument();
  const tell = useRef(found);
  useEffect(() => {
    tell.current = found;
  });
  useEffect(() => {
    const study = key === null ? null : select(playground.store.getState().experiment);
    if (key === null || !study) return;
    let current = true;
    void controller.recall(study).then((known) => known && current && tell.current(key));
    return () => {
      current = false;
    };
  }, [playground, controller, select, key]);
}

/** The value of a signal; the component renders again when it changes. */
export const useSignal = <T>(signal: Readable<T>): T =>
  useSyncExternalStore(signal.subscribe, () => signal.value);
