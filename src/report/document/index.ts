/** An experiment and what came of it as a report: purpose, set-up, settings, results, figures, a computed discussion. */
import { mnist, networkArguments } from '../../core/network.ts';
import { surfaceTable } from '../../core/tables.ts';
import { runNames, surfaceEntry } from '../../document/names.ts';
import {
  dimensionsOf,
  type Experiment,
  formatExperiment,
  isNetwork,
  type Language,
} from '../../experiment/index.ts';
import { explanation, loadExplanations, loadWords, words as wordsOf } from '../../i18n/index.ts';
import { short } from '../../ui/format.ts';
import { comparisonBlocks, limitBlocks, percentText, spreadText } from './discussion.ts';
import { drawersOf } from './figures.ts';
import type { Course, Measured } from './measured.ts';
import { argumentTable, runBlocks, surfaceTex } from './settings.ts';
import type { Block, Inline, Line, Report } from './tree.ts';
import type { ReportWords } from './words-en.ts';

const LOAD: Readonly<Record<Language, () => Promise<ReportWords>>> = {
  en: async () => (await import('./words-en.ts')).wordsEn,
  zh: async () => (await import('./words-zh.ts')).wordsZh,
};

const paragraph = (...line: Line): Block => ({ kind: 'paragraph', line });
const section = (title: string, blocks: readonly Block[]): Block => ({ kind: 'section', title, blocks });

function setupOfNetwork(experiment: Experiment, measured: Measured, words: ReportWords): readonly Block[] {
  const { setup } = words;
  const {
    data,
    hidden,
    batch,
    dropout,
    images: only,
    shift,
    rotate,
    noise,
  } = networkArguments(experiment.surface.args);
  const images = measured.images ?? { train: 0, test: 0 };
  const units = [784, ...hidden, 10];
  const parameters = units.slice(1).reduce((sum, n, i) => sum + n * (units[i] + 1), 0);
  const train = only || images.train;
  const changes = [
    ...(shift ? [setup.shift(String(shift))] : []),
    ...(rotate ? [setup.rotate(String(rotate))] : []),
    ...(noise ? [setup.pixelNoise(String(noise))] : []),
  ];
  return [
    paragraph(setup.data(setup.dataNames[data], train, images.test)),
    paragraph(setup.network(units.join('–'), parameters)),
    paragraph(setup.crossEntropy),
    {
      kind: 'equations',
      tex: ['L(\\theta) = -\\frac{1}{|B|}\\sum_{i\\in B}\\ln\\frac{e^{z_{i,y_i}}}{\\sum_{k} e^{z_{i,k}}}'],
    },
    paragraph(setup.batch(batch, Math.ceil(train / batch))),
    ...(dropout > 0 ? [paragraph(setup.dropout(String(dropout)))] : []),
    ...(changes.length > 0 ? [paragraph(setup.augmented(changes.join(', ')))] : []),
  ];
}

function setupOfSurface(
  experiment: Experiment,
  { minimum }: Measured,
  lang: Language,
  words: ReportWords,
): readonly Block[] {
  const { setup } = words;
  const { surface, start } = experiment;
  const row = surfaceTable.get(surface.id);
  const about = explanation(lang, 'surfaces', surface.id)?.about;
  const point = dimensionsOf(experiment) === 1 ? String(start[0]) : `(${start.join(', ')})`;
  return [
    ...(about === undefined ? [] : [paragraph(about)]),
    paragraph(setup.loss),
    { kind: 'equations', tex: [surfaceTex(experiment)] },
    ...argumentTable(row, surface, surfaceEntry(lang, surface.id), words),
    paragraph(
      setup.start(point.replaceAll('-', '−')),
      ...(minimum === null ? [] : [words.colon === ': ' ? ' ' : '', setup.minima(short(minimum, 6))]),
    ),
  ];
}

/** How many updates were made, and with which seeds. */
function setupOfRuns(
  experiment: Experiment,
  { courses, chance }: Measured,
  words: ReportWords,
): readonly Block[] {
  const { setup } = words;
  const [first] = courses;
  const last = first[first.length - 1].seed;
  const seeds = !chance
    ? setup.noChance
    : first.length === 1
      ? setup.seed(experiment.seed)
      : setup.seeds(experiment.seed, last);
  return [
    paragraph(`${setup.steps(experiment.steps)} ${seeds}`),
    paragraph(setup.update),
    { kind: 'equations', tex: ['\\Delta\\theta_t = -\\,\\text{rate}_t \\odot \\text{direction}_t'] },
    paragraph(setup.rates),
  ];
}

const known = (values: readonly (number | null)[]): readonly number[] =>
  values.filter((value): value is number => value !== null);

function statusText(courses: readonly Course[], { results }: ReportWords): string {
  const [course] = courses;
  if (courses.length > 1) {
    const lost = courses.filter(({ status }) => status !== 'finished').length;
    return lost === 0 ? results.finished : results.divergedIn(lost, courses.length);
  }
  if (course.status === 'finished') return results.finished;
  return course.status === 'undefined' ? results.undefined : results.divergedAt(course.ended);
}

/** The table of results, and for networks that of accuracies. */
function resultBlocks(measured: Measured, names: readonly string[], words: ReportWords): readonly Block[] {
  const { courses, tolerances, minimum, images } = measured;
  const { results } = words;
  const seeds = courses[0].length;
  const cell = (values: readonly (number | null)[], text = spreadText): string => {
    const some = known(values);
    return some.length === 0 ? '–' : text(some);
  };
  const steps = (values: readonly (number | null)[]): string => {
    const some = known(values);
    if (some.length === 0) return '–';
    const text = seeds === 1 ? String(some[0]) : spreadText(some, 3);
    return some.length < values.length ? `${text}${results.someReached(some.length, values.length)}` : text;
  };
  const rows = courses.map((of, run): readonly Line[] => {
    const finished = of.filter(({ status }) => status === 'finished');
    return [
      [{ strong: names[run] }],
      [cell(finished.map(({ final }) => final))],
      [cell(finished.map(({ best }) => best))],
      [steps(finished.map(({ bestStep }) => bestStep))],
      ...tolerances.map((_, i): Line => [steps(of.map(({ reached }) => reached[i]))]),
      [statusText(of, words)],
    ];
  });
  const heads = tolerances.map((tolerance): Line => [results.reached(short(tolerance, 1))]);
  const table: Block = {
    kind: 'table',
    caption: null,
    numbers: true,
    head: [[results.run], [results.final], [results.best], [results.bestStep], ...heads, [results.status]],
    rows,
  };
  const notes = [
    ...(images ? [results.losses] : []),
    ...(tolerances.length === 0 ? [] : [images ? results.toLoss : results.above(short(minimum ?? 0, 6))]),
    ...(seeds > 1 ? [results.spread(seeds)] : []),
  ];
  const accuracy = (part: 'train' | 'validation' | 'test', of: readonly Course[]): Line => [
    cell(
      of.map((course) => course.accuracy?.[part] ?? null),
      percentText,
    ),
  ];
  const accuracies: readonly Block[] = images
    ? [
        {
          kind: 'table',
          caption: results.accuracyTitle,
          numbers: true,
          head: [[results.run], [results.train], [results.validation], [results.test]],
          rows: courses.map((of, run) => [
            [{ strong: names[run] }],
            accuracy('train', of),
            accuracy('validation', of),
            accuracy('test', of),
          ]),
        },
        paragraph(images.test > 2000 ? results.validationNote : results.validationAll),
      ]
    : [];
  return [table, ...notes.map((note) => paragraph(note)), ...accuracies];
}

/** What a report is made for. */
export interface ReportOptions {
  readonly lang: Language;
  /** Of the program. */
  readonly version: string;
  /** Where the experiment opens, without its query; null where no site is known. */
  readonly site: string | null;
  /** Awaited between figures: a page draws meanwhile. */
  pause?(): Promise<void>;
}

/** Between Chinese and Latin letters or digits stands a space, as one prints it; between Chinese ones none. */
const spaced = (text: string): string =>
  text
    .replace(/([\u3400-\u9fff])(?=[A-Za-z0-9±(−])/g, '$1 ')
    .replace(/([A-Za-z0-9%)°])(?=[\u3400-\u9fff])/g, '$1 ')
    .replace(/(?<=[\u3400-\u9fff，。：；、（）]) +(?=[\u3400-\u9fff，。：；、（）])/g, '');

function spacedBlock(block: Block): Block {
  const line = (of: Line): Line =>
    of.map((piece): Inline => (typeof piece === 'string' ? spaced(piece) : piece));
  switch (block.kind) {
    case 'paragraph':
      return { ...block, line: line(block.line) };
    case 'list':
      return { ...block, items: block.items.map(line) };
    case 'table':
      return { ...block, head: block.head.map(line), rows: block.rows.map((row) => row.map(line)) };
    case 'section':
      return { ...block, title: spaced(block.title), blocks: block.blocks.map(spacedBlock) };
    default:
      return block;
  }
}

function againBlocks(experiment: Experiment, options: ReportOptions, words: ReportWords): readonly Block[] {
  const { again } = words;
  // The shortest link of the default experiment is empty, which nobody could tell from none.
  const query = formatExperiment(experiment) || `surface=${experiment.surface.id}`;
  const { site, version } = options;
  const link: Inline =
    site === null ? { code: `?${query}` } : { link: `${site}?${query}`, text: `${site}?${query}` };
  const bits = isNetwork(experiment) ? again.bitsNetworks : again.bits;
  return [
    paragraph(again.link, link),
    paragraph(again.command, { code: `npm run --silent trace -- "${query}"` }),
    paragraph(`${again.versions(version, experiment.version)}${bits}`),
  ];
}

/** The report of an experiment. Loads the words of its language. */
export async function reportOf(
  experiment: Experiment,
  measured: Measured,
  options: ReportOptions,
): Promise<Report> {
  const { lang } = options;
  const [words] = await Promise.all([LOAD[lang](), loadWords(lang), loadExplanations(lang)]);
  const { strings } = wordsOf(lang);
  const { runs, surface, title, note, rules } = experiment;
  const names = runNames(runs, lang, strings);
  const network = isNetwork(experiment);
  const surfaceName = surfaceEntry(lang, network ? mnist.id : surface.id).name;
  const { sections, purpose, figures, scope } = words;
  const aim = runs.length === 1 ? purpose.one(names[0], surfaceName) : purpose.several(names, surfaceName);
  const gap = lang === 'en' ? ' ' : '';
  const figureWords = {
    step: figures.step,
    loss: network ? figures.testLoss : figures.loss,
    accuracy: figures.accuracy,
    rateOf: (place: number) => (network ? figures.rateLayer(place) : figures.rateX(place === 1 ? 'x' : 'y')),
    captions: {
      ...figures.captions,
      rates: network ? figures.captions.ratesNetworks : figures.captions.rates,
    },
  };
  const { courses, chance } = measured;
  const drawn: Block[] = [];
  for (const draw of drawersOf(experiment, measured, names, figureWords)) {
    await options.pause?.();
    drawn.push(draw());
  }
  await options.pause?.();
  const blocks: readonly Block[] = [
    section(sections.purpose, [
      paragraph(`${aim}${gap}${network ? purpose.sameNetworks : purpose.same}`),
      ...(note === null ? [] : [paragraph(note)]),
    ]),
    section(sections.setup, [
      ...(network
        ? setupOfNetwork(experiment, measured, words)
        : setupOfSurface(experiment, measured, lang, words)),
      ...setupOfRuns(experiment, measured, words),
    ]),
    section(
      sections.settings,
      runs.map((run, i) => section(names[i], runBlocks(run, rules, lang, words))),
    ),
    section(sections.results, resultBlocks(measured, names, words)),
    section(sections.figures, [
      ...(chance && courses[0].length > 1 ? [paragraph(figures.firstSeed(courses[0][0].seed))] : []),
      ...drawn,
    ]),
    section(sections.discussion, [
      ...(runs.length > 1 ? [section(sections.compared, comparisonBlocks(measured, names, words))] : []),
      section(sections.limits, limitBlocks(measured, names, words)),
      section(sections.scope, [paragraph(`${scope.text}${network ? `${gap}${scope.networks}` : ''}`)]),
    ]),
    section(sections.again, againBlocks(experiment, options, words)),
  ];
  const heading = title ?? words.titleOf(surfaceName, names);
  return {
    lang,
    title: lang === 'zh' ? spaced(heading) : heading,
    blocks: lang === 'zh' ? blocks.map(spacedBlock) : blocks,
  };
}
