/** A rule statement by statement: the text that a test evaluates beside the code, as mathematics, and where it comes from. */
import { type ReactNode, useMemo } from 'react';
import { isFormulaError, ruleToTex } from '../../../core/formula/index.ts';
import type { Optimizer } from '../../../core/types.ts';
import { useStrings } from '../../../ui/context.ts';
import { Mathematics } from '../../../ui/mathematics.tsx';

/** @param as Another library's convention, or undefined. */
export function AsComputed({ rule, as }: { rule: Optimizer; as: string | undefined }): ReactNode {
  const words = useStrings().inspector;
  const lines = useMemo(() => {
    const symbols = new Map(rule.parameters.map(({ key, symbol }) => [key, symbol]));
    const text = (as && rule.formulas?.[as]) || rule.formula;
    const found = ruleToTex(text, { symbols, words: { if: words.if, otherwise: words.otherwise } });
    // The rows' texts are read in tests, and a typed rule does not run before it can be.
    return isFormulaError(found) ? [] : found;
  }, [rule, as, words]);
  return (
    <>
      <div className="equations">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a statement is its place; the same may stand twice
          <Mathematics key={index} tex={line} block />
        ))}
      </div>
      <p className="hint">{words.source(rule.source)}</p>
    </>
  );
}
