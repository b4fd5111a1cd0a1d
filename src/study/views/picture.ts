/** What a picture of a study is: see `kinds.ts` for all of them. */
import type { ComponentType } from 'react';
import type { RunRecord } from '../../core/record.ts';
import type { Minimum } from '../../core/types.ts';
import type { Experiment } from '../../experiment/index.ts';
import type { Readable } from '../../signal.ts';
import type { StudyPools } from '../controller/controller.ts';

/** Where the records of the runs that are edited are. */
export type Records = Readable<readonly (RunRecord | null)[]>;

/** What every picture of a study is given. */
export interface StudyViewProps {
  /** Those of the surface; null for networks, which are only studied when that is asked for. */
  readonly minima: readonly Minimum[] | null;
  /** What is recorded of the runs that are edited. */
  readonly records: Records;
  readonly pools: StudyPools;
  /** Large: the study of the link, and all the room that there is; else under other plots. */
  readonly large: boolean;
  /** Whether runs can be set. */
  readonly edits: boolean;
}

export interface StudyKind {
  /** Its name is `kinds[id]` of the words of studies. */
  readonly id: 'rates' | 'basins' | 'settings' | 'race' | 'seeds' | 'search';
  /** Whether what the experiment studies is shown by this picture. The first row that says so shows it. */
  shows(experiment: Experiment): boolean;
  /** Whether it can be chosen; without it, wherever `choose` knows what to change. */
  offered?(experiment: Experiment): boolean;
  /** What a person who chooses it changes of the experiment; null: nothing, it is not offered there. */
  choose(experiment: Experiment): Partial<Experiment> | null;
  readonly View: ComponentType<StudyViewProps>;
}
