/** What can be wrong with a typed formula or rule: as data that a page can translate, with an English sentence. */

export type FormulaErrorCode =
  /** There is nothing, or nothing but spaces. */
  | 'empty'
  /** More than `limit` characters. */
  | 'too-long'
  /** Parentheses, signs or powers nested more than `limit` deep. */
  | 'too-deep'
  /** More than `limit` operations. */
  | 'too-many-operations'
  /** A character that the language does not have. */
  | 'unknown-character'
  /** A number that float64 cannot hold. */
  | 'number-too-large'
  /** `found` cannot stand here; `allowed` can. `found` is empty at the end of the text. */
  | 'unexpected'
  /** A parenthesis that is never closed; the position is the opening one. */
  | 'unclosed'
  /** A name that is neither a variable nor a constant; `allowed` lists them. */
  | 'unknown-name'
  /** A name before a parenthesis that is no function; `allowed` lists the functions. */
  | 'unknown-function'
  /** A function's name without arguments. */
  | 'missing-arguments'
  /** `found` arguments where the function takes `allowed`. */
  | 'wrong-argument-count'
  /** `a < b < c`. */
  | 'chained-comparison'
  /** `1/2x`, which people read in two ways. */
  | 'ambiguous-product'
  /** `√2x`, which people read in two ways. */
  | 'ambiguous-root'
  /** A name that a rule cannot give a new value: `allowed` lists those that are always free to use. */
  | 'cannot-assign'
  /** A rule that never assigns `x`. */
  | 'no-update';

/** An error in a formula or rule, pointing at the characters it is about. Plain data. */
export interface FormulaError {
  readonly code: FormulaErrorCode;
  /** Index of the first offending UTF-16 unit of the text; the text's length when something is missing at its end. */
  readonly position: number;
  /** The number of offending UTF-16 units; 0 when something is missing. */
  readonly length: number;
  /** The offending piece of the text, or what is counted. */
  readonly found: string;
  /**
   * What could stand here instead: pieces of text as typed, or one of the words `number`, `name`, `operator`, `end`,
   * `statement`.
   */
  readonly allowed: readonly string[];
  /** The whole text as it was probably meant: always one that can be read. Null where none is near. */
  readonly suggestion: string | null;
  /** The limit that was passed. */
  readonly limit: number | null;
  /** The error in English, one sentence or two. */
  readonly message: string;
}

/** Tells an error from a success. Nothing that the functions of this folder return otherwise has a `code`. */
export const isFormulaError = (result: object): result is FormulaError => 'code' in result;

/** A change of a text: the `length` UTF-16 units from `at` become `text`. */
export interface Edit {
  readonly at: number;
  readonly length: number;
  readonly text: string;
  /** The text is a product: it is put in parentheses behind a division, power or root, where it would fall apart. */
  readonly product?: true;
}

/** How an error travels out of the parser. Never leaves this folder: see `attempt`. */
class FormulaFailure extends Error {
  readonly error: Omit<FormulaError, 'suggestion' | 'message'>;
  /** What was probably meant, as changes of the text. */
  readonly edits: readonly Edit[];
  constructor(error: FormulaFailure['error'], edits: readonly Edit[]) {
    super(error.code);
    this.error = error;
    this.edits = edits;
  }
}

type Details = Partial<Pick<FormulaError, 'found' | 'allowed' | 'limit'>> & {
  readonly edits?: readonly Edit[];
};

/** Stops the parser with an error at `span`. */
export function fail(
  code: FormulaErrorCode,
  span: { readonly at: number; readonly length: number },
  details: Details = {},
): never {
  const { found = '', allowed = [], limit = null, edits = [] } = details;
  throw new FormulaFailure({ code, position: span.at, length: span.length, found, allowed, limit }, edits);
}

/**
 * What `work` makes of `text`, or the error it stopped with. A suggestion is the text with the error's edits, if `check`
 * can read that.
 */
export function attempt<T extends object>(
  text: string,
  work: (text: string) => T,
  check: (text: string) => unknown = work,
): T | FormulaError {
  const failure = failureOf(text, work);
  if (!(failure instanceof FormulaFailure)) return failure;
  const { error } = failure;
  const full = { ...error, suggestion: mended(text, failure, check) };
  return { ...full, message: sentence(full) };
}

/** How many mistakes of one text are mended for a suggestion. */
const MOST_MENDED = 8;

/** The text with the edits of its first error, and of those that are found behind it; null where that does not do. */
function mended(text: string, first: FormulaFailure, check: (text: string) => unknown): string | null {
  let failure = first;
  let candidate = text;
  for (let count = 0; count < MOST_MENDED && failure.edits.length > 0; count++) {
    candidate = edited(candidate, failure.edits);
    const result = failureOf(candidate, check);
    if (!(result instanceof FormulaFailure)) return candidate;
    failure = result;
  }
  return null;
}

/** The text after edits that do not overlap. Those at one place are made in the order given. */
function edited(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { at, length, text: inserted, product } of [...edits].sort((a, b) => a.at - b.at)) {
    const apart = product && /[/÷∕⁄／^＾√∛]\s?$/.test(text.slice(Math.max(0, at - 2), at));
    pieces.push(text.slice(from, at), apart ? `(${inserted})` : inserted);
    from = at + length;
  }
  return pieces.join('') + text.slice(from);
}

function failureOf<T>(text: string, work: (text: string) => T): T | FormulaFailure {
  try {
    return work(text);
  } catch (failure) {
    if (failure instanceof FormulaFailure) return failure;
    throw failure;
  }
}

function sentence(error: Omit<FormulaError, 'message'>): string {
  const { code, found, allowed, limit } = error;
  const place = `at character ${error.position + 1}`;
  const instead = error.suggestion === null ? '' : ` Did you mean ${error.suggestion}?`;
  const list = allowed.join(', ');
  switch (code) {
    case 'empty':
      return 'There is nothing to compute.';
    case 'too-long':
      return `The text has ${found} characters; at most ${limit} are allowed.`;
    case 'too-deep':
      return `Nested more than ${limit} deep ${place}.`;
    case 'too-many-operations':
      return `More than ${limit} operations.`;
    case 'unknown-character':
      return `The character "${found}" ${place} is not part of the language.`;
    case 'number-too-large':
      return `The number ${found} ${place} is too large.`;
    case 'unexpected':
      return `${found === '' ? 'The text ends too early' : `"${found}" cannot stand ${place}`}: expected ${list}.${instead}`;
    case 'unclosed':
      return `The parenthesis ${place} is never closed.`;
    case 'unknown-name':
      return `There is no "${found}" (${place}). There are: ${list}.${instead}`;
    case 'unknown-function':
      return `There is no function "${found}" (${place}). There are: ${list}.${instead}`;
    case 'missing-arguments':
      return `The function ${found} ${place} needs arguments in parentheses.${instead}`;
    case 'wrong-argument-count':
      return `The function ${place} takes ${list} arguments, not ${found}.`;
    case 'chained-comparison':
      return `Comparisons cannot be chained (${place}).${instead}`;
    case 'ambiguous-product':
      return `The product after a division is ambiguous ${place}: write * or parentheses.${instead}`;
    case 'ambiguous-root':
      return `How far the root reaches is ambiguous ${place}: write * or parentheses.${instead}`;
    case 'cannot-assign':
      return `"${found}" ${place} cannot be given a value by a rule.`;
    case 'no-update':
      return 'The rule never assigns x.';
    default:
      return code satisfies never;
  }
}
