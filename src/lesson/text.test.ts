import { describe, expect, it } from 'vitest';
import { lessons } from './lessons/index.ts';
import { type Inline, numeral, paragraphsOf } from './text.ts';

const textOf = (part: Inline): string =>
  part.kind === 'mathematics'
    ? part.tex + part.after
    : part.kind === 'emphasis'
      ? part.parts.map(textOf).join('')
      : part.text;
const leaves = (part: Inline): readonly Inline[] =>
  part.kind === 'emphasis' ? part.parts.flatMap(leaves) : [part];

describe('a text of a lesson', () => {
  it('is read as paragraphs with formulas, emphasis, and punctuation that stays with its formula', () => {
    expect(paragraphsOf('The *rate* $\\eta$, so\n$$\\frac12$$\nand on.\n\nNext.')).toEqual([
      [
        {
          kind: 'text',
          parts: [
            { kind: 'text', text: 'The ' },
            { kind: 'emphasis', parts: [{ kind: 'text', text: 'rate' }] },
            { kind: 'text', text: ' ' },
            { kind: 'mathematics', tex: '\\eta', after: ',' },
            { kind: 'text', text: ' so' },
          ],
        },
        { kind: 'formula', tex: '\\frac12' },
        { kind: 'text', parts: [{ kind: 'text', text: 'and on.' }] },
      ],
      [{ kind: 'text', parts: [{ kind: 'text', text: 'Next.' }] }],
    ]);
  });

  it('loses no letter, and leaves no mark of formulas or emphasis, in any lesson and language', () => {
    const bare = (text: string): string => text.replaceAll(/[\s$*]/g, '');
    for (const { steps, look, question, answer } of lessons) {
      for (const words of [...steps.map(({ text }) => text), look, question, answer]) {
        for (const text of Object.values(words)) {
          const blocks = paragraphsOf(text).flat();
          const inline = blocks.flatMap((block) =>
            block.kind === 'text' ? block.parts.flatMap(leaves) : [],
          );
          const shown = blocks.map((block) =>
            block.kind === 'formula' ? block.tex : block.parts.map(textOf).join(''),
          );
          expect(bare(shown.join(''))).toBe(bare(text));
          const prose = inline.filter(({ kind }) => kind !== 'mathematics').map(textOf);
          expect(prose.filter((part) => /[$*]/.test(part))).toEqual([]);
        }
      }
    }
  });
});

describe('a number of a claim', () => {
  it.each([
    [267, 0, '267'],
    [0.016666666666666666, 1e-7, '0.01666667'],
    [-9.29480167, 0.00005, '−9.294802'],
    [1.1539e-7, 5e-9, '1.15e−7'],
    [0, 0, '0'],
    [1000, 0.5, '1000'],
    [36.942, 0.05, '36.94'],
  ])('of %d, certain to %d, is printed as %s', (value, tolerance, text) =>
    expect(numeral(value, tolerance)).toBe(text),
  );
});
