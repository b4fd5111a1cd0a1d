import { describe, expect, it } from 'vitest';
import { type About, type Diagnostic, diagnosticOf, type Worded } from '../network/diagnostic.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** Every diagnostic, about something that is easily found again; the compiler says when one is missing. */
const ABOUT: { readonly [C in Worded]: About<C> } = {
  'broken-gzip': { name: 'a.gz' },
  'too-big': { name: 'a.gz', most: 256 },
  'too-short': { name: 'a.gz', bytes: 7001 },
  'wrong-magic': { name: 'a.gz', magic: 7001 },
  'no-items': { name: 'a.gz', count: -7001 },
  'wrong-label': { name: 'a.gz', label: 71, position: 7002 },
  'wrong-size': { name: 'a.gz', rows: 32, columns: 48 },
  'cut-short': { name: 'a.gz', bytes: 7001, expected: 7002 },
  'too-long': { name: 'a.gz', bytes: 7001, expected: 7002 },
  'wrong-files': { kind: 'labels', count: 3, names: 'a.gz, b.gz, c.gz' },
  'wrong-counts': { images: 'a.gz', imageCount: 7001, labels: 'b.gz', labelCount: 7002 },
  refused: { address: 'https://example.org/a.gz', status: 404 },
  unreachable: { address: 'https://example.org/a.gz', detail: 'Failed to fetch' },
  stalled: { address: 'https://mirror.example/train', seconds: 12 },
  'not-published': { address: 'https://example.org/a.gz', sha256: '0011' },
  'no-directory': { data: 'fashion' },
  'wrong-kind': { name: 'a.gz', said: 'labels', kind: 'images' },
  'same-images': { a: 'a.gz', b: 'b.gz' },
  'unclear-roles': { a: 'a.gz', b: 'b.gz', count: 7001 },
  'fewer-training': { train: 'a.gz', trainCount: 7001, test: 'b.gz', testCount: 7002 },
  'several-files': { role: 'test labels', names: 'a.gz, b.gz' },
  'no-such-folder': { path: '/7001/' },
  'no-such-file': { path: '/7001/', role: 'training images', names: 'a.gz' },
  'too-large': { runs: 12, weights: 70_010, batch: 512, needed: '7.5', most: '1.5' },
  'out-of-memory': {},
  'single-file': {},
  'context-lost': {},
};
const worded = Object.entries(ABOUT).map(([code, about]) => diagnosticOf(code as Worded, about as never));
const plain = (code: Diagnostic['code'], parameters: Diagnostic['parameters'] = {}): Diagnostic => ({
  code,
  parameters,
  message: 'In English.',
});
const all = [
  ...worded,
  plain('worker-stopped', { times: 3 }),
  plain('network-silent', { seconds: 19 }),
  plain('no-trainer'),
  plain('empty-folder', { name: '7001' }),
  plain('several-folders', { names: 'a.gz' }),
  plain('unreadable', { name: 'a.gz' }),
];
/** Words, not names of files, formats and units. */
const english = (text: string): string[] =>
  (text.replace(/https?:\S+|\S+\.gz|SHA-256|--data DIR/g, '').match(/[a-z]{2,}/gi) ?? []).filter(
    (word) =>
      !['gzip', 'IDX', 'GB', 'MB', 'data', 'fashion', 'train', 'test', 'images', 'idx', 'ubyte'].includes(
        word,
      ),
  );

describe('what went wrong with images and trainings', () => {
  it('is said in Chinese on a Chinese page, with everything that it is about', () => {
    for (const diagnostic of all) {
      const text = zh.diagnostic(diagnostic);
      expect(text, diagnostic.code).toMatch(/\p{Script=Han}/u);
      if (diagnostic.code !== 'no-such-file') expect(english(text), diagnostic.code).toEqual([]);
      for (const [name, value] of Object.entries(diagnostic.parameters)) {
        // What the browser says of a lost connection is English, and said in English only.
        if (['detail', 'kind', 'said', 'role'].includes(name)) continue;
        expect(text, `${diagnostic.code} ${name}`).toContain(String(value));
      }
    }
  });

  it('is said in English with everything that it is about', () => {
    for (const diagnostic of worded) {
      expect(en.diagnostic(diagnostic)).toBe(diagnostic.message);
      for (const value of Object.values(diagnostic.parameters))
        expect(diagnostic.message).toContain(String(value));
    }
  });

  it('comes in both languages with what happens now and what can be done', () => {
    expect(en.errors['no-data']('X.')).toMatch(
      /^The images could not be had: X\. Nothing is trained: .*digits/,
    );
    expect(zh.errors['no-data']('X。')).toMatch(/^无法获得图像：X。目前没有在训练：.*数字/);
    expect(en.errors['too-large']('X.')).toMatch(/fewer runs/);
    expect(zh.errors['too-large']('X。')).toMatch(/减少运行数/);
  });
});
