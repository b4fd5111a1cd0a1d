/** A field for a typed formula or rule. What cannot be read stays as typed, with a message that points at the place. */
import { type ReactNode, useEffect, useId, useState } from 'react';
import type { FormulaError } from '../../core/formula/index.ts';
import { useStrings } from '../../ui/context.ts';
import { useRestore } from '../../ui/controls/use-restore.ts';

/** The most characters of what cannot be read that are shown once more: a pasted book is far too long as a whole. */
const MOST_MARKED = 60;

export function CodeField(props: {
  label: string;
  text: string;
  rows: number;
  check(text: string): FormulaError | null;
  onChange(text: string): void;
}): ReactNode {
  const id = useId();
  const strings = useStrings();
  const [text, setText] = useState(props.text);
  useEffect(() => setText(props.text), [props.text]);
  const error = props.check(text);
  const type = (next: string): void => {
    setText(next);
    if (!props.check(next)) props.onChange(next);
  };
  const restore = useRestore(text, type);
  return (
    <div className="code-field">
      <label htmlFor={id} className="parameter-name">
        {props.label}
      </label>
      <textarea
        id={id}
        rows={props.rows}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        value={text}
        aria-invalid={error !== null}
        onChange={(event) => type(event.target.value)}
        {...restore}
      />
      {error && (
        <div className="field-problem" role="alert">
          <code className="pointer">
            {text.slice(Math.max(0, error.position - 12), error.position)}
            <mark>
              {text.slice(
                error.position,
                error.position + Math.max(1, Math.min(MOST_MARKED, error.length)),
              ) || '␣'}
            </mark>
          </code>
          {strings.problems.formula(error)}
        </div>
      )}
    </div>
  );
}
