/**
 * The pictures of studies, a row each. Which one is shown follows from what the link studies, so that a choice on the page and a
 * link say the same.
 */
import { lazy } from 'react';
import { type Experiment, isNetwork } from '../../experiment/index.ts';
import { isChancy, isOverSeeds, overSeeds } from '../seeds/seeds.ts';
import { chooseBasins, chooseSettings, isBasins, isMap, offersBasins, settingsOf } from './map/choice.ts';
import type { StudyKind } from './picture.ts';
import { usualRace } from './race/study.ts';
import { searchOf } from './search/choose.ts';

/** Studies whose trials are drawn over all of their axes. */
const SEARCHES: readonly string[] = ['random', 'quasi', 'tpe', 'halving'];

const MapView = lazy(async () => ({ default: (await import('./map/view.tsx')).MapView }));

export const studyKinds: readonly StudyKind[] = [
  {
    id: 'rates',
    shows: () => false,
    choose: () => ({ study: null, axes: [] }),
    View: lazy(async () => ({ default: (await import('./glance/glance.tsx')).Glance })),
  },
  {
    id: 'basins',
    shows: isBasins,
    offered: offersBasins,
    choose: chooseBasins,
    View: MapView,
  },
  {
    id: 'settings',
    shows: (experiment) => isMap(experiment) && !isBasins(experiment),
    offered: (experiment) => settingsOf(experiment) !== null,
    choose: chooseSettings,
    View: MapView,
  },
  {
    id: 'race',
    shows: ({ view, study }) => view === 'study' && study?.id === 'race',
    choose: (experiment) => (isNetwork(experiment) ? null : { view: 'study', study: usualRace(), axes: [] }),
    View: lazy(async () => ({ default: (await import('./race/race.tsx')).Race })),
  },
  {
    id: 'seeds',
    shows: (experiment) => experiment.view === 'study' && isOverSeeds(experiment),
    choose: (experiment) => (isChancy(experiment) ? { view: 'study', ...overSeeds(experiment, 10) } : null),
    View: lazy(async () => ({ default: (await import('./seeds/seeds.tsx')).Seeds })),
  },
  {
    id: 'search',
    shows: ({ study, axes }) => axes.length > 0 && (SEARCHES.includes(study?.id ?? '') || axes.length > 2),
    choose: searchOf,
    View: lazy(async () => ({ default: (await import('./search/search.tsx')).Search })),
  },
];

/** The picture that shows what an experiment studies: that of rates where no other does. */
export const kindOf = (experiment: Experiment): StudyKind =>
  studyKinds.find(({ shows }) => shows(experiment)) ?? studyKinds[0];
