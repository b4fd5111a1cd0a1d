/** Reports: their numbers are those of `trace` and `study`, what they claim follows from them, and both forms say the same. */
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../experiment/index.ts';
import { study } from '../../study/study.ts';
import { trace } from '../../surface/trace.ts';
import { htmlOf } from './html.ts';
import { reportOf } from './index.ts';
import { dataAddress, markdownOf } from './markdown.ts';
import { measuredOnSurface } from './measure-surface.ts';
import type { Block } from './tree.ts';

const experimentOf = (query: string) => parseExperiment(query).experiment;
const measure = (query: string, seeds = 1) => measuredOnSurface(experimentOf(query), seeds);
const report = (query: string, seeds = 1, lang: 'en' | 'zh' = 'en') =>
  reportOf(experimentOf(query), measure(query, seeds), { lang, version: '9.9.9', site: null });
const limitOf = (query: string, run = 0) => measure(query).courses[run][0].limitation;

const CHANCE = 'surface=regression&run=sgd,lr:0.1&run=adam,lr:0.05&steps=120';

describe('what a report measures', () => {
  it('is what trace says of each run', () => {
    const query = 'surface=beale&run=adam,lr:0.05&run=sgd,lr:0.01,momentum:0.9&run=sgd,lr:5&steps=150';
    const frames = [...trace(experimentOf(query))];
    for (const [run, [course]] of measure(query).courses.entries()) {
      const own = frames.filter((frame) => frame.run === run);
      const last = own[own.length - 1];
      expect(course.final).toBe(last.status ? null : last.loss);
      expect(course.status).toBe(last.status ?? 'finished');
      expect(course.ended).toBe(last.step);
      const losses = own.flatMap(({ loss }) => loss ?? []);
      expect(course.best).toBe(Math.min(...losses));
      expect(course.bestStep).toBe(own.find(({ loss }) => loss === course.best)?.step);
      expect(course.reached[1]).toBe(own.find(({ loss }) => loss !== null && loss <= 1e-3)?.step ?? null);
    }
  });

  it('with more seeds is what a study over seeds finds', () => {
    const { courses } = measure(CHANCE, 4);
    const trials = [...study(experimentOf(`${CHANCE}&axis=seed,at:1/2/3/4&study=grid`))].filter(
      (r) => 'trial' in r,
    );
    expect(courses.flat().map(({ final }) => final)).toEqual(trials.map(({ final }) => final));
    expect(new Set(courses[0].map(({ final }) => final)).size).toBe(4);
  });

  it('is made once where nothing is drawn at random', () => {
    expect(measure('run=adam&steps=20', 5).courses[0]).toHaveLength(1);
    expect(measure('run=adam~noise,sigma:1&run=sgd&steps=20', 5).courses[1]).toHaveLength(5);
  });
});

describe('what limited a run', () => {
  it('beyond 2/20 on a bowl of curvature 20 is rate × curvature, by the ratio of the two', () => {
    const limit = limitOf('surface=quadratic,angle:0&run=sgd,lr:0.3&steps=2000');
    expect(limit.kind).toBe('diverged');
    expect(limit.kind === 'diverged' && limit.above).toBeCloseTo(3, 12);
  });

  it('at 2/20 is rate × curvature too, though it goes on for ever', () => {
    expect(limitOf('surface=quadratic,angle:0&run=sgd,lr:0.1&steps=200')).toEqual({
      kind: 'edge',
      part: 1,
      share: expect.closeTo(1, 12),
    });
  });

  it('well below, after many updates, is nothing', () => {
    expect(limitOf('surface=quadratic,angle:0&run=sgd,lr:0.05&steps=2000').kind).toBe('arrived');
  });

  it('after few is their number', () => {
    const limit = limitOf('surface=quadratic,angle:0&run=sgd,lr:0.001&steps=50');
    expect(limit.kind).toBe('budget');
    expect(limit.kind === 'budget' && limit.share).toBeCloseTo(0.01, 12);
  });

  it('where a schedule takes the rate to nothing is a vanishing rate, all of it by the schedule', () => {
    const limit = limitOf('surface=quadratic,angle:0&run=sgd,lr:0.001~exponential,gamma:0.9&steps=100');
    expect(limit.kind).toBe('vanishing');
    if (limit.kind !== 'vanishing') return;
    expect(limit.factor).toBeCloseTo(0.9 ** -99, 0);
    expect(limit.schedule).toBeCloseTo(limit.factor, 6);
  });

  it('with noise at a constant rate is noise', () => {
    expect(limitOf('surface=quadratic&run=sgd,lr:0.05~noise,sigma:5&steps=500').kind).toBe('noise');
  });

  it('in a local minimum is the surface', () => {
    expect(limitOf('surface=rastrigin&start=2.1,1.9&run=sgd,lr:0.001&steps=500').kind).toBe('stationary');
  });
});

describe('a report', () => {
  it('claims an order of runs that depend on nothing, and with chance only from several seeds', async () => {
    const certain = markdownOf(
      await report('surface=quadratic&run=sgd,lr:0.01&run=sgd,lr:0.05&steps=50'),
      () => '',
    );
    expect(certain).toMatch(/SGD 0\.05 has a lower final loss \(.*\) than SGD 0\.01/);
    const one = markdownOf(await report(CHANCE), () => '');
    expect(one).toContain('There is one seed');
    expect(one).not.toMatch(/has a lower|Not told apart/);
    const many = markdownOf(await report(CHANCE, 6), () => '');
    expect(many).toContain('Claims are made from 6 seeds');
    expect(many).toMatch(/has a lower|Not told apart/);
  });

  it('counts runs that diverged apart from the means', async () => {
    const text = markdownOf(await report('run=sgd,lr:1&run=adam&run=rmsprop&steps=30'), () => '');
    expect(text).toMatch(/\*\*SGD\*\* \| – \| – \|.*diverged at step \d/);
    expect(text).toContain('- SGD diverged.');
  });

  const textsOf = (blocks: readonly Block[]): readonly string[] =>
    blocks.flatMap((block) => {
      switch (block.kind) {
        case 'section':
          return [block.title, ...textsOf(block.blocks)];
        case 'paragraph':
          return block.line.filter((piece) => typeof piece === 'string');
        case 'list':
          return block.items.flat().filter((piece) => typeof piece === 'string');
        case 'table':
          return block.rows.flat(2).filter((piece) => typeof piece === 'string');
        default:
          return [];
      }
    });

  it.each(['en', 'zh'] as const)('says all of it in HTML and in Markdown (%s)', async (lang) => {
    const made = await report(`${CHANCE}&run=adagrad~cosine~clip`, 3, lang);
    const html = htmlOf(made);
    const markdown = markdownOf(made, dataAddress).replace(/\\(.)/g, '$1');
    for (const text of textsOf(made.blocks)) {
      expect(html.replaceAll('&amp;', '&')).toContain(text);
      expect(markdown).toContain(text);
    }
    expect(html.match(/<svg/g)).toHaveLength(3);
    expect(html).toContain('<math');
    // Formulas that could not be read would be red.
    expect(html).not.toMatch(/temml-error|#b22222/i);
    expect(html).not.toMatch(/<(script|link|img|iframe)\b/);
    // No word of the other language is left over.
    if (lang === 'en') expect(html).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it('escapes what a person wrote', async () => {
    const made = await report(
      'title=%3Cscript%3E*a*%3C/script%3E&run=sgd,label:a%253Cb%257C&run=adam&steps=5',
    );
    expect(htmlOf(made)).not.toContain('<script>');
    expect(htmlOf(made)).toContain('a&lt;b');
    const markdown = markdownOf(made, () => '');
    expect(markdown).toContain('\\<script\\>\\*a\\*');
    const columns = markdown.split('\n').filter((line) => /^\| .*(finished|Status)/.test(line));
    expect(new Set(columns.map((line) => line.replace(/\\\|/g, '').split('|').length)).size).toBe(1);
  });
});
