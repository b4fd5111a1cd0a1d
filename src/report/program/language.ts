/**
 * The formulas of surfaces, rules and schedules as source text of other languages.
 *
 * A formula is read by `core/formula`, what is known of it beforehand (the arguments of the rule) is put in its place, conditions that
 * are thereby decided disappear, and the rest is written in a `Dialect`.
 */
import type { Expression, Operator, Statement } from '../../core/formula/expression.ts';
import { calculate, OPERATIONS } from '../../core/formula/operations.ts';

/** A piece of a program that stands for an expression. */
export interface Piece {
  readonly text: string;
  /** How tightly the outermost operator binds: see `LEVEL`. */
  readonly level: number;
  /** Of a number that is known. */
  readonly value?: number;
  /** The same for all coordinates: a condition on it is an ordinary one. */
  readonly uniform: boolean;
}

export const LEVEL = {
  conditional: 0,
  comparison: 1,
  sum: 2,
  product: 3,
  sign: 4,
  power: 5,
  atom: 6,
} as const;

/** How a language writes formulas. */
export interface Dialect {
  number(value: number): string;
  /** A name as it may be called in that language. */
  name(name: string): string;
  negative(operand: Piece): Piece;
  operation(operator: Operator, left: Piece, right: Piece): Piece;
  /** A function of `core/formula` or of the rules whose coordinates move together; `if` is not among them. */
  call(name: string, operands: readonly Piece[], uniform: boolean): Piece;
  conditional(condition: Piece, yes: Piece, no: Piece): Piece;
  /** A function of one name, `a ↦ body`: what `first` and `bracket` try, and `repeat` and `fold` do again. */
  lambda(names: readonly string[], body: Piece): string;
}

/** A number as a tree. */
const literal = (value: number): Expression => ({ kind: 'number', value, at: 0, length: 0 });

const CODES: Readonly<Record<string, number>> = Object.fromEntries(
  OPERATIONS.map((operation, code) => [operation, code]),
);
const ARITHMETIC: Readonly<Record<Operator, readonly [operation: string, swapped?: true]>> = {
  '+': ['add'],
  '-': ['subtract'],
  '*': ['multiply'],
  '/': ['divide'],
  '^': ['power'],
  '==': ['equal'],
  '!=': ['notEqual'],
  '<': ['less'],
  '<=': ['lessOrEqual'],
  '>': ['less', true],
  '>=': ['lessOrEqual', true],
};

/** The value of an operation on two known numbers, as the core computes it. */
function operate(operator: Operator, left: number, right: number): number {
  const [operation, swapped] = ARITHMETIC[operator];
  return calculate(CODES[operation], swapped ? right : left, swapped ? left : right, 0);
}

/** Functions of one number that are worked out where it is known. */
const KNOWN: Readonly<Record<string, string>> = {
  sqrt: 'squareRoot',
  log: 'logarithm',
  ln: 'logarithm',
  exp: 'exponential',
  abs: 'absolute',
  cos: 'cosine',
  sin: 'sine',
  floor: 'floor',
};

/** Functions that bind names: at which places these stand among the operands. */
const BINDING: Readonly<Record<string, (operands: readonly Expression[]) => readonly number[]>> = {
  repeat: () => [0],
  first: () => [0],
  bracket: () => [0],
  fold: (operands) => [0, ...operands.flatMap((_, k) => (k >= 2 && k % 2 === 0 ? [k] : []))],
};

/** The expression with numbers in the place of the names that are known, and without what that decides. */
export function simplify(expression: Expression, known: Readonly<Record<string, number>>): Expression {
  switch (expression.kind) {
    case 'number':
      return expression;
    case 'name':
      return Object.hasOwn(known, expression.name) ? literal(known[expression.name]) : expression;
    case 'negative': {
      const operand = simplify(expression.operand, known);
      return operand.kind === 'number' ? literal(-operand.value) : { kind: 'negative', operand };
    }
    case 'operation': {
      const { operator } = expression;
      const [left, right] = [simplify(expression.left, known), simplify(expression.right, known)];
      if (left.kind === 'number' && right.kind === 'number')
        return literal(operate(operator, left.value, right.value));
      return unused(operator, left, right) ?? { kind: 'operation', operator, left, right };
    }
    case 'call': {
      const { name } = expression;
      const places = BINDING[name]?.(expression.operands) ?? [];
      const bound = places.map((k) => (expression.operands[k] as Expression & { kind: 'name' }).name);
      const free = Object.fromEntries(Object.entries(known).filter(([key]) => !bound.includes(key)));
      const operands = expression.operands.map((operand) => simplify(operand, free));
      const [first, yes, no] = operands;
      if (name === 'if' && first.kind === 'number') return first.value !== 0 ? yes : no;
      if (operands.length === 1 && first.kind === 'number' && Object.hasOwn(KNOWN, name))
        return literal(calculate(CODES[KNOWN[name]], first.value, 0, 0));
      const values = operands.flatMap((operand) => (operand.kind === 'number' ? [operand.value] : []));
      if ((name === 'min' || name === 'max') && values.length === operands.length)
        return literal(name === 'min' ? Math.min(...values) : Math.max(...values));
      return { ...expression, operands };
    }
  }
}

/** What is left of an operation with the neutral number: of decay that is 0, of a factor that is 1. */
function unused(operator: Operator, left: Expression, right: Expression): Expression | undefined {
  const is = (one: Expression, value: number): boolean => one.kind === 'number' && one.value === value;
  if (operator === '+' && is(left, 0)) return right;
  if ((operator === '+' || operator === '-') && is(right, 0)) return left;
  if (operator === '*' && is(left, 1)) return right;
  if ((operator === '*' || operator === '/') && is(right, 1)) return left;
  // 0·x is 0 for every x that a run goes on from.
  if (operator === '*' && is(left, 0) && right.kind === 'name') return left;
  if (operator === '*' && is(right, 0) && left.kind === 'name') return right;
  return undefined;
}

/** Functions whose result is one number, whatever they are given. */
const UNIFORM: ReadonlySet<string> = new Set(['sum', 'dot', 'f', 'first', 'bracket']);

/** Writes an expression; `uniform` are the names whose values are the same for all coordinates. */
export function write(expression: Expression, dialect: Dialect, uniform: ReadonlySet<string>): Piece {
  const again = (one: Expression): Piece => write(one, dialect, uniform);
  switch (expression.kind) {
    case 'number': {
      const { value } = expression;
      const level = value < 0 ? LEVEL.sign : LEVEL.atom;
      return { text: dialect.number(value), level, value, uniform: true };
    }
    case 'name':
      return {
        text: dialect.name(expression.name),
        level: LEVEL.atom,
        uniform: uniform.has(expression.name),
      };
    case 'negative':
      return dialect.negative(again(expression.operand));
    case 'operation':
      return dialect.operation(expression.operator, again(expression.left), again(expression.right));
    case 'call': {
      const { name, operands } = expression;
      if (name === 'if') {
        const [condition, yes, no] = operands.map(again);
        return dialect.conditional(condition, yes, no);
      }
      if (Object.hasOwn(BINDING, name)) return binding(expression, dialect, uniform);
      const pieces = operands.map(again);
      return dialect.call(name, pieces, UNIFORM.has(name) || pieces.every((piece) => piece.uniform));
    }
  }
}

/** `repeat`, `fold`, `first` and `bracket`: the names they bind are those that functions are given. */
function binding(
  { name, operands }: Expression & { kind: 'call' },
  dialect: Dialect,
  uniform: ReadonlySet<string>,
): Piece {
  const again = (k: number): Piece => write(operands[k], dialect, uniform);
  const names = BINDING[name](operands).map((k) => (operands[k] as Expression & { kind: 'name' }).name);
  const counts = name === 'first' || name === 'bracket';
  const inner = new Set([...uniform].filter((key) => !names.includes(key)));
  if (counts) for (const key of names) inner.add(key);
  const body = (k: number): Piece => {
    const text = dialect.lambda(names, write(operands[k], dialect, inner));
    return { text, level: LEVEL.atom, uniform: false };
  };
  const given: Readonly<Record<string, () => readonly Piece[]>> = {
    repeat: () => [again(0), again(1), body(2)],
    first: () => [again(1), body(2)],
    bracket: () => [again(1), again(2), body(3), body(4)],
    fold: () => [again(0), body(1), ...operands.flatMap((_, k) => (k >= 3 && k % 2 === 1 ? [again(k)] : []))],
  };
  return dialect.call(name, given[name](), counts);
}

/**
 * The statements of a rule at known arguments, without those that neither `x` nor anything remembered for it depends on.
 */
export function reduce(
  statements: readonly Statement[],
  known: Readonly<Record<string, number>>,
): readonly Statement[] {
  const assigned = new Set(statements.map(({ name }) => name));
  const free = Object.fromEntries(Object.entries(known).filter(([key]) => !assigned.has(key)));
  const before = new Set(remembered(statements));
  const settled: Record<string, number> = { ...free };
  const simple = statements.map((statement) => {
    const { name } = statement;
    const value = simplify(statement.value, settled);
    const once = statements.filter((other) => other.name === name).length === 1;
    if (value.kind === 'number' && once && !before.has(name)) settled[name] = value.value;
    return { ...statement, value };
  });
  const live = new Set(['x']);
  for (let size = 0; size !== live.size; ) {
    size = live.size;
    for (const { name, value } of simple)
      if (live.has(name)) for (const read of namesIn(value)) live.add(read);
  }
  return simple.filter(
    ({ name, value }) => live.has(name) && !(value.kind === 'name' && value.name === name),
  );
}

/** The names an expression reads. */
export function namesIn(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'number':
      return [];
    case 'name':
      return [expression.name];
    case 'negative':
      return namesIn(expression.operand);
    case 'operation':
      return [...namesIn(expression.left), ...namesIn(expression.right)];
    case 'call':
      return expression.operands.flatMap(namesIn);
  }
}

/** The functions an expression calls. */
export function callsIn(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'negative':
      return callsIn(expression.operand);
    case 'operation':
      return [...callsIn(expression.left), ...callsIn(expression.right)];
    case 'call':
      return [expression.name, ...expression.operands.flatMap(callsIn)];
    default:
      return [];
  }
}

/** The names that statements read before they assign them: what has to be remembered from one update to the next. */
export function remembered(statements: readonly Statement[]): readonly string[] {
  const assigned = new Set(statements.map(({ name }) => name));
  const known = new Set<string>();
  const found = new Set<string>();
  for (const { name, value } of statements) {
    for (const read of namesIn(value)) if (assigned.has(read) && !known.has(read)) found.add(read);
    known.add(name);
  }
  for (const given of ['x', 'g', 't', 'lr']) found.delete(given);
  return [...found];
}

/** The text in parentheses where it binds less tightly than `level`. */
export const within = ({ text, level }: Piece, least: number): string => (level < least ? `(${text})` : text);
