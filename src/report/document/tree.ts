/** A report as a tree of sections: what Markdown and HTML are both written from. */
import type { Language } from '../../experiment/index.ts';

/** A piece of a line: text as it stands, TeX, or text that is set apart. */
export type Inline =
  | string
  | { readonly tex: string }
  | { readonly strong: string }
  | { readonly code: string }
  | { readonly link: string; readonly text: string };

/** A line of text. */
export type Line = readonly Inline[];

export type Block =
  | { readonly kind: 'paragraph'; readonly line: Line }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  /** Equations, a line each, as TeX. */
  | { readonly kind: 'equations'; readonly tex: readonly string[] }
  /** The first column names the row; all others are numbers where `numbers` is set. */
  | {
      readonly kind: 'table';
      readonly caption: string | null;
      readonly head: readonly Line[];
      readonly rows: readonly (readonly Line[])[];
      readonly numbers: boolean;
    }
  /** `name` is that of its file, without an ending. */
  | { readonly kind: 'figure'; readonly name: string; readonly caption: string; readonly svg: string }
  | { readonly kind: 'section'; readonly title: string; readonly blocks: readonly Block[] };

export interface Report {
  readonly lang: Language;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** All figures of a report, in order. */
export function figuresOf(blocks: readonly Block[]): readonly (Block & { kind: 'figure' })[] {
  return blocks.flatMap((block) =>
    block.kind === 'figure' ? block : block.kind === 'section' ? figuresOf(block.blocks) : [],
  );
}
