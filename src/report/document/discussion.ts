/** What a report claims: computed from what was measured, by criteria that it states. */
import { short } from '../../ui/format.ts';
import { better, spreadOf } from './comparison.ts';
import type { Limitation } from './limitation.ts';
import type { Course, Measured } from './measured.ts';
import type { Block, Line } from './tree.ts';
import type { ReportWords } from './words-en.ts';

const list = (items: readonly string[]): readonly Block[] =>
  items.length === 0 ? [] : [{ kind: 'list', items: items.map((item): Line => [item]) }];

/** A mean with its spread, or the one value. */
export function spreadText(values: readonly number[], digits = 4): string {
  const { mean, sd, n } = spreadOf(values);
  if (sd === 0 && Number.isInteger(mean)) return String(mean);
  return n > 1 ? `${short(mean, digits)} ± ${short(sd, 2)}` : short(mean, digits);
}

const percent = (fraction: number): string => {
  const text = (100 * fraction).toFixed(2);
  return `${text.replace(/\.?0+$/, '')} %`;
};

/** A fraction of the images with its spread. */
export function percentText(values: readonly number[]): string {
  const { mean, sd, n } = spreadOf(values);
  return n > 1 ? `${(100 * mean).toFixed(2)} ± ${(100 * sd).toFixed(2)} %` : `${(100 * mean).toFixed(2)} %`;
}

/** A quantity by which runs are compared. */
interface Quantity {
  readonly name: string;
  readonly lower: boolean;
  of(course: Course): number;
  text(values: readonly number[]): string;
}

/** Claims about one quantity, the best run first, and which runs it does not tell apart. */
function claims(
  { courses, chance }: Measured,
  compared: readonly number[],
  names: readonly string[],
  quantity: Quantity,
  words: ReportWords,
): readonly string[] {
  const values = compared.map((run) => courses[run].map((course) => quantity.of(course)));
  const isBetter = better(values, chance, quantity.lower);
  const sign = quantity.lower ? 1 : -1;
  const order = compared
    .map((_, i) => i)
    .sort((a, b) => sign * (spreadOf(values[a]).mean - spreadOf(values[b]).mean));
  const nameOf = (i: number): string => names[compared[i]];
  const said = order.flatMap((a) => {
    const worse = order.filter((b) => b !== a && isBetter(a, b)).map(nameOf);
    const say = quantity.lower ? words.compared.lower : words.compared.higher;
    return worse.length === 0 ? [] : say(nameOf(a), quantity.text(values[a]), worse, quantity.name);
  });
  const open = order.flatMap((a, place) =>
    order
      .slice(place + 1)
      .filter((b) => !isBetter(a, b) && !isBetter(b, a))
      .map((b) => words.compared.undecided(nameOf(a), nameOf(b), quantity.name)),
  );
  return [...said, ...open];
}

/** Which runs are better than which, as far as that exceeds the spread between seeds. */
export function comparisonBlocks(
  measured: Measured,
  names: readonly string[],
  words: ReportWords,
): readonly Block[] {
  const { courses, chance, images } = measured;
  const { compared: said } = words;
  const seeds = courses[0].length;
  const diverged = courses.map((of) => of.filter(({ status }) => status !== 'finished').length);
  const left = courses.flatMap((_, run) => (diverged[run] === 0 ? run : []));
  const lost = courses.flatMap((_, run) =>
    diverged[run] === 0 ? [] : said.diverged(names[run], diverged[run], seeds),
  );
  const pairs = (left.length * (left.length - 1)) / 2;
  const criterion = !chance ? said.certain : seeds === 1 ? said.oneSeed : said.criterion(seeds, pairs);
  const paragraph = (text: string): Block => ({ kind: 'paragraph', line: [text] });
  if (left.length < 2)
    return [
      ...(courses.length > 1 ? [paragraph(left.length === 0 ? said.none : said.one)] : []),
      ...list(lost),
    ];
  const quantities: readonly Quantity[] = [
    {
      name: images ? said.lossOnTest : said.loss,
      lower: true,
      of: ({ final }) => final ?? Number.NaN,
      text: spreadText,
    },
    ...(images
      ? [
          {
            name: said.accuracyOnTest,
            lower: false,
            of: ({ accuracy }: Course) => accuracy?.test ?? Number.NaN,
            text: percentText,
          },
        ]
      : []),
  ];
  const found =
    chance && seeds === 1
      ? []
      : quantities.flatMap((quantity) => claims(measured, left, names, quantity, words));
  return [paragraph(criterion), ...list([...lost, ...found])];
}

/** What limited one run, as the end of a sentence. */
function limitationText(limitation: Limitation, ended: number, { limits }: ReportWords): string {
  const share = (value: number | null): string | null => (value === null ? null : short(value, 2));
  switch (limitation.kind) {
    case 'undefined':
      return limits.undefined;
    case 'diverged':
      return limits.diverged(ended, share(limitation.above));
    case 'arrived':
      return limits.arrived(short(limitation.excess, 2));
    case 'stationary':
      return limits.stationary(short(limitation.gradient, 2));
    case 'edge':
      return limits.edge(percent(limitation.part), short(limitation.share, 3));
    case 'noise':
      return limits.noise(short(limitation.mean), short(limitation.sd, 2), share(limitation.share));
    case 'vanishing': {
      const scheduled = limitation.schedule > 1.01 ? short(limitation.schedule) : null;
      return limits.vanishing(short(limitation.factor), scheduled, share(limitation.share));
    }
    case 'budget':
      return limits.budget(
        limitation.factor === null ? null : short(limitation.factor),
        share(limitation.share),
      );
    case 'unclear':
      return limits.unclear(share(limitation.share));
    default:
      return limitation satisfies never;
  }
}

/** What limited each run, with the criteria. */
export function limitBlocks(
  { courses, chance, images }: Measured,
  names: readonly string[],
  words: ReportWords,
): readonly Block[] {
  const { limits } = words;
  const criteria = `${limits.criteria(courses[0][0].seed, chance)}${images ? limits.networks : ''}`;
  return [
    { kind: 'paragraph', line: [criteria] },
    {
      kind: 'list',
      items: courses.map(([{ limitation, ended }], run) => [
        { strong: names[run] },
        `${words.colon}${limitationText(limitation, ended, words)}`,
      ]),
    },
  ];
}
