/** What a person chooses before handing an experiment on: for the link, and for a frame. */
import {
  type Experiment,
  type Language,
  MAX_NOTE,
  MAX_TITLE,
  type Part,
  type Theme,
} from '../../experiment/index.ts';

export interface Choices {
  readonly title: string;
  readonly note: string;
  /** Where it opens: at the start, at the step shown now, or at a step of one's own. */
  readonly at: 'start' | 'here' | number;
  readonly lang: Language | null;
  readonly theme: Theme;
  readonly view: Experiment['view'];
  readonly hide: readonly Part[];
  /** Of the frame, in CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** Frames that fit where they usually go. */
export const SIZES = [
  { id: 'column', width: 640, height: 400 },
  { id: 'wide', width: 800, height: 500 },
  { id: 'small', width: 400, height: 300 },
  { id: 'slide', width: 1080, height: 600 },
] as const;

/** Sizes that a frame may sensibly have. */
export const LEAST = 200;
export const MOST = 2000;

export const firstChoices = (
  { title, note, lang, theme, view, hide, t }: Experiment,
  step: number,
): Choices => ({
  title: title ?? '',
  note: note ?? '',
  at: step > 0 || t > 0 ? 'here' : 'start',
  lang,
  theme,
  view,
  hide,
  width: SIZES[0].width,
  height: SIZES[0].height,
});

/** The step at which it opens, of so many; `now` is the one shown. */
export const stepOf = ({ at }: Choices, now: number): number =>
  at === 'here' ? now : at === 'start' ? 0 : at;

const text = (given: string, most: number): string | null => given.trim().slice(0, most) || null;

/** What the choices make of the experiment in a link. */
export const inLink = ({ title, note, at, lang, theme, view }: Choices): Partial<Experiment> => ({
  title: text(title, MAX_TITLE),
  note: text(note, MAX_NOTE),
  lang,
  theme,
  view,
  ...(at === 'here' ? {} : { t: at === 'start' ? 0 : at }),
});

/** The same in a frame, which can leave parts out. */
export const inFrame = (choices: Choices): Partial<Experiment> => ({
  ...inLink(choices),
  hide: choices.hide,
  embed: true,
});
