/** Texts of lessons with their formulas. */
import type { ReactNode } from 'react';
import { usePlayground } from '../../document/context.ts';
import { Mathematics } from '../../ui/mathematics.tsx';
import { type Block, type Inline, paragraphsOf } from '../text.ts';
import type { Words } from '../types.ts';

const inline = (part: Inline, place: number): ReactNode =>
  part.kind === 'mathematics' ? (
    <span key={place} className={part.after === '' ? undefined : 'with-mark'}>
      <Mathematics tex={part.tex} />
      {part.after}
    </span>
  ) : part.kind === 'emphasis' ? (
    <em key={place}>{part.parts.map(inline)}</em>
  ) : (
    part.text
  );

const block = (part: Block, place: number): ReactNode =>
  part.kind === 'formula' ? (
    <div key={place} className="lesson-formula">
      <Mathematics tex={part.tex} block />
    </div>
  ) : (
    <p key={place}>{part.parts.map(inline)}</p>
  );

/** Paragraphs in the visitor's language. */
export function LessonText({ words }: { words: Words }): ReactNode {
  const lang = usePlayground((state) => state.lang);
  return <div className="lesson-prose">{paragraphsOf(words[lang]).flatMap((part) => part.map(block))}</div>;
}
