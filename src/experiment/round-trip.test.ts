import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkExperiment, formatExperiment, MAX_LINK, parseExperiment } from './index.ts';
import { experiments } from './testing/arbitraries.ts';

/** Every way of leaving out one parameter of a link, or one `key:value` of one of its stages. */
function* shortened(link: string): Generator<string> {
  const parameters = link.split('&');
  for (const [i, parameter] of parameters.entries()) {
    const replaceBy = (...other: string[]): string => parameters.toSpliced(i, 1, ...other).join('&');
    yield replaceBy();
    const [key, value] = parameter.split('=');
    if (key !== 'run' && key !== 'surface') continue;
    const stages = value.split('~').map((stage) => stage.split(','));
    for (const [j, stage] of stages.entries()) {
      for (let k = 1; k < stage.length; k++) {
        const fewer = stages.with(j, stage.toSpliced(k, 1));
        yield replaceBy(`${key}=${fewer.map((items) => items.join(',')).join('~')}`);
      }
    }
  }
}

describe('a link', () => {
  it('means the experiment it was written for', () => {
    fc.assert(
      fc.property(experiments(), (experiment) => {
        const link = formatExperiment(experiment);
        fc.pre(link.length <= MAX_LINK);
        expect(parseExperiment(link)).toEqual({ experiment, problems: [] });
      }),
      { numRuns: 400 },
    );
  });

  it('means it too with twelve runs', () => {
    fc.assert(
      fc.property(experiments(12), (experiment) => {
        const link = formatExperiment(experiment);
        fc.pre(link.length <= MAX_LINK);
        expect(parseExperiment(link).experiment).toEqual(experiment);
      }),
      { numRuns: 50 },
    );
  });

  it('survives as the fragment, as a whole address, with &amp; and with its separators escaped', () => {
    fc.assert(
      fc.property(experiments(), (experiment) => {
        const link = formatExperiment(experiment);
        fc.pre(link.length <= MAX_LINK / 2);
        const escaped = link
          .replaceAll(':', '%3A')
          .replaceAll(',', '%2C')
          .replaceAll('~', '%7E')
          .replaceAll('/', '%2F');
        for (const mangled of [
          `?${link}`,
          `#${link}`,
          `https://example.org/a/b.html?${link}`,
          `?utm_source=x&${link}&fbclid=y`,
          link.replaceAll('&', '&amp;'),
          link.replaceAll('&', '&amp;amp;'),
          escaped,
          ` ${link}\n`,
        ]) {
          expect(parseExperiment(mangled), mangled).toEqual({ experiment, problems: [] });
        }
      }),
      { numRuns: 100 },
    );
  });

  it('holds only characters that survive links, Markdown and chat', () => {
    fc.assert(
      fc.property(experiments(), (experiment) => {
        expect(formatExperiment(experiment)).toMatch(/^[A-Za-z0-9\-._~,:/%&=]*$/);
      }),
      { numRuns: 100 },
    );
  });

  it('holds nothing that could be left out', () => {
    fc.assert(
      fc.property(experiments(2), (experiment) => {
        const link = formatExperiment(experiment);
        fc.pre(link !== '' && link.length <= MAX_LINK);
        for (const shorter of shortened(link)) {
          expect(parseExperiment(shorter), shorter).not.toEqual({ experiment, problems: [] });
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is written the same however the text it was read from was put', () => {
    fc.assert(
      fc.property(experiments(2), (experiment) => {
        const link = formatExperiment(experiment);
        fc.pre(link.length <= MAX_LINK);
        const reversed = link
          .split('&')
          .reverse()
          .filter((parameter) => !/^(?:run|rule|axis)=/.test(parameter));
        const ordered = link.split('&').filter((parameter) => /^(?:run|rule|axis)=/.test(parameter));
        expect(formatExperiment(parseExperiment([...reversed, ...ordered].join('&')).experiment)).toBe(link);
      }),
      { numRuns: 100 },
    );
  });
});

describe('an experiment as plain JSON', () => {
  it('is itself after a check', () => {
    fc.assert(
      fc.property(experiments(), (experiment) => {
        const json: unknown = JSON.parse(JSON.stringify(experiment));
        expect(checkExperiment(json)).toEqual({ experiment, problems: [] });
      }),
      { numRuns: 100 },
    );
  });
});
