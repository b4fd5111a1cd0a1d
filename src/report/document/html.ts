/** A report as one HTML file that needs nothing else: formulas are MathML, figures SVG, and it prints to A4 or Letter. */
import temml from 'temml';
import type { Block, Inline, Line, Report } from './tree.ts';

const escaped = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );

const mathematics = (tex: string, displayMode: boolean): string =>
  temml.renderToString(tex, { displayMode, throwOnError: false });

function inline(piece: Inline): string {
  if (typeof piece === 'string') return escaped(piece);
  if ('tex' in piece) return mathematics(piece.tex, false);
  if ('strong' in piece) return `<strong>${escaped(piece.strong)}</strong>`;
  if ('link' in piece) return `<a href="${escaped(piece.link)}">${escaped(piece.text)}</a>`;
  return `<code>${escaped(piece.code)}</code>`;
}

const written = (line: Line): string => line.map(inline).join('');

function block(one: Block, level: number): string {
  switch (one.kind) {
    case 'paragraph':
      return `<p>${written(one.line)}</p>`;
    case 'list':
      return `<ul>\n${one.items.map((item) => `<li>${written(item)}</li>`).join('\n')}\n</ul>`;
    case 'equations':
      return `<div class="equations">${one.tex.map((tex) => mathematics(tex, true)).join('\n')}</div>`;
    case 'table': {
      const caption = one.caption === null ? '' : `<caption>${escaped(one.caption)}</caption>`;
      const head = one.head.map((cell) => `<th scope="col">${written(cell)}</th>`).join('');
      const rows = one.rows.map(
        ([name, ...cells]) =>
          `<tr><th scope="row">${written(name)}</th>${cells.map((cell) => `<td>${written(cell)}</td>`).join('')}</tr>`,
      );
      const kind = one.numbers ? ' class="numbers"' : '';
      return `<div class="table"><table${kind}>${caption}<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody></table></div>`;
    }
    case 'figure':
      return `<figure>${one.svg.trim()}<figcaption>${escaped(one.caption)}</figcaption></figure>`;
    case 'section': {
      const tag = `h${Math.min(level, 6)}`;
      const inner = one.blocks.map((within) => block(within, level + 1));
      return `<section>\n<${tag}>${escaped(one.title)}</${tag}>\n${inner.join('\n')}\n</section>`;
    }
    default:
      return one satisfies never;
  }
}

const STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2.5rem 1.5rem 4rem; color: #1d2126; background: #fff;
  font: 16px/1.6 "Helvetica Neue", Helvetica, Arial, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.25; margin: 0 0 1.5rem; }
h2 { font-size: 1.3rem; margin: 2.2rem 0 0.6rem; padding-bottom: 0.25rem; border-bottom: 1px solid #d5d9dd; }
h3 { font-size: 1.05rem; margin: 1.6rem 0 0.4rem; }
p, ul { margin: 0.5rem 0; }
li { margin: 0.25rem 0; }
a { color: #1c62a8; overflow-wrap: anywhere; }
code { font: 0.88em/1.5 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; background: #f0f1f2; padding: 0.1em 0.3em; border-radius: 3px; }
.table { overflow-x: auto; margin: 0.8rem 0; }
table { border-collapse: collapse; font-size: 0.92rem; }
caption { text-align: start; color: #5b626b; padding-bottom: 0.4rem; }
th, td { padding: 0.35rem 0.9rem 0.35rem 0; text-align: start; vertical-align: top; border-bottom: 1px solid #e2e5e8; }
thead th { border-bottom: 1px solid #666c75; vertical-align: bottom; }
tbody th { font-weight: 600; }
.numbers td, .numbers thead th:not(:first-child) { text-align: end; font-variant-numeric: tabular-nums; padding: 0.35rem 0 0.35rem 0.9rem; }
.numbers td { white-space: nowrap; }
.equations { margin: 0.6rem 0; overflow-x: auto; }
.equations math { display: block; text-align: start; margin: 0.35rem 0 0.35rem 1.5rem; }
figure { margin: 1rem 0; break-inside: avoid; }
figure svg { max-width: 100%; height: auto; }
figcaption { color: #5b626b; font-size: 0.92rem; }
@page { margin: 18mm 16mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; background: none; print-color-adjust: exact; }
  h2, h3 { break-after: avoid; }
  tr, li, .equations { break-inside: avoid; }
  .table, .equations { overflow: visible; }
  table { break-inside: avoid; word-break: keep-all; }
  .numbers td { white-space: normal; }
  .numbers td, .numbers thead th:not(:first-child) { padding-inline-start: 0.6rem; }
  a { color: inherit; }
}`;

/** The report as the text of an HTML file. */
export const htmlOf = ({ lang, title, blocks }: Report): string => `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-Hans' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}
</style>
</head>
<body>
<h1>${escaped(title)}</h1>
${blocks.map((one) => block(one, 2)).join('\n')}
</body>
</html>
`;
