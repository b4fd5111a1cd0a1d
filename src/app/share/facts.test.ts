import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../experiment/index.ts';
import { loadWords, words } from '../../i18n/index.ts';
import { share as en } from '../../i18n/share-en.ts';
import { share as zh } from '../../i18n/share-zh.ts';
import { facts } from './facts.ts';

const SHARE = { en, zh };

async function said(query: string, lang: 'en' | 'zh' = 'en'): Promise<Record<string, string>> {
  await loadWords(lang);
  const { experiment } = parseExperiment(query);
  return Object.fromEntries(
    facts(experiment, experiment.t, lang, words(lang).strings, SHARE[lang]).map(({ what, values }) => [
      what,
      values.join(' | '),
    ]),
  );
}

describe('what a link fixes', () => {
  it('is said with every setting that is not the usual one', async () => {
    expect(
      await said(
        'surface=rosenbrock,b:50&start=1,2&run=sgd,lr:0.001,momentum:0.9&run=adam~cosine,steps:400~clip&t=7&seed=3',
      ),
    ).toEqual({
      Surface: 'Rosenbrock (a 1, b 50)',
      Start: '1.00, 2.00',
      Runs: 'Momentum (lr 0.001, momentum 0.9) | Adam (lr 0.001) · Cosine annealing (steps 400, min 0) · Gradient clipping (norm 1)',
      Steps: '500',
      Seed: '3',
      'Opens at': 'step 7',
    });
  });

  it('has the formula and the rule that someone typed', async () => {
    const { Surface, Runs } = await said(
      'surface=custom&f=x%5E2%2By%5E2&run=custom,lr:0.1&rule=x%20=%20x%20-%20lr*g',
    );
    expect(Surface).toContain('x^2+y^2');
    expect(Runs).toContain('x = x - lr*g');
  });

  it('is the network, where there is one, and no start', async () => {
    const network = await said('surface=mnist,hidden:32/16&run=adam,as:keras&steps=9', 'zh');
    expect(Object.values(network).join()).toMatch(/hidden 32\/16.*as keras.*9/);
    expect(Object.keys(network)).toHaveLength(5);
  });
});
