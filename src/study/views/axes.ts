/** What the settings that a study can vary are called, and between which values they usually are. */
import type { Parameter } from '../../core/types.ts';
import { symbolText } from '../../document/controls/symbol.ts';
import { optimizerEntry, scheduleEntry, stageEntry, surfaceEntry, termOf } from '../../document/names.ts';
import { type Axis, type Experiment, isNetwork, type Language } from '../../experiment/index.ts';
import { defaultStudy, possibleAxes, settingOf, settingOfRun, usualEnds } from '../../experiment/studies.ts';
import type { StudyStrings } from '../../i18n/study-en.ts';

/** Six decades of rates, ten to a decade. */
const RATES: Axis = { id: 'lr', from: 1e-5, to: 10, n: 61, scale: 'log', at: null };
const VALUES = 61;
/** Networks take their time: four decades, three to a decade. */
const NETWORK_RATES: Axis = { ...RATES, from: 1e-4, to: 1, n: 12 };
const NETWORK_VALUES = 8;

/** An axis over what a setting usually is. Settings whose slider is logarithmic are spread in even ratios. */
export function usualAxis({ surface, runs }: Experiment, id: string): Axis {
  const setting = settingOf(surface, runs, id) as Parameter;
  const network = isNetwork({ surface });
  if (id === 'lr') return network ? NETWORK_RATES : RATES;
  const [from, to] = usualEnds(id, setting);
  const flag = setting.kind === 'flag';
  return {
    ...{ id, n: network ? NETWORK_VALUES : VALUES, at: null },
    from: flag ? 0 : from,
    to: flag ? 1 : to,
    scale: setting.slider?.scale === 'log' && from > 0 ? 'log' : 'linear',
  };
}

/** The axes that a menu offers; rates first, which a link need not say. */
export const offeredAxes = (experiment: Experiment): readonly string[] =>
  [...possibleAxes(experiment.surface, experiment.runs)].sort(
    (a, b) => Number(b === 'lr') - Number(a === 'lr'),
  );

/** The axes of a link that studies this setting. */
export const axesFor = (experiment: Experiment, id: string): readonly Axis[] =>
  id === 'lr' ? [] : [usualAxis(experiment, id)];

/** The axis that is looked at: the first of the link, or that of rates; null where nothing has any. */
export function shownAxis(experiment: Experiment): Axis | null {
  if (experiment.axes.length > 0) return experiment.axes[0];
  const [first] = offeredAxes(experiment);
  return first === undefined ? null : usualAxis(experiment, first);
}

/** The study of that axis alone, on a grid. Where the plane is looked at decides nothing of it. */
export function studyOfShown(experiment: Experiment): Experiment | null {
  const axis = shownAxis(experiment);
  if (!axis) return null;
  const usual = defaultStudy();
  const { measure, to, seeds } = { ...usual.args, ...experiment.study?.args };
  return {
    ...experiment,
    axes: [axis],
    study: { ...usual, args: { ...usual.args, measure, to, seeds } as typeof usual.args },
    window: null,
  };
}

/** The study of the link, which is that of rates where it has none. */
export function studyOfLink(experiment: Experiment): Experiment | null {
  const { axes, study } = experiment;
  if (axes.length > 0) return { ...experiment, study: study ?? defaultStudy(), window: null };
  const axis = shownAxis(experiment);
  return axis && { ...experiment, axes: [axis], study: study ?? defaultStudy(), window: null };
}

export interface AxisName {
  readonly term: string;
  /** η, β₁; empty where it has none. */
  readonly symbol: string;
}

/** What an axis is called. */
export function axisName(
  { surface, runs }: Experiment,
  axis: string,
  lang: Language,
  words: StudyStrings,
): AxisName {
  if (axis === 'seed' || axis === 'start.x' || axis === 'start.y')
    return { term: words.axes[axis], symbol: '' };
  const symbol = symbolText(settingOf(surface, runs, axis)?.symbol ?? '\\text{}') ?? '';
  const [id, key] = axis.split('.');
  const named = (meaning: string | undefined, of = ''): AxisName => ({
    term: `${of}${termOf(meaning ?? key ?? id, symbol)}`,
    symbol,
  });
  if (key === undefined) {
    const run = runs.find((run) => settingOfRun(run, axis));
    return named(run && optimizerEntry(lang, run.optimizer.id).params?.[id]);
  }
  if (id === 'surface') return named(surfaceEntry(lang, surface.id).params?.[key]);
  const isSchedule = runs.some((run) => run.schedules.some((stage) => stage.id === id));
  const entry = (isSchedule ? scheduleEntry : stageEntry)(lang, id);
  return named(entry.params?.[key], `${entry.name}: `);
}
