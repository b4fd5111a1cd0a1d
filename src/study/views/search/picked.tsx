/** The best trial in words, and what can be done with a trial: it becomes a run, or a run is set to it. */
import { type ReactNode, useState } from 'react';
import { useDocument } from '../../../document/context.ts';
import { type Axis, type Experiment, type ExperimentRun, MAX_RUNS } from '../../../experiment/index.ts';
import { short } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Marker } from '../../../ui/marker.tsx';
import { isShared, type Settings, withSetting } from '../../settings.ts';
import { tidied } from '../../tidy.ts';
import { useStudyWords } from '../words.ts';
import { type SearchTrial, searchedRuns } from './trials.ts';

export interface Picking {
  readonly said: string;
  /** Whether what was done last can be taken back. */
  readonly undoes: boolean;
  add(trial: SearchTrial): void;
  use(trial: SearchTrial): void;
  undo(): void;
}

type Shared = Pick<Experiment, 'start' | 'surface' | 'seed'>;

/** What was done last: how it was before, and what came of it. */
interface Done {
  readonly runs: readonly ExperimentRun[];
  readonly shared: Shared;
  readonly after: readonly ExperimentRun[];
  readonly added: boolean;
}

/** The experiment with a run set to some settings. */
const withSettings = (experiment: Experiment, run: number, at: Settings): Experiment =>
  Object.entries(at).reduce((next, [axis, value]) => withSetting(next, run, axis, value), experiment);

const sharedOf = ({ start, surface, seed }: Experiment): Shared => ({ start, surface, seed });

/**
 * @param study What was studied: its runs are those of the trials.
 * @param names Of those runs.
 * @param floor What the values of trials are above.
 */
export function usePicking(study: Experiment, names: readonly string[], floor: number): Picking {
  const { playground } = useDocument();
  const { search } = useStudyWords();
  const [said, say] = useState('');
  const [done, setDone] = useState<Done | null>(null);
  const now = (): Experiment => playground.store.getState().experiment;
  /** The run that a trial is of, and the experiment in which it is set to it. */
  const found = (trial: SearchTrial): { run: number; next: Experiment } | null => {
    const experiment = now();
    const run = searchedRuns(experiment)[trial.run];
    if (run === undefined) return null;
    const value = trial.status === 'finished' ? trial.value + floor : null;
    return { run, next: withSettings(experiment, run, tidied(study, trial.run, trial.at, value)) };
  };
  const use = (trial: SearchTrial): void => {
    const set = found(trial);
    if (!set) return;
    const before = now();
    playground.edit({ ...sharedOf(set.next), runs: set.next.runs }, 'go');
    setDone({ runs: before.runs, shared: sharedOf(before), after: now().runs, added: false });
    say(search.used(trial.trial, names[trial.run]));
  };
  return {
    said,
    undoes: done !== null && done.after === now().runs,
    use,
    add(trial) {
      const before = now();
      // What only the whole experiment has cannot be given to one more run.
      if (Object.keys(trial.at).every((axis) => isShared(study, axis))) return use(trial);
      if (before.runs.length >= MAX_RUNS) return say(search.full);
      const set = found(trial);
      if (!set) return;
      playground.edit(sharedOf(set.next), 'go');
      playground.addRun({ ...set.next.runs[set.run], hidden: false, label: null, colour: null });
      setDone({ runs: before.runs, shared: sharedOf(before), after: now().runs, added: true });
      say(search.added(trial.trial, names[trial.run]));
    },
    undo() {
      if (!done) return;
      if (done.added) {
        playground.removeRun(now().runs.length - 1);
        playground.edit(done.shared);
      } else playground.edit({ ...done.shared, runs: done.runs });
      setDone(null);
      say(search.undone);
    },
  };
}

export function Picked(props: {
  best: SearchTrial | null;
  axes: readonly Axis[];
  symbols: readonly string[];
  /** The run of the best trial, where several are shown. */
  runName: string | null;
  slot: number;
  /** null where nothing can be changed. */
  picking: Picking | null;
}): ReactNode {
  const { best, axes, symbols, runName, slot, picking } = props;
  const { search, takeBack } = useStudyWords();
  if (!best) return null;
  return (
    <div className="picked">
      <p>
        <span className="muted">{search.best}</span>{' '}
        {runName && (
          <>
            <Marker slot={slot} /> {runName}{' '}
          </>
        )}
        {axes.map(
          ({ id }, i) =>
            id in best.at && (
              <span key={id} className="setting">
                <var>{symbols[i]}</var> {short(best.at[id])}
              </span>
            ),
        )}
        <span className="outcome">→ {short(best.value)}</span>
      </p>
      {picking && (
        <p className="picked-actions">
          <button type="button" onClick={() => picking.use(best)}>
            {search.use}
          </button>
          <button type="button" onClick={() => picking.add(best)}>
            <Icon name="plus" /> {search.add}
          </button>
        </p>
      )}
      {picking && (
        <p className="picked-said" role="status">
          {picking.said}{' '}
          {picking.undoes && (
            <button type="button" className="quiet" onClick={picking.undo}>
              {takeBack}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
