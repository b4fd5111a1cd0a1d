/** Going from lesson to lesson without losing what the person had. */
import type { Playground } from '../../document/playground.ts';
import {
  computation,
  type Experiment,
  formatExperiment,
  type Parsed,
  parseExperiment,
} from '../../experiment/index.ts';

/** Where the link of the experiment from before the lessons is kept over a reload. */
const KEY = 'adascope.before-lesson';

/** Sandboxed frames have no storage: then it is kept as long as the page. */
function attempt<T>(use: () => T, otherwise: T): T {
  try {
    return use();
  } catch {
    return otherwise;
  }
}

let before: string | null = null;

/** The link of the experiment that the person had before the first lesson; null: lessons were all there was. */
export const experimentBefore = (): string | null =>
  before ?? attempt(() => sessionStorage.getItem(KEY), null);

function keep(link: string | null): void {
  before = link;
  attempt(() => {
    if (link === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, link);
  }, undefined);
}

/** Forgets it: the person is back there, or stays with the lesson's. */
export const forgetBefore = (): void => keep(null);

/** Another experiment in the same language, theme and frame. */
function inPlace(playground: Playground, query: string, lesson: string | null, view: boolean): Parsed {
  const now = playground.store.getState().experiment;
  const { experiment } = parseExperiment(query);
  const { lang, theme, embed, hide, rates } = now;
  const look = { lang, theme, embed, hide, lesson };
  // Whoever prefers another picture of the same runs keeps it from step to step.
  const keeps = view && experiment.view === 'split' && now.view !== 'study';
  return {
    experiment: { ...experiment, ...look, ...(keeps && { view: now.view, rates }) },
    problems: [],
  };
}

/** Shows an experiment of the lesson that is open. */
export function showStep(playground: Playground, query: string): void {
  const { lesson } = playground.store.getState().experiment;
  playground.open(inPlace(playground, query, lesson, true));
}

/** Shows the lesson's first experiment in place of what its link did not say: in the same entry of the history. */
export function openInstead(playground: Playground, query: string): void {
  const { lesson } = playground.store.getState().experiment;
  playground.open(inPlace(playground, query, lesson, false), 'adjust');
}

/** Opens a lesson with its first experiment, and remembers what the person had before. */
export function openLesson(playground: Playground, { id, query }: { id: string; query: string }): void {
  const { experiment } = playground.store.getState();
  if (experiment.lesson === null) keep(playground.link());
  playground.open(inPlace(playground, query, id, experiment.lesson !== null));
}

/** Goes back to what the person had before the lessons. */
export function openBefore(playground: Playground, link: string): void {
  forgetBefore();
  const { experiment } = parseExperiment(link);
  const { lang, theme } = playground.store.getState().experiment;
  playground.open({ experiment: { ...experiment, lang, theme }, problems: [] });
}

/** Whether a query computes what an experiment does. */
export const showsQuery = (experiment: Experiment, query: string): boolean =>
  JSON.stringify(computation(experiment)) ===
    JSON.stringify(computation(parseExperiment(query).experiment)) &&
  (experiment.view === 'study') === (parseExperiment(query).experiment.view === 'study');

/** Whether a link said nothing but the lesson: then its experiment is the lesson's first. */
export const saysNothingElse = (experiment: Experiment): boolean =>
  formatExperiment({ ...experiment, lesson: null, lang: null, theme: 'auto', embed: false, hide: [] }) === '';
