/** A report as Markdown, with formulas between dollar signs as GitHub, Pandoc and Jupyter read them. */
import type { Block, Inline, Line, Report } from './tree.ts';

/** Signs that would mean something are written so that they do not. */
const plain = (text: string): string => text.replace(/[\\`*_[\]<>|$#]/g, '\\$&').replace(/\s*\n\s*/g, ' ');

function inline(piece: Inline): string {
  if (typeof piece === 'string') return plain(piece);
  if ('tex' in piece) return `$${piece.tex}$`;
  if ('strong' in piece) return `**${plain(piece.strong)}**`;
  if ('link' in piece)
    return `[${plain(piece.text)}](<${piece.link.replace(/[<>\n]/g, encodeURIComponent)}>)`;
  // Code with a backquote in it stands between two of them.
  return piece.code.includes('`') ? `\`\` ${piece.code} \`\`` : `\`${piece.code}\``;
}

const written = (line: Line): string => line.map(inline).join('');
/** In a cell a bar would end it, in code and TeX too. */
const cell = (line: Line): string =>
  line
    .map((piece) => (typeof piece === 'string' ? inline(piece) : inline(piece).replace(/\|/g, '\\|')))
    .join('');

function block(one: Block, level: number, addressOf: (figure: Block & { kind: 'figure' }) => string): string {
  switch (one.kind) {
    case 'paragraph':
      return written(one.line);
    case 'list':
      return one.items.map((item) => `- ${written(item)}`).join('\n');
    case 'equations':
      return one.tex.map((tex) => `$$\n${tex}\n$$`).join('\n\n');
    case 'table': {
      const row = (cells: readonly Line[]): string => `| ${cells.map(cell).join(' | ')} |`;
      const rule = `|${one.head.map((_, i) => (one.numbers && i > 0 ? '---:' : '---')).join('|')}|`;
      const table = [row(one.head), rule, ...one.rows.map(row)].join('\n');
      return one.caption === null ? table : `${plain(one.caption)}\n\n${table}`;
    }
    case 'figure':
      return `![${plain(one.caption)}](${addressOf(one)})\n\n*${plain(one.caption)}*`;
    case 'section':
      return [
        `${'#'.repeat(level)} ${plain(one.title)}`,
        ...one.blocks.map((inner) => block(inner, level + 1, addressOf)),
      ].join('\n\n');
    default:
      return one satisfies never;
  }
}

/**
 * The report as Markdown.
 *
 * @param addressOf Where a figure is found: the name of a file, or the figure itself as an address (`dataAddress`).
 */
export const markdownOf = (
  report: Report,
  addressOf: (figure: Block & { kind: 'figure' }) => string,
): string => `${block({ kind: 'section', title: report.title, blocks: report.blocks }, 1, addressOf)}\n`;

/** A figure as an address that holds it. */
export const dataAddress = ({ svg }: Block & { kind: 'figure' }): string =>
  `data:image/svg+xml,${encodeURIComponent(svg.trim()).replace(/[()']/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`;
