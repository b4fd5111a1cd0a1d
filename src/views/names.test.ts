import { beforeAll, describe, expect, it } from 'vitest';
import { parseExperiment } from '../experiment/index.ts';
import { loadWords, words } from '../i18n/index.ts';
import { runNames, surfaceEntry } from './names.ts';

const names = (query: string, lang: 'en' | 'zh' = 'en') =>
  runNames(parseExperiment(query).experiment.runs, lang, words(lang).strings);

beforeAll(async () => {
  await loadWords('en');
  await loadWords('zh');
});

describe('the names of runs', () => {
  it('are what people call them', () => {
    expect(names('run=sgd&run=sgd,momentum:0.9&run=sgd,momentum:0.9,nesterov:1&run=adam')).toEqual([
      'SGD',
      'Momentum',
      'Nesterov',
      'Adam',
    ]);
    expect(names('run=sgd,momentum:0.9', 'zh')).toEqual(['动量法']);
  });

  it('are a person’s own where there are any', () => {
    expect(names('run=adam,label:Mine')).toEqual(['Mine']);
  });

  it('are numbered where they would be the same, and only there', () => {
    expect(names('run=adam&run=sgd&run=adam,lr:0.1&run=adam')).toEqual(['Adam 1', 'SGD', 'Adam 2', 'Adam 3']);
  });

  it('always differ, even from labels that look like numbers', () => {
    const found = names('run=adam&run=adam&run=sgd,label:Adam%201');
    expect(new Set(found).size).toBe(3);
  });
});

describe('a surface', () => {
  it('that has no words is called by its id', () => {
    expect(surfaceEntry('en', 'rosenbrock').name).toContain('Rosenbrock');
    expect(surfaceEntry('en', 'nowhere').name).toBe('nowhere');
  });
});
