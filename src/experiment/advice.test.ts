import { describe, expect, it } from 'vitest';
import { adviceInWords, adviceOn } from './advice.ts';
import { parseExperiment } from './parse.ts';

const advice = (query: string) => adviceOn(parseExperiment(query).experiment);
const custom = (f: string): string => `surface=custom&f=${encodeURIComponent(f)}`;

describe('advice on an experiment', () => {
  it('offers a start where loss and gradient are defined', () => {
    const [first, ...more] = advice(`${custom('log(x)+y^2')}&start=-2,1.5&run=sgd`);
    expect(first).toEqual({ kind: 'start', part: 'loss', start: [-2, 1.5], offered: [1, 1.5] });
    expect(more).toEqual([]);
    expect(adviceInWords(first)).toBe('start: the loss is not defined at the start -2,1.5. It is at 1,1.5.');
    expect(advice(`${custom('log(x)+y^2')}&start=1,1.5&run=sgd`)).toEqual([]);
    expect(advice(`${custom('sqrt(x)')}&start=0,0&run=sgd`)).toMatchObject([{ part: 'gradient' }]);
  });

  it("says of Polyak's step that it has to guess the minimum, unless it is given or known", () => {
    const found = advice(`${custom('x^2+y^2-5')}&run=sgd&run=polyak`);
    expect(found).toEqual([{ kind: 'minimum', run: 1 }]);
    expect(adviceInWords(found[0])).toMatch(/^run\[1\]\.fMin: .*0 is taken.*fMin:VALUE/);
    expect(advice(`${custom('x^2+y^2-5')}&run=polyak,fMin:-5`)).toEqual([]);
    expect(advice('surface=saddle&run=polyak')).toEqual([{ kind: 'minimum', run: 0 }]);
    expect(advice('surface=rosenbrock&run=polyak')).toEqual([]);
  });

  it('has nothing to say of the default experiment', () => {
    expect(advice('')).toEqual([]);
  });
});
