import { expect, it } from 'vitest';
import { computeQuantity } from '../lesson/quantity.ts';
import { seriesOf } from '../lesson/series.ts';
import { lessonsMain } from './lessons-main.ts';

async function printed(...argv: string[]) {
  let out = '';
  let err = '';
  const status = await lessonsMain(argv, {
    out: async (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { status, err, out };
}

it('prints a lesson with every claim computed, and says that it holds', async () => {
  const { status, out } = await printed('gd-one-variable');
  const lesson = JSON.parse(out);
  expect(status).toBe(0);
  expect(Object.keys(lesson)).toEqual(['id', 'title', 'query', 'claims']);
  expect(lesson.claims.length).toBeGreaterThan(2);
  for (const claim of lesson.claims) {
    expect(Object.keys(claim)).toEqual('id text query quantity expected tolerance computed holds'.split(' '));
    expect(claim.computed).toBe(computeQuantity(claim.quantity, (seed) => seriesOf(claim.query, seed)));
    expect(claim.holds).toBe(true);
  }
});

it('prints titles and claims in Chinese', async () => {
  const { out } = await printed('gd-one-variable', '--lang', 'zh');
  const { title, claims } = JSON.parse(out);
  for (const text of [title, ...claims.map((claim: { text: string }) => claim.text)])
    expect(text).toMatch(/[一-鿿]/);
});

it.each([
  [['no-such'], 'There is no lesson "no-such". There are: gd-one-variable'],
  [['--lang', 'de'], '--lang is en or zh, not "de".'],
])('says what is wrong with %j', async (argv, message) => {
  const { status, err } = await printed(...argv);
  expect(status).toBe(2);
  expect(err).toContain(message);
});
