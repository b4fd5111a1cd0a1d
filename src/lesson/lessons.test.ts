import temml from 'temml';
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../experiment/index.ts';
import { LESSONS } from '../experiment/lessons.ts';
import { contents } from './contents.ts';
import { createEvaluator, isAboutNetworks } from './evaluate.ts';
import { lessons } from './lessons/index.ts';
import { loadLesson } from './load.ts';
import { CHAPTERS, type Lesson, type Words } from './types.ts';

const textsOf = ({ title, line, steps, look, question, answer, claims }: Lesson): readonly Words[] => [
  title,
  line,
  ...steps.map(({ text }) => text),
  look,
  question,
  answer,
  ...claims.map(({ text }) => text),
];
const queriesOf = ({ query, steps, claims }: Lesson): readonly string[] => [
  query,
  ...steps.map((step) => step.query),
  ...claims.map((claim) => claim.query),
];

describe('the course', () => {
  it('goes through its chapters in order, each lesson under an id of its own', () => {
    const ids = lessons.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    const chapters = lessons.map(({ chapter }) => CHAPTERS.indexOf(chapter));
    expect(chapters).toEqual([...chapters].sort((a, b) => a - b));
    expect(new Set(chapters).size).toBe(CHAPTERS.length);
  });

  it('has the ids that links may name, in the same order', () =>
    expect(contents.map(({ id }) => id)).toEqual(LESSONS));

  it('has every lesson of its table of contents, which can be loaded by itself', async () => {
    for (const { id } of contents) {
      expect(await loadLesson(id)).toEqual(lessons.find((lesson) => lesson.id === id));
    }
    expect(await loadLesson('no-such-lesson')).toBeNull();
  });
});

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))('the lesson %s', (_id, lesson) => {
  it('has steps, a question, further reading and claims, each of its own id', () => {
    expect(lesson.steps.length).toBeGreaterThan(0);
    expect(lesson.reading.length).toBeGreaterThan(0);
    expect(lesson.claims.length).toBeGreaterThan(0);
    const ids = lesson.claims.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says everything in both languages, with whole formulas', () => {
    for (const { en, zh } of textsOf(lesson)) {
      expect(en).not.toMatch(/[\u4e00-\u9fff]/);
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      for (const text of [en, zh]) {
        expect(text.trim()).toBe(text);
        expect((text.match(/\$/g)?.length ?? 0) % 2).toBe(0);
        for (const [, display, inline] of text.matchAll(/\$\$([^$]+)\$\$|\$([^$]+)\$/g)) {
          // As the page renders them; a formula that cannot be read throws.
          temml.renderToString(display ?? inline, { displayMode: Boolean(display), throwOnError: true });
        }
        expect(text.replaceAll(/\$\$[^$]+\$\$|\$[^$]+\$/g, '')).not.toMatch(/[\\`]/);
      }
    }
  });

  it('has links of which nothing has to be repaired', () => {
    for (const query of queriesOf(lesson))
      expect([query, parseExperiment(query).problems]).toEqual([query, []]);
  });

  const now = lesson.claims.filter((claim) => !isAboutNetworks(claim));
  it.runIf(now.length > 0)('claims what comes out', () => {
    const { evaluateNow } = createEvaluator();
    for (const claim of now)
      expect({ ...claim, ...evaluateNow(claim) }).toMatchObject({ ...claim, holds: true });
  });
});
