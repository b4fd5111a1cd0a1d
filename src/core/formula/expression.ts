/** The trees that formulas and rules are read into. Spans are in UTF-16 units of the text. */

export type Operator = '+' | '-' | '*' | '/' | '^' | '==' | '!=' | '<' | '<=' | '>' | '>=';

export interface Span {
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
