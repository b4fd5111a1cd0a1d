import { describe, expect, it } from 'vitest';
import { formatExperiment, parseExperiment } from './index.ts';
import links from './links.json';

describe('a link that was ever given to anyone', () => {
  // Add links, never take one away, never change what one means.
  it.each(links)('opens, and means what it meant: $link', ({ link, means }) => {
    const { experiment, problems } = parseExperiment(link);
    expect(problems).toEqual([]);
    expect(experiment).toMatchObject(means);
    expect(parseExperiment(formatExperiment(experiment)).experiment).toEqual(experiment);
  });
});
