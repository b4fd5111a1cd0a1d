/**
 * A field for numbers, typed as people type.
 *
 * Nothing is applied while a number is being typed: it is taken over when typing pauses, with Enter, and when the field is
 * left. Escape brings back what stood there when the field was entered. What cannot be used stays in the field with a
 * message that says what is allowed; the experiment keeps the last value that could.
 */
import {
  type ChangeEvent,
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import type { Argument, Parameter } from '../../core/types.ts';
import { readArgument, ruleOf, sameArgument, writeArgument } from '../../experiment/index.ts';
import { useStrings } from '../../ui/context.ts';
import { readTyped } from './typed-number.ts';

/** How long a person pauses, in milliseconds, before what they typed is taken for a whole number. */
const PAUSE = 600;

/** What a text typed for `parameter` means: a value, nothing yet, or nothing that can be used. */
type Meaning = { readonly value: Argument } | 'unfinished' | 'unusable';

function meaningOf(parameter: Parameter, text: string, left: boolean): Meaning {
  const typed = readTyped(parameter, text, left);
  if (typed.kind !== 'finished') return typed.kind === 'unfinished' ? 'unfinished' : 'unusable';
  if (typed.text === '' && !parameter.optional) return 'unusable';
  const { value, repaired } = readArgument(parameter, typed.text, null);
  return repaired ? 'unusable' : { value };
}

/**
 * The keyboard that a phone shows: the one with digits alone only where neither a minus nor a separator can be wanted, since
 * number keyboards have none of them on some phones.
 */
function keyboardOf({ kind, min, above }: Parameter): 'text' | 'decimal' | 'numeric' {
  if (kind === 'list' || ((min ?? Number.NEGATIVE_INFINITY) < 0 && (above ?? Number.NEGATIVE_INFINITY) < 0))
    return 'text';
  return kind === 'integer' ? 'numeric' : 'decimal';
}

export interface NumberFieldProps {
  readonly parameter: Parameter;
  /** What it means, in the visitor's language. */
  readonly name: string;
  readonly value: Argument;
  /** Of the input, where a label elsewhere names it. */
  readonly id?: string;
  onChange(value: Argument): void;
  /** Takes a text that was pasted, where it is more than this field's number. Says whether it did. */
  paste?(text: string): boolean;
}

/** What a person has typed and what became of it. It holds as long as the experiment has `value`, as when it was typed. */
interface Draft {
  readonly text: string;
  readonly unusable: boolean;
  readonly value: Argument;
}

export function NumberField(props: NumberFieldProps): ReactNode {
  const { parameter, name, value, id } = props;
  const strings = useStrings();
  const message = useId();
  const [kept, setDraft] = useState<Draft | null>(null);
  // A value that came from elsewhere (a slider, Back) replaces what was typed.
  const draft = kept && sameArgument(kept.value, value) ? kept : null;
  const written = writeArgument(value);
  /** The value when the field was entered, for Escape. */
  const before = useRef<Argument>(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  /** Takes over what was typed, if it is a number; `left` when no more of it will come. */
  const take = (left: boolean): void => {
    clearTimeout(timer.current);
    if (!draft) return;
    const meaning = meaningOf(parameter, draft.text, left);
    const found = typeof meaning === 'object';
    const next = found ? meaning.value : value;
    const unusable = meaning === 'unusable' || (left && meaning === 'unfinished');
    if (left && found) before.current = next;
    setDraft(left && found ? null : { text: draft.text, unusable, value: next });
    if (!sameArgument(next, value)) props.onChange(next);
  };
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  const type = (event: ChangeEvent<HTMLInputElement>): void => {
    setDraft({ text: event.target.value, unusable: false, value });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => latest.current(false), PAUSE);
  };
  const restore = (): void => {
    clearTimeout(timer.current);
    setDraft(null);
    if (!sameArgument(before.current, value)) props.onChange(before.current);
  };
  const press = (event: KeyboardEvent): void => {
    event.stopPropagation();
    // These keys end the conversion of an input method, not the typing.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') take(true);
    if (event.key !== 'Escape' || (!draft && sameArgument(value, before.current))) return;
    // A dialog around the field stays open: the key was for the number.
    event.preventDefault();
    restore();
  };
  const paste = (event: ClipboardEvent): void => {
    if (!props.paste?.(event.clipboardData.getData('text'))) return;
    event.preventDefault();
    clearTimeout(timer.current);
    setDraft(null);
  };

  return (
    <>
      <input
        id={id}
        type="text"
        inputMode={keyboardOf(parameter)}
        className="number"
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        disabled={value === null}
        value={draft?.text ?? written}
        aria-label={id ? undefined : name}
        aria-invalid={draft?.unusable ?? false}
        aria-describedby={draft?.unusable ? message : undefined}
        onFocus={() => {
          if (!draft) before.current = value;
        }}
        onChange={type}
        onBlur={() => take(true)}
        onPaste={paste}
        onKeyDown={press}
      />
      {draft?.unusable && (
        <span id={message} className="field-problem" role="alert">
          {strings.problems.inField(draft.text, strings.problems.rule(ruleOf(parameter)), written)}
        </span>
      )}
    </>
  );
}
