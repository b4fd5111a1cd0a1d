import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../experiment/index.ts';
import { zh } from './zh.ts';

describe('what a link may say', () => {
  it.each([
    'surface=regression,n:10,batch:20',
    'run=rprop,stepMin:2,stepMax:1',
    'run=sgd,as:keras,momentum:0.9,dampening:0.5',
    'run=sgd,nesterov:1',
  ])('is told in Chinese where arguments contradict each other: %s', (query) => {
    const rules = parseExperiment(query).problems.flatMap(({ rule }) => (rule ? [rule] : []));
    expect(rules.some(({ kind }) => kind === 'together')).toBe(true);
    for (const rule of rules) expect(zh.problems.rule(rule)).toMatch(/\p{Script=Han}/u);
  });
});
