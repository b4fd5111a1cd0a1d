/** What has changed between two experiments, to be named and to be told from other changes. Pure. */
import type { Experiment, ExperimentRun } from '../../experiment/index.ts';
import type { RunDisplay } from '../state.ts';

/** An experiment, with the keys by which its runs are known. */
export interface Moment {
  readonly experiment: Experiment;
  readonly displays: readonly RunDisplay[];
}

/** Fields of an experiment that a person chooses for themselves, or that say where they are: nothing that is undone. */
const KEPT = ['version', 't', 'lang', 'theme', 'embed'] as const;
type Kept = (typeof KEPT)[number];
type Field = Exclude<keyof Experiment, Kept>;

/** What became of one run, or of a setting of one. */
export type RunChange =
  | 'added'
  | 'removed'
  | 'visibility'
  | 'label'
  | 'rule'
  | 'argument'
  | 'schedules'
  | 'stages';

export type Change =
  /** One field, or fields that belong together: steps and speed, title and note, a study and its axes. */
  | { readonly kind: Exclude<Field, 'runs'> }
  | { readonly kind: 'surface setting'; readonly surface: string; readonly key: string }
  | {
      readonly kind: RunChange;
      /** The runs among which it is named, and its place there. */
      readonly runs: readonly ExperimentRun[];
      readonly index: number;
      /** By which it is known in the page. */
      readonly run: number;
      /** Of a changed argument, the argument's key. */
      readonly key?: string;
    }
  /** `arguments`: of several runs; `experiment`: what has no shorter name, such as another link. */
  | { readonly kind: 'order' | 'colours' | 'arguments' | 'runs' | 'experiment' };

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

const differing = <T extends object>(a: T, b: T): readonly (keyof T)[] =>
  (Object.keys({ ...a, ...b }) as (keyof T)[]).filter((key) => !same(a[key], b[key]));

/** Fields that change together, under the name of the first. */
const TOGETHER: readonly (readonly Field[])[] = [
  ['steps', 'speed'],
  ['title', 'note'],
  ['study', 'axes'],
];

/** What has changed; null where nothing has that is undone. */
export function changeBetween(before: Moment, after: Moment): Change | null {
  const [a, b] = [before.experiment, after.experiment];
  const fields = differing(a, b).filter((key): key is Field => !(KEPT as readonly string[]).includes(key));
  if (fields.length === 0) return null;
  if (fields.includes('surface')) return surfaceChange(a, b, fields);
  if (fields.every((field) => field === 'runs' || field === 'rules') && fields.includes('runs'))
    return runsChange(before, after);
  const together = TOGETHER.find((group) => fields.every((field) => group.includes(field)));
  const field = together ? (fields.length > 1 ? together[0] : fields[0]) : fields.length === 1 && fields[0];
  return { kind: field && field !== 'runs' ? field : 'experiment' };
}

function surfaceChange(a: Experiment, b: Experiment, fields: readonly Field[]): Change {
  if (a.surface.id !== b.surface.id) {
    // A surface that is chosen says nothing of itself; an experiment that is opened has its own study, view or words.
    const brought: readonly Field[] = ['view', 'rates', 'study', 'title', 'note', 'lesson', 'seed', 'hide'];
    const opened = brought.some((field) => fields.includes(field) && b[field] !== null);
    return { kind: opened ? 'experiment' : 'surface' };
  }
  const keys = differing(a.surface.args, b.surface.args);
  if (fields.length > 1 || keys.length !== 1) return { kind: 'experiment' };
  return { kind: 'surface setting', surface: b.surface.id, key: String(keys[0]) };
}

function runsChange(before: Moment, after: Moment): Change {
  const [was, is] = [before, after].map(({ displays }) => displays.map(({ key }) => key));
  const come = is.filter((key) => !was.includes(key));
  const gone = was.filter((key) => !is.includes(key));
  const of = (kind: RunChange, { experiment: { runs } }: Moment, index: number, key?: string): Change => ({
    ...{ kind, runs, index, run: (runs === before.experiment.runs ? was : is)[index] },
    ...(key !== undefined && { key }),
  });
  if (come.length + gone.length > 1) return { kind: 'runs' };
  if (come.length === 1) return of('added', after, is.indexOf(come[0]));
  if (gone.length === 1) return of('removed', before, was.indexOf(gone[0]));
  if (!same(was, is)) return { kind: 'order' };

  const runs = after.experiment.runs;
  const changed = runs.flatMap((run, i) => {
    const fields = differing(before.experiment.runs[i], run);
    return fields.length > 0 ? [{ i, fields }] : [];
  });
  const only = (field: keyof ExperimentRun): boolean => changed.every(({ fields }) => same(fields, [field]));
  // Of other runs the colours are fixed with it.
  if (changed.length > 0 && only('colour')) return { kind: 'colours' };
  if (changed.length > 1) return { kind: only('optimizer') ? 'arguments' : 'runs' };
  // The text of a rule that the run's own is numbered by.
  if (changed.length === 0) return { kind: 'rules' };
  const [{ i, fields }] = changed;
  if (fields.length > 1) return { kind: 'runs' };
  const [field] = fields;
  if (field === 'hidden') return of('visibility', after, i);
  if (field === 'colour') return { kind: 'colours' };
  if (field !== 'optimizer') return of(field, after, i);
  const [then, now] = [before.experiment.runs[i].optimizer, runs[i].optimizer];
  const keys = differing(then.args, now.args);
  if (then.id !== now.id) return of('rule', after, i);
  return keys.length === 1 ? of('argument', after, i, String(keys[0])) : of('rule', after, i);
}

/** Kinds of changes that come many at a time, while something is dragged, turned or typed. */
const GRADUAL: ReadonlySet<Change['kind']> = new Set([
  'start',
  'window',
  'steps',
  'seed',
  'formula',
  'rules',
  'axes',
  'speed',
  'surface setting',
  'argument',
  'label',
  'schedules',
  'stages',
] satisfies Change['kind'][]);

export const isGradual = ({ kind }: Change): boolean => GRADUAL.has(kind);

/** What tells a change from others: two with the same name change the same. */
export function nameOf(change: Change): string {
  const part = 'run' in change ? change.run : '';
  return `${change.kind} ${part} ${'key' in change ? change.key : ''}`;
}

/** `then` as it is taken up again, with what is not undone as it is now. */
export function withKept(then: Experiment, now: Experiment): Experiment {
  const { version, t, lang, theme, embed } = now;
  return { ...then, ...({ version, t, lang, theme, embed } satisfies Pick<Experiment, Kept>) };
}
