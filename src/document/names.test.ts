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

  it('say what differs between runs of one rule, and nothing else', () => {
    const cases: readonly (readonly [string, readonly string[]])[] = [
      ['run=adam,lr:0.03&run=adam,lr:0.1&run=sgd', ['Adam 0.03', 'Adam 0.1', 'SGD']],
      ['run=adam,lr:1e-7&run=adam', ['Adam 1e−7', 'Adam 0.001']],
      ['run=sgd,momentum:0.5&run=sgd,momentum:0.9&run=sgd', ['SGD momentum 0.5', 'SGD momentum 0.9', 'SGD']],
      ['run=sgd,lr:0.1,momentum:0.9&run=sgd,momentum:0.9', ['Momentum 0.1', 'Momentum 0.01']],
      ['run=adam,beta2:0.9&run=adam', ['Adam β₂ 0.9', 'Adam']],
      ['run=adam&run=adam,biasCorrection:0', ['Adam', 'Adam without bias correction']],
      ['run=sgd&run=sgd~cosine', ['SGD', 'SGD + Cosine annealing']],
      [
        'run=sgd~clip,norm:20&run=sgd~clip,norm:100&run=sgd',
        ['SGD + Gradient clipping c 20', 'SGD + Gradient clipping c 100', 'SGD'],
      ],
      ['run=adam,lr:0.05&run=adam,lr:0.05,weightDecay:0.1&run=adamw', ['Adam', 'Adam λ 0.1', 'AdamW']],
    ];
    for (const [query, expected] of cases) expect(names(query), query).toEqual(expected);
    expect(names('run=sgd,momentum:0.5&run=sgd,momentum:0.9', 'zh')).toEqual([
      'SGD 动量 0.5',
      'SGD 动量 0.9',
    ]);
  });

  it('are numbered where nothing differs', () => {
    expect(names('run=adam&run=sgd&run=adam')).toEqual(['Adam 1', 'SGD', 'Adam 2']);
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
