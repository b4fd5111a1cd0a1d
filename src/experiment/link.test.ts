import { describe, expect, it } from 'vitest';
import { decode, encode } from './escape.ts';
import { formatExperiment, type Problem, parseExperiment } from './index.ts';
import { MAX_LINK, readLink } from './link.ts';

const read = (link: string) => {
  const problems: Problem[] = [];
  return { written: readLink(link, (problem) => problems.push(problem)), problems };
};
const written = (link: string) => read(link).written;

describe('a link', () => {
  it.each([
    'surface=beale&steps=9',
    '?surface=beale&steps=9',
    '#surface=beale&steps=9',
    '#?surface=beale&steps=9',
    '#/?surface=beale&steps=9',
    '?surface=beale#steps=9',
    '?surface=beale%23steps=9',
    'https://example.org/?surface=beale&steps=9',
    'https://example.org/a=b/page.html?surface=beale#steps=9',
    'page.html?surface=beale&steps=9',
    './#surface=beale&steps=9',
    '  ?surface=beale&&amp;&steps=9&  ',
    '?surface=beale&AMP;amp;steps=9',
    '?surface=beale&#38;steps=9',
    '?surface=beale&steps=9#the-third-heading',
    '?%73urface=beale&steps=%39',
  ])('may come as %s', (link) => {
    expect(read(link)).toEqual({
      written: [
        ['surface', 'beale'],
        ['steps', '9'],
      ],
      problems: [],
    });
  });

  it.each([
    '',
    '?',
    '#',
    'https://example.org/',
    'https://example.org/a=b/',
    '/lib/page.html',
    '?&amp;&',
    '   ',
  ])('says nothing: "%s"', (link) => {
    expect(read(link)).toEqual({ written: [], problems: [] });
  });

  it('is completed by its fragment, not contradicted', () => {
    const { written, problems } = read('?surface=beale&run=sgd#surface=booth&run=adam&steps=9');
    expect(written).toEqual([
      ['surface', 'beale'],
      ['run', 'sgd'],
      ['steps', '9'],
    ]);
    expect(problems.map(({ key, given, used }) => [key, given, used])).toEqual([
      ['surface', 'booth', 'ignored'],
      ['run', 'adam', 'ignored'],
    ]);
  });

  it('takes all of its runs from the fragment when the query has none', () => {
    expect(written('?steps=9#run=sgd&run=adam')).toEqual([
      ['steps', '9'],
      ['run', 'sgd'],
      ['run', 'adam'],
    ]);
  });

  it('says a thing once: the first counts, the second is reported', () => {
    const { written, problems } = read('steps=9&steps=10');
    expect(written).toEqual([['steps', '9']]);
    expect(problems).toMatchObject([{ key: 'steps', given: '10', used: 'ignored', allowed: 'once' }]);
  });

  it('takes a plus for a space in title and note, and for a plus in formulas', () => {
    expect(written('title=a+b%2Bc&note=a+b&f=x+y&rule=x=x+1')).toEqual([
      ['title', 'a b+c'],
      ['note', 'a b'],
      ['f', 'x+y'],
      ['rule', 'x=x+1'],
    ]);
  });

  it('keeps malformed escapes as they are', () => {
    expect(written('title=100%&note=%zz%E5%AD%A6%E5%AD%c0%80%ed%a0%80')).toEqual([
      ['title', '100%'],
      ['note', '%zz学%E5%AD%c0%80%ed%a0%80'],
    ]);
  });

  it.each([
    'utm_source=a&fbclid=b&gclid=c',
    'from=singlemessage&isappinstalled=0&mc_cid=1&mc_eid=2&msclkid=3&igshid=4&gad_source=1&gbraid=5&spm=6',
    'state=x&code=y&session_state=z&iss=w&scope=v&service=u&ticket=t&SAMLResponse=s&feature=share&si=r',
    'wbraid=1&dclid=2&ttclid=3&twclid=4&li_fat_id=5&yclid=6&_hsenc=7&_ga=8&ref=9&source=10&share=11&id=12&q=13&page=14',
    '__proto__=1&constructor=2&toString=3&hello&x=1&lr=0.1&学=1&%00=1',
  ])('passes over what other programs add: %s', (link) => {
    expect(read(link)).toEqual({ written: [], problems: [] });
    expect(read(`surface=beale&${link}#steps=9&${link}`)).toEqual({
      written: [
        ['surface', 'beale'],
        ['steps', '9'],
      ],
      problems: [],
    });
  });

  it('does not count what other programs add among its characters', () => {
    const note = 'n'.repeat(MAX_LINK - 'steps=9&note='.length);
    const ours = `steps=9&note=${note}`;
    expect(read(`?mc_eid=${'a'.repeat(5000)}&${ours}&fbclid=${'b'.repeat(5000)}`)).toEqual({
      written: [
        ['steps', '9'],
        ['note', note],
      ],
      problems: [],
    });
  });

  it.each([
    ['steos=9', 'steos', 'steps'],
    ['Run=sgd', 'Run', 'run'],
    ['surfaec=beale', 'surfaec', 'surface'],
    ['runs=sgd', 'runs', 'run'],
    ['STEPS=9', 'STEPS', 'steps'],
    ['tsart=1,2', 'tsart', 'start'],
    ['veiw=3d', 'veiw', 'view'],
    ['F=x', 'F', 'f'],
    ['windows=0,1,0,1', 'windows', 'window'],
    ['?surface=beale#sede=3', 'sede', 'seed'],
  ])('reports a key that is nearly one of its own, and which: %s', (link, key, meant) => {
    const [told, ...more] = read(link).problems;
    expect(more).toEqual([]);
    expect(told).toMatchObject({ key, used: 'ignored' });
    expect(told.allowed).toContain(`did you mean ${meant}?`);
  });

  it('loses what does not fit into its length, whole parameters from the end, and says so', () => {
    const runs = Array.from({ length: 400 }, (_, i) => `run=sgd,lr:0.${i + 1}`).join('&');
    const { written, problems } = read(`?${runs}`);
    const kept = written.map(([key, value]) => `${key}=${value}`).join('&');
    expect(runs.startsWith(`${kept}&`)).toBe(true);
    expect(kept.length).toBeLessThanOrEqual(MAX_LINK);
    expect(kept.length + 1 + 'run=sgd,lr:0.399'.length).toBeGreaterThan(MAX_LINK);
    expect(problems).toMatchObject([
      { key: 'link', given: `${runs.length} characters`, used: `the first ${kept.length}` },
    ]);
  });

  it('is read in full up to its longest', () => {
    const note = 'n'.repeat(MAX_LINK - 'steps=9&note='.length);
    expect(read(`?steps=9&note=${note}`).problems).toEqual([]);
    expect(written(`?steps=9&note=${note}n`)).toEqual([['steps', '9']]);
  });
});

describe('a title', () => {
  it.each(['C#run=x', 'a&b', 'a+b', '100%', '50%25', '#', '%23run=', 'x?surface=beale', '&amp;', '学 π 🎓'])(
    'survives: %s',
    (title) => {
      const { experiment } = parseExperiment('');
      const link = formatExperiment({ ...experiment, title });
      expect(parseExperiment(link)).toEqual({ experiment: { ...experiment, title }, problems: [] });
      expect(parseExperiment(`https://example.org/?${link}`).experiment.title).toBe(title);
    },
  );
});

describe('escaping', () => {
  it('is undone by decoding, for every character', () => {
    const characters = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code));
    expect(characters.map((character) => decode(encode(character)))).toEqual(characters);
    const written = /^(?:[A-Za-z0-9\-._~,:/]|(?:%[0-9A-F]{2})+)$/;
    expect(characters.filter((character) => !written.test(encode(character)))).toEqual([]);
  });

  it('leaves out halves of characters', () => {
    expect(encode('a\ud800b\udc00')).toBe('ab');
  });
});
