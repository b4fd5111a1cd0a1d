import { describe, expect, it } from 'vitest';
import { stages } from '../core/gradient/index.ts';
import { mnist } from '../core/network.ts';
import { optimizers } from '../core/optimizers/index.ts';
import { schedules } from '../core/schedules/index.ts';
import { surfaces } from '../core/surfaces/index.ts';
import { formatExperiment, parseExperiment } from './index.ts';
import links from './links.json';
import frozen from './links-defaults.json';

describe('a link that was ever given to anyone', () => {
  // Add links, never take one away, never change what one means.
  it.each(links)('opens, and means what it meant: $link', ({ link, means }) => {
    const { experiment, problems } = parseExperiment(link);
    expect(problems).toEqual([]);
    expect(experiment).toMatchObject(means);
    expect(parseExperiment(formatExperiment(experiment)).experiment).toEqual(experiment);
  });
});

describe('a link that leaves everything to the defaults', () => {
  // Add pairs, never take one away, never change one: in version 1 of the links a default is what it was.
  it.each(frozen)('means for ever what it meant: %s', (link, explicit) => {
    const { experiment, problems } = parseExperiment(link);
    expect(problems).toEqual([]);
    expect(parseExperiment(explicit)).toEqual({ experiment, problems: [] });
  });

  it('is here for every row of the tables', () => {
    const known = new Set(frozen.map(([link]) => link));
    const rows = [
      ...[...surfaces, mnist].map(({ id }) => `?surface=${id}`),
      ...optimizers.map(({ id }) => `?run=${id}`),
      ...[...schedules, ...stages].map(({ id }) => `?run=sgd~${id}`),
    ];
    // What a person types has no default that a link could leave out.
    const typed = ['?surface=custom', '?run=custom'];
    expect(rows.filter((link) => !known.has(link) && !typed.includes(link))).toEqual([]);
  });
});
