/** What an experiment can be taken away as: a table, of which each row makes the text of a file. */
import { type Experiment, formatExperiment, isNetwork, type Language } from '../../experiment/index.ts';
import { reportOf } from '../../report/document/index.ts';
import { dataAddress, markdownOf } from '../../report/document/markdown.ts';
import { measureSurface } from '../../report/document/measure-surface.ts';
import { figureOf } from '../../report/figure/index.ts';
import { programFile, programOf, programs } from '../../report/program/index.ts';
import { studyProgramOf, studyPrograms } from '../../report/program/study/index.ts';
import { siteAddress } from '../site.ts';

export interface Made {
  /** The text of the file. */
  readonly text: string;
  /** What is shown of it, where that is not the text itself. */
  readonly preview: string;
}

export interface MakeOptions {
  readonly lang: Language;
  /** Of a report. */
  readonly seeds: number;
  readonly signal: AbortSignal;
  /** A fraction of the work. */
  progress(done: number): void;
}

export interface Target {
  readonly id: string;
  readonly group: 'programs' | 'studies' | 'documents';
  readonly ending: string;
  readonly type: string;
  /** @throws RangeError with the reason where it cannot be. */
  make(experiment: Experiment, options: MakeOptions): Promise<Made>;
}

/** Of this program; the build puts it there. */
const VERSION = String(import.meta.env.VERSION);

/** Milliseconds of work between which the page may draw. */
const SLICE = 12;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function inSlices<T>(work: Generator<number, T>, { signal, progress }: MakeOptions): Promise<T> {
  for (;;) {
    const until = performance.now() + SLICE;
    let next = work.next();
    while (!next.done && performance.now() < until) next = work.next();
    if (next.done) return next.value;
    progress(next.value);
    await pause();
    signal.throwIfAborted();
  }
}

const same = (text: string): Made => ({ text, preview: text });

const reportFor = async (experiment: Experiment, options: MakeOptions) => {
  const measured = await inSlices(measureSurface(experiment, options.seeds), options);
  return reportOf(experiment, measured, { lang: options.lang, version: VERSION, site: siteAddress(), pause });
};

const SCRIPT: Readonly<Record<string, string>> = { py: 'text/x-python', mjs: 'text/javascript' };

const TARGETS: readonly Target[] = [
  ...programs.map((id): Target => {
    const ending = programFile(id).split('.').pop() ?? 'txt';
    return {
      id,
      group: 'programs',
      ending,
      type: SCRIPT[ending] ?? 'text/plain',
      make: async (experiment) => same(programOf(experiment, id)),
    };
  }),
  ...studyPrograms.map(
    (id): Target => ({
      id,
      group: 'studies',
      ending: 'py',
      type: SCRIPT.py,
      make: async (experiment) => same(studyProgramOf(experiment, id)),
    }),
  ),
  {
    id: 'report-html',
    group: 'documents',
    ending: 'html',
    type: 'text/html',
    async make(experiment, options) {
      const report = await reportFor(experiment, options);
      const { htmlOf } = await import('../../report/document/html.ts');
      await pause();
      return { text: htmlOf(report), preview: markdownOf(report, ({ name }) => `${name}.svg`) };
    },
  },
  {
    id: 'report-md',
    group: 'documents',
    ending: 'md',
    type: 'text/markdown',
    async make(experiment, options) {
      const report = await reportFor(experiment, options);
      return {
        text: markdownOf(report, dataAddress),
        preview: markdownOf(report, ({ name }) => `${name}.svg`),
      };
    },
  },
  {
    id: 'svg',
    group: 'documents',
    ending: 'svg',
    type: 'image/svg+xml',
    make: async (experiment, { lang }) => same(figureOf({ ...experiment, lang })),
  },
];

/** Whether a target is a report, which is made with several seeds. */
export const isReport = ({ id }: Target): boolean => id.startsWith('report-');

/** The command that makes it of networks, which need files of their own. */
export const commandOf = (experiment: Experiment, target: Target, seeds: number, lang: Language): string => {
  const query = formatExperiment(experiment);
  const { id } = target;
  const more = isReport(target)
    ? ` --seeds ${seeds} --lang ${lang} --out ${id === 'report-md' ? 'report.md' : 'report.html'}`
    : ' --out training';
  return `npm run --silent export -- "${query}" --to ${id}${more}`;
};

/** Those that there are of an experiment. */
export const targetsOf = (experiment: Experiment): readonly Target[] =>
  isNetwork(experiment)
    ? TARGETS.filter((target) => target.group === 'programs' || isReport(target))
    : TARGETS;
