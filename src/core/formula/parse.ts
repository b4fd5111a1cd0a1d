/**
 * From text to trees.
 *
 *     rule       = statement { (";" | line end) statement }
 *     statement  = name "=" expression
 *     expression = sum [ ("==" | "!=" | "<" | "<=" | ">" | ">=") sum ]
 *     sum        = product { ("+" | "-") product }
 *     product    = signed { ("*" | "/") signed | power directly after a number or a superscript }
 *     signed     = ("-" | "+") signed | power
 *     power      = ("√" | "∛") power | base [ "^" signed ]   right-associative, binds tighter than a sign before it
 *     base       = atom { superscript }                      a superscript belongs to what stands before it, at once
 *     atom       = number | name | name "(" expression { "," expression } ")" | "(" expression ")"
 *
 * `docs/catalogue.md` says the same to those who type. Reading takes time that grows with the length of the text.
 */
import { type Edit, type FormulaErrorCode, fail } from './error.ts';
import type { Expression, Operator, Span, Statement } from './expression.ts';
import { FUNCTIONS } from './functions.ts';
import { type Token, tokenize } from './tokens.ts';

/** What a typed text may cost. Counted in UTF-16 units, levels of nesting, and operations. */
export const LIMITS = { formula: 1000, rule: 2000, depth: 64, operations: 400 } as const;

/** How much of a text is read: characters, levels of nesting, operations. */
export interface Bounds {
  readonly length: number;
  readonly depth: number;
  readonly operations: number;
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);
const OPERAND = ['number', 'name', '('];
const ROOTS: ReadonlyMap<string, string> = new Map([
  ['√', 'sqrt'],
  ['∛', 'cbrt'],
]);

/** The tree of one formula. Fails with a `FormulaError`. */
export function parseExpression(
  text: string,
  bounds: Bounds = { ...LIMITS, length: LIMITS.formula },
): Expression {
  return createParser(text, bounds, false).formula();
}

/** The statements of a rule, at least one. Fails with a `FormulaError`. */
export function parseStatements(
  text: string,
  bounds: Bounds = { ...LIMITS, length: LIMITS.rule },
): readonly Statement[] {
  return createParser(text, bounds, true).statements();
}

const end = ({ at, length }: Span): number => at + length;
const insertion = (at: number, text: string): Edit => ({ at, length: 0, text });

/** A text that can be read in two ways: an error, but only if there is no other. */
interface Doubt {
  readonly code: FormulaErrorCode;
  readonly token: Token;
  readonly edits: readonly Edit[];
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one function for each rule of the grammar, which call each other
function createParser(text: string, bounds: Bounds, lines: boolean) {
  if (text.length > bounds.length) {
    const over = { at: bounds.length, length: text.length - bounds.length };
    fail('too-long', over, { found: String(text.length), limit: bounds.length });
  }
  const tokens = tokenize(text, lines);
  if (tokens.every(({ kind }) => kind === 'separator' || kind === 'end')) {
    fail('empty', { at: 0, length: text.length });
  }
  const doubts: Doubt[] = [];
  /** Where the operand of the latest root without parentheses begins in the text, and the token after it. */
  let root = { start: 0, after: -1 };
  let next = 0;
  let depth = 0;
  let operations = 0;
  const peek = (): Token => tokens[next];
  const sees = (symbol: string): boolean => peek().kind === 'symbol' && peek().text === symbol;
  const seesComparison = (): boolean => peek().kind === 'symbol' && COMPARISONS.has(peek().text);
  const accept = (symbol: string): boolean => {
    const seen = sees(symbol);
    if (seen) next++;
    return seen;
  };
  const typed = ({ at, length }: Token): string => text.slice(at, at + length);
  const unexpected = (allowed: readonly string[], edits: readonly Edit[] = []): never =>
    fail('unexpected', peek(), { found: typed(peek()), allowed, edits });
  /** The end in the text of what has been read. */
  const readTo = (): number => end(tokens[next - 1]);

  const operation = (operator: Operator, left: Expression, right: Expression): Expression => {
    count();
    return { kind: 'operation', operator, left, right };
  };
  const count = (): void => {
    operations++;
    if (operations > bounds.operations) {
      fail('too-many-operations', { at: 0, length: text.length }, { limit: bounds.operations });
    }
  };
  /** Every recursion passes here, so that no text can exhaust the stack. */
  const nested = (parse: () => Expression): Expression => {
    depth++;
    if (depth > bounds.depth) fail('too-deep', peek(), { limit: bounds.depth });
    const result = parse();
    depth--;
    return result;
  };

  const expression = (): Expression => {
    const start = peek().at;
    const left = sum();
    if (!seesComparison()) return left;
    const operator = tokens[next++].text as Operator;
    const middle = peek().at;
    const right = sum();
    if (seesComparison()) chained(start, middle);
    return operation(operator, left, right);
  };

  /** Fails at the second sign of `a < b < c`, for which `(a < b)*(b < c)` was meant. */
  const chained = (start: number, middle: number): never => {
    const second = peek();
    const edits = [insertion(start, '(')];
    for (let from = middle; seesComparison(); ) {
      edits.push(insertion(readTo(), `)*(${text.slice(from, readTo())}`));
      next++;
      from = peek().at;
      sum();
    }
    edits.push(insertion(readTo(), ')'));
    return fail('chained-comparison', second, { found: typed(second), edits });
  };

  const sum = (): Expression => {
    let left = product();
    while (sees('+') || sees('-')) {
      const operator = tokens[next++].text as Operator;
      left = operation(operator, left, product());
    }
    return left;
  };

  const product = (): Expression => {
    let left = signed();
    /** Where the divisor begins, after a division. */
    let divisor: number | null = null;
    for (;;) {
      if (sees('*') || sees('/')) {
        const operator = tokens[next++].text as Operator;
        divisor = operator === '/' ? peek().at : null;
        left = operation(operator, left, signed());
      } else if (!seesFactor()) {
        return left;
      } else if (divisor !== null) {
        left = doubtful('ambiguous-product', left, divisor);
      } else if (root.after === next) {
        left = doubtful('ambiguous-root', left, root.start);
      } else {
        left = operation('*', left, nested(power));
      }
    }
  };

  /** Whether a factor follows whose sign of multiplication has been left out. */
  const seesFactor = (): boolean => {
    const { kind } = tokens[next - 1];
    return (
      (kind === 'number' || kind === 'superscript') &&
      (peek().kind === 'name' || sees('(') || ROOTS.has(peek().text))
    );
  };

  /** `left` times all factors that follow without a sign, which may belong to what begins at `start` instead. */
  const doubtful = (code: FormulaErrorCode, left: Expression, start: number): Expression => {
    const token = peek();
    const edits = [insertion(start, '(')];
    let result = left;
    while (seesFactor()) {
      edits.push(times());
      result = operation('*', result, nested(power));
    }
    edits.push(insertion(readTo(), ')'));
    doubts.push({ code, token, edits });
    return result;
  };

  /** A sign of multiplication instead of what is between two tokens. */
  const times = (): Edit => ({ at: readTo(), length: peek().at - readTo(), text: '*' });

  const signed = (): Expression => {
    if (accept('+')) return nested(signed);
    if (!accept('-')) return power();
    count();
    return { kind: 'negative', operand: nested(signed) };
  };

  const power = (): Expression => {
    const name = ROOTS.get(peek().text);
    if (name !== undefined) {
      const { at, length } = tokens[next++];
      const start = peek().at;
      const operand = nested(power);
      root = { start, after: next };
      count();
      return { kind: 'call', name, operands: [operand], at, length };
    }
    const left = base();
    return accept('^') ? operation('^', left, nested(signed)) : left;
  };

  const base = (): Expression => {
    let result = atom();
    while (peek().kind === 'superscript') {
      const { value, at, length } = tokens[next++];
      const size: Expression = { kind: 'number', value: Math.abs(value), at, length };
      // As it is typed otherwise: there are no negative numbers, but numbers with a sign.
      result = operation('^', result, value < 0 ? { kind: 'negative', operand: size } : size);
    }
    return result;
  };

  const atom = (): Expression => {
    const token = peek();
    const { at, length } = token;
    if (token.kind === 'number') {
      next++;
      return { kind: 'number', value: token.value, at, length };
    }
    if (token.kind === 'name') {
      next++;
      if (!sees('(')) {
        if (FUNCTIONS.has(token.text)) missingArguments(token);
        return { kind: 'name', name: token.text, at, length };
      }
      const operands = list(true);
      count();
      return { kind: 'call', name: token.text, operands, at, length };
    }
    if (!sees('(')) return unexpected(OPERAND);
    const [inner] = list(false);
    return inner;
  };

  /** Fails at a function's name without parentheses: `sin x`, `sin²(x)`. */
  const missingArguments = (name: Token): never => {
    const [argument, after] = [tokens[next], tokens[next + 1]];
    const edits: Edit[] = [];
    if (argument.kind === 'superscript' && argument.value > 0 && after.text === '(') {
      next++;
      list(true);
      edits.push(
        { at: argument.at, length: argument.length, text: '' },
        insertion(readTo(), typed(argument)),
      );
    } else if (argument.kind === 'name' || argument.kind === 'number') {
      const gap = argument.at - end(name);
      const alone = after.kind !== 'superscript' && !/^[\^(]$/.test(after.text);
      const inner = argument.kind === 'number' && after.kind === 'name';
      if (alone && !inner) {
        edits.push({ at: end(name), length: gap, text: '(' }, insertion(end(argument), ')'));
      }
    }
    return fail('missing-arguments', name, { found: name.text, edits });
  };

  /** `(a)`, or with `commas` also `(a, b, …)`. */
  const list = (commas: boolean): readonly Expression[] => {
    const opening = tokens[next++];
    const items = [nested(expression)];
    while (commas && accept(',')) items.push(nested(expression));
    if (peek().kind === 'end' || peek().kind === 'separator') fail('unclosed', opening, { allowed: [')'] });
    if (!accept(')')) unexpected(['operator', ...(commas ? [','] : []), ')'], operatorMeant());
    return items;
  };

  /** After a complete expression: a sign of multiplication was probably left out, or a comparison was meant. */
  const operatorMeant = (): readonly Edit[] => {
    const { kind, text: symbol, at, length } = peek();
    if (kind === 'name' || kind === 'number' || symbol === '(' || ROOTS.has(symbol)) return [times()];
    return symbol === '=' ? [{ at, length, text: '==' }] : [];
  };

  /** Fails if some of what was read can be read in another way. */
  const decide = (): void => {
    if (doubts.length === 0) return;
    const { code, token } = doubts.reduce((a, b) => (a.token.at < b.token.at ? a : b));
    fail(code, token, { found: typed(token), edits: doubts.flatMap(({ edits }) => edits) });
  };

  return {
    formula(): Expression {
      const result = expression();
      if (peek().kind !== 'end') unexpected(['operator', 'end'], operatorMeant());
      decide();
      return result;
    },
    statements(): readonly Statement[] {
      const statements: Statement[] = [];
      for (;;) {
        while (peek().kind === 'separator') next++;
        const name = peek();
        if (name.kind === 'end') break;
        if (name.kind !== 'name') unexpected(['name']);
        next++;
        if (!accept('=')) unexpected(['=']);
        statements.push({ name: name.text, value: expression(), at: name.at, length: name.length });
        if (peek().kind !== 'separator' && peek().kind !== 'end') {
          unexpected(['operator', ';', 'end'], operatorMeant());
        }
      }
      decide();
      return statements;
    },
  };
}
