/** A study that follows the experiment that is edited. */
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useDocument } from '../../document/context.ts';
import type { Experiment } from '../../experiment/index.ts';
import type { Readable } from '../../signal.ts';
import { createStudyController, type StudyController, type StudyPools } from '../controller/controller.ts';

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
  const { playground } = useDocument();
  const controller = useMemo(() => createStudyController(pools), [pools]);
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

/** The value of a signal; the component renders again when it changes. */
export const useSignal = <T>(signal: Readable<T>): T =>
  useSyncExternalStore(signal.subscribe, () => signal.value);
