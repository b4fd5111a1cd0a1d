/**
 * From text to trees.
 *
 *     rule       = statement { (";" | line end) statement }
 *     statement  = name "=" expression
 *     expression = sum [ ("==" | "!=" | "<" | "<=" | ">" | ">=") sum ]
 *     sum        = product { ("+" | "-") product }
 *     product    = signed { ("*" | "/") signed | power directly after a number }
 *     signed     = ("-" | "+") signed | power
 *     power      = atom [ "^" signed-power ]      right-associative, binds tighter than a sign before it
 *     atom       = number | name | name "(" expression { "," expression } ")" | "(" expression ")"
 */
import { fail } from './error.ts';
import { FUNCTIONS } from './functions.ts';
import { type Token, tokenize } from './tokens.ts';

/** What a typed text may cost. Counted in UTF-16 units, levels of nesting, and operations. */
export const LIMITS = { formula: 1000, rule: 2000, depth: 64, operations: 400 } as const;

export type Operator = '+' | '-' | '*' | '/' | '^' | '==' | '!=' | '<' | '<=' | '>' | '>=';

interface Span {
  readonly at: number;
  readonly length: number;
}

export type Expression =
  | ({ readonly kind: 'number'; readonly value: number } & Span)
  | ({ readonly kind: 'name'; readonly name: string } & Span)
  | { readonly kind: 'negative'; readonly operand: Expression }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | ({ readonly kind: 'call'; readonly name: string; readonly operands: readonly Expression[] } & Span);

/** `name = value`; the span is the name's. */
export interface Statement extends Span {
  readonly name: string;
  readonly value: Expression;
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);
const OPERAND = ['number', 'name', '('];

/** The tree of one formula. Fails with a `FormulaError`. */
export function parseExpression(text: string): Expression {
  const parser = createParser(text, LIMITS.formula, false);
  const expression = parser.expression();
  parser.end();
  return expression;
}

/** The statements of a rule, at least one. Fails with a `FormulaError`. */
export function parseStatements(text: string): readonly Statement[] {
  const parser = createParser(text, LIMITS.rule, true);
  return parser.statements();
}

function createParser(text: string, limit: number, lines: boolean) {
  if (text.length > limit) {
    fail('too-long', { at: limit, length: text.length - limit }, { found: String(text.length), limit });
  }
  const tokens = tokenize(text, lines);
  if (tokens.every(({ kind }) => kind === 'separator' || kind === 'end')) {
    fail('empty', { at: 0, length: text.length });
  }
  let next = 0;
  let depth = 0;
  let operations = 0;
  const peek = (): Token => tokens[next];
  const sees = (symbol: string): boolean => peek().kind === 'symbol' && peek().text === symbol;
  const accept = (symbol: string): boolean => {
    const seen = sees(symbol);
    if (seen) next++;
    return seen;
  };
  const typed = ({ at, length }: Token): string => text.slice(at, at + length);
  const unexpected = (allowed: readonly string[], suggestion: string | null = null): never =>
    fail('unexpected', peek(), { found: typed(peek()), allowed, suggestion });

  const operation = (operator: Operator, left: Expression, right: Expression): Expression => {
    count();
    return { kind: 'operation', operator, left, right };
  };
  const count = (): void => {
    operations++;
    if (operations > LIMITS.operations) {
      fail('too-many-operations', { at: 0, length: text.length }, { limit: LIMITS.operations });
    }
  };
  /** Every recursion passes here, so that no text can exhaust the stack. */
  const nested = (parse: () => Expression): Expression => {
    depth++;
    if (depth > LIMITS.depth) fail('too-deep', peek(), { limit: LIMITS.depth });
    const result = parse();
    depth--;
    return result;
  };

  const expression = (): Expression => {
    const left = sum();
    if (peek().kind !== 'symbol' || !COMPARISONS.has(peek().text)) return left;
    const operator = tokens[next++].text as Operator;
    const right = sum();
    if (peek().kind === 'symbol' && COMPARISONS.has(peek().text)) {
      fail('chained-comparison', peek(), { found: typed(peek()), suggestion: '(a < b)*(b < c)' });
    }
    return operation(operator, left, right);
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
    let divided = false;
    for (;;) {
      if (sees('*') || sees('/')) {
        const operator = tokens[next++].text as Operator;
        divided = operator === '/';
        left = operation(operator, left, signed());
      } else if (tokens[next - 1].kind === 'number' && (peek().kind === 'name' || sees('('))) {
        if (divided) {
          const factor = sees('(') ? '(…)' : typed(peek());
          const suggestion = `/(${typed(tokens[next - 1])}*${factor})`;
          fail('ambiguous-product', peek(), { found: typed(peek()), suggestion });
        }
        left = operation('*', left, nested(power));
      } else {
        return left;
      }
    }
  };

  const signed = (): Expression => {
    if (accept('+')) return nested(signed);
    if (!accept('-')) return power();
    count();
    return { kind: 'negative', operand: nested(signed) };
  };

  const power = (): Expression => {
    const base = atom();
    return accept('^') ? operation('^', base, nested(signed)) : base;
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
        if (FUNCTIONS.has(token.text)) {
          fail('missing-arguments', token, { found: token.text, suggestion: `${token.text}(…)` });
        }
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

  /** `(a)`, or with `commas` also `(a, b, …)`. */
  const list = (commas: boolean): readonly Expression[] => {
    const opening = tokens[next++];
    const items = [nested(expression)];
    while (commas && accept(',')) items.push(nested(expression));
    if (peek().kind === 'end' || peek().kind === 'separator') fail('unclosed', opening, { allowed: [')'] });
    if (!accept(')')) unexpected(['operator', ...(commas ? [','] : []), ')'], suggestionFor(peek()));
    return items;
  };

  return {
    expression,
    end(): void {
      if (peek().kind !== 'end') unexpected(['operator', 'end'], suggestionFor(peek()));
    },
    statements(): readonly Statement[] {
      const statements: Statement[] = [];
      for (;;) {
        while (peek().kind === 'separator') next++;
        const name = peek();
        if (name.kind === 'end') return statements;
        if (name.kind !== 'name') unexpected(['name']);
        next++;
        if (!accept('=')) unexpected(['=']);
        statements.push({ name: name.text, value: expression(), at: name.at, length: name.length });
        if (peek().kind !== 'separator' && peek().kind !== 'end') {
          unexpected(['operator', ';', 'end'], suggestionFor(peek()));
        }
      }
    },
  };
}

/** After a complete expression: a sign of multiplication was probably left out, or a comparison was meant. */
const suggestionFor = ({ kind, text }: Token): string | null => {
  if (kind === 'name' || kind === 'number' || text === '(') return '*';
  return text === '=' ? '==' : null;
};
