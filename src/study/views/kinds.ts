/**
 * The pictures of studies, a row each. Which one is shown follows from what the link studies, so that a choice on the page and a
 * link say the same.
 */
import { lazy } from 'react';
import { type Experiment, isNetwork } from '../../experiment/index.ts';
import type { StudyKind } from './picture.ts';
import { usualRace } from './race/study.ts';

export const studyKinds: readonly StudyKind[] = [
  {
    id: 'race',
    shows: ({ view, study }) => view === 'study' && study?.id === 'race',
    choose: (experiment) => (isNetwork(experiment) ? null : { view: 'study', study: usualRace(), axes: [] }),
    View: lazy(async () => ({ default: (await import('./race/race.tsx')).Race })),
  },
  {
    id: 'rates',
    shows: () => true,
    choose: () => ({ study: null, axes: [] }),
    View: lazy(async () => ({ default: (await import('./glance/glance.tsx')).Glance })),
  },
];

/** The picture that shows what an experiment studies. */
export const kindOf = (experiment: Experiment): StudyKind =>
  studyKinds.find(({ shows }) => shows(experiment)) as StudyKind;
