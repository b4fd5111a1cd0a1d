import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatExperiment, parseExperiment } from '../../experiment/index.ts';
import { experiments } from '../../experiment/testing/arbitraries.ts';
import { firstChoices, inFrame, inLink } from './choices.ts';
import { fileName, readFile, writeFile } from './file.ts';
import { fillTemplate } from './single.ts';
import { escapeHtml, type Frame, PLATFORMS } from './snippets.ts';

const frame: Frame = {
  url: 'https://example.org/adascope/?surface=beale&run=adam&embed=1',
  page: 'https://example.org/adascope/?surface=beale&run=adam',
  site: 'https://example.org/adascope/',
  query: 'surface=beale&run=adam',
  title: 'Adam on Beale',
  width: 640,
  height: 400,
};

/** What a browser makes of an attribute's text. */
const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot);/g, (_, name: 'amp') => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name]);

const attribute = (html: string, name: string): string =>
  unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(html)?.[1] ?? '');

describe('a snippet', () => {
  it('is what is pasted', () => {
    expect(PLATFORMS.html(frame)).toBe(
      '<iframe src="https://example.org/adascope/?surface=beale&amp;run=adam&amp;embed=1" title="Adam on Beale" ' +
        'width="640" height="400" style="border:0;max-width:100%" loading="lazy"></iframe>',
    );
    expect(PLATFORMS.lms(frame)).toBe(
      '<p><iframe src="https://example.org/adascope/?surface=beale&amp;run=adam&amp;embed=1" title="Adam on Beale" ' +
        'width="100%" height="400" style="width:100%;max-width:640px;height:auto;min-height:300px;aspect-ratio:640/400;border:0">' +
        '</iframe></p>\n' +
        '<p><a href="https://example.org/adascope/?surface=beale&amp;run=adam">Adam on Beale</a></p>',
    );
    expect(PLATFORMS.markdown(frame)).toBe(
      '[Adam on Beale](https://example.org/adascope/?surface=beale&run=adam)',
    );
    expect(PLATFORMS.myst(frame)).toBe(
      ':::{iframe} https://example.org/adascope/?surface=beale&run=adam&embed=1\n:width: 640px\n:title: Adam on Beale\n\nAdam on Beale\n:::',
    );
    expect(PLATFORMS.element(frame)).toBe(
      '<script type="module" src="https://example.org/adascope/element.js"></script>\n' +
        '<adascope-embed query="surface=beale&amp;run=adam" title="Adam on Beale"></adascope-embed>',
    );
  });

  it('has the address and a title in every form that is a frame', () => {
    for (const platform of ['html', 'lms', 'quarto', 'reveal'] as const) {
      const html = PLATFORMS[platform](frame);
      expect(attribute(html, platform === 'reveal' ? 'data-src' : 'src')).toBe(frame.url);
      expect(attribute(html, 'title')).toBe(frame.title);
    }
  });

  it('says any title whatever is in it, and nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>"\'&`$\\[]()*_{}:; \na学') }), (title) => {
        for (const platform of ['html', 'lms', 'quarto', 'reveal', 'element'] as const) {
          const html = PLATFORMS[platform]({ ...frame, title });
          expect(attribute(html, 'title')).toBe(title);
          // As many tags as without any title.
          expect(html.split('<').length).toBe(PLATFORMS[platform](frame).split('<').length);
        }
        const [, said] = /title=\{(".*")\}/.exec(PLATFORMS.react({ ...frame, title })) ?? [];
        expect(JSON.parse(said)).toBe(title);
        // Six lines, whatever the title is: it neither adds options nor ends the directive.
        const myst = PLATFORMS.myst({ ...frame, title }).split('\n');
        expect(myst).toHaveLength(6);
        expect(myst[2].replace(/^:title: /, '')).toBe(title.replace(/\s+/g, ' '));
        expect(PLATFORMS.markdown({ ...frame, title })).toMatch(/^\[(?:[^[\]\\\n]|\\.)*\]\([^()\s]*\)$/);
      }),
    );
  });

  it('holds nothing that MDX would compute', () => {
    expect(PLATFORMS.markdown({ ...frame, title: 'a {b} <c>' })).toMatch(/^\[a \\\{b\\\} \\<c\\>\]/);
  });

  it('escapes what ends an attribute or begins a tag', () => {
    expect(escapeHtml('"<a b=\'c\'>&amp;"')).toBe("&quot;&lt;a b='c'&gt;&amp;amp;&quot;");
  });
});

describe('the choices', () => {
  const { experiment } = parseExperiment('surface=beale&t=40&title=One&theme=dark');

  it('begin with what the experiment says', () => {
    const choices = firstChoices(experiment, 40);
    expect(formatExperiment({ ...experiment, ...inLink(choices) })).toBe(formatExperiment(experiment));
    expect(formatExperiment({ ...experiment, ...inFrame(choices) })).toBe(
      'surface=beale&t=40&theme=dark&embed=1&title=One',
    );
  });

  it('change the link', () => {
    const choices = {
      ...firstChoices(experiment, 40),
      title: '  ',
      note: 'Look',
      at: 'start' as const,
      lang: 'zh' as const,
      theme: 'auto' as const,
      view: 'overlay' as const,
      hide: ['runs' as const],
    };
    expect(formatExperiment({ ...experiment, ...inLink(choices) })).toBe(
      'surface=beale&view=overlay&lang=zh&note=Look',
    );
    expect(formatExperiment({ ...experiment, ...inFrame(choices) })).toBe(
      'surface=beale&view=overlay&lang=zh&embed=1&hide=runs&note=Look',
    );
    expect(formatExperiment({ ...experiment, ...inLink({ ...choices, at: 120 }) })).toBe(
      'surface=beale&view=overlay&t=120&lang=zh&note=Look',
    );
  });
});

describe('a page in one file', () => {
  const template =
    '<head><!-- experiment --><title>Adascope</title></head><script>"<!-- experiment -->"</script>';

  it('is the template with the experiment, a title and the site put in', () => {
    expect(
      fillTemplate(template, { query: 'run=adam&t=1', title: 'A "b" <c>', home: 'https://example.org/a/' }),
    ).toBe(
      '<head><meta name="adascope-experiment" content="run=adam&amp;t=1" />' +
        '<meta name="adascope-home" content="https://example.org/a/" />' +
        '<title>A &quot;b&quot; &lt;c&gt;</title></head><script>"<!-- experiment -->"</script>',
    );
    expect(fillTemplate(template, { query: '$&', title: '$1', home: '' })).toContain('content="$&amp;" />');
  });

  it('is made of nothing but the template', () => {
    expect(() => fillTemplate('<html>', { query: '', title: '', home: '' })).toThrow('template');
  });
});

describe('a file', () => {
  it('gives back the experiment that was saved, however long its link', () => {
    fc.assert(
      fc.property(experiments(12), (experiment) => {
        expect(readFile(writeFile(experiment))).toEqual({ experiment, problems: [] });
      }),
      { numRuns: 50 },
    );
  });

  it('may hold the link alone, written by hand', () => {
    expect(readFile('{"adascope":1,"link":"?surface=beale&steps=-1"}')).toMatchObject({
      experiment: { surface: { id: 'beale' }, steps: 1 },
      problems: [{ key: 'steps' }],
    });
  });

  it('of something else is not opened, and it is said why', () => {
    for (const [text, wrong] of [
      ['', 'json'],
      ['<html>', 'json'],
      ['null', 'foreign'],
      ['[]', 'foreign'],
      ['{}', 'foreign'],
      ['{"adascope":"1"}', 'foreign'],
      ['{"adascope":2,"link":""}', 'newer'],
      ['{"adascope":1}', 'empty'],
      ['{"adascope":1,"experiment":[]}', 'empty'],
      ['x'.repeat(2e6), 'large'],
    ]) {
      expect(readFile(text)).toMatchObject({ wrong });
    }
    expect(readFile('{"link": }')).toEqual({ wrong: 'json', why: expect.stringContaining('}') });
    expect(readFile('{"adascope":1,"experiment":{}}')).toMatchObject({ experiment: { steps: 500 } });
    expect(readFile('\uFEFF{"adascope":1,"link":"steps=7"}')).toMatchObject({ experiment: { steps: 7 } });
  });

  it('gives an experiment or a reason, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.jsonValue().map((value) => JSON.stringify({ adascope: 1, experiment: value })),
        ),
        (text) => {
          const read = readFile(text);
          if ('wrong' in read) expect(read.wrong).toBeTypeOf('string');
          else expect(() => formatExperiment(read.experiment)).not.toThrow();
        },
      ),
      { numRuns: 500 },
    );
  });

  it('has a name that every system takes', () => {
    const { experiment } = parseExperiment('surface=beale');
    expect(fileName(experiment, 'json')).toBe('adascope-beale.json');
    expect(fileName({ ...experiment, title: '../a: "B" / 学习率?' }, 'json')).toBe(
      'adascope-a-b-学习率.json',
    );
    expect(fileName({ ...experiment, title: '???' }, 'html')).toBe('adascope-beale.html');
  });
});
