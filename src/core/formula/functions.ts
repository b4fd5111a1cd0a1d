/** The functions and constants of the language, and how trees become graphs. */
import { type Edit, fail } from './error.ts';
import type { Expression, Operator } from './expression.ts';
import type { Graph, Node } from './graph.ts';
import type { Operation } from './operations.ts';

interface LanguageFunction {
  /** The fewest and most arguments. */
  readonly arity: readonly [least: number, most: number];
  build(graph: Graph, operands: readonly Node[]): Node;
}

const unary = (operation: Operation): LanguageFunction => ({
  arity: [1, 1],
  build: (graph, operands) => graph.make(operation, ...operands),
});
const chained = (operation: Operation): LanguageFunction => ({
  arity: [2, 16],
  build: (graph, operands) => operands.reduce((a, b) => graph.make(operation, a, b)),
});
const logarithm = unary('logarithm');

/** Maps, not objects: a typed name never meets what JavaScript's objects inherit. */
export const FUNCTIONS: ReadonlyMap<string, LanguageFunction> = new Map([
  ['sin', unary('sine')],
  ['cos', unary('cosine')],
  ['tan', unary('tangent')],
  ['asin', unary('arcsine')],
  ['acos', unary('arccosine')],
  ['atan', unary('arctangent')],
  ['sinh', unary('hyperbolicSine')],
  ['cosh', unary('hyperbolicCosine')],
  ['tanh', unary('hyperbolicTangent')],
  ['exp', unary('exponential')],
  ['expm1', unary('exponentialMinusOne')],
  ['log', logarithm],
  ['ln', logarithm],
  ['log2', unary('logarithm2')],
  ['log10', unary('logarithm10')],
  ['sqrt', unary('squareRoot')],
  ['cbrt', unary('cubeRoot')],
  ['abs', unary('absolute')],
  ['sign', unary('sign')],
  ['floor', unary('floor')],
  ['ceil', unary('ceiling')],
  ['round', unary('round')],
  ['sigmoid', unary('sigmoid')],
  ['min', chained('minimum')],
  ['max', chained('maximum')],
  ['pow', { arity: [2, 2], build: (graph, [a, b]) => graph.make('power', a, b) }],
  [
    'mod',
    {
      arity: [2, 2],
      build: (graph, [a, b]) => {
        const whole = graph.make('floor', graph.make('divide', a, b));
        return graph.make('subtract', a, graph.make('multiply', b, whole));
      },
    },
  ],
  ['if', { arity: [3, 3], build: (graph, operands) => graph.make('select', ...operands) }],
]);

export const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['e', Math.E],
]);

const OPERATORS: Readonly<Record<Operator, (graph: Graph, a: Node, b: Node) => Node>> = {
  '+': (graph, a, b) => graph.make('add', a, b),
  '-': (graph, a, b) => graph.make('subtract', a, b),
  '*': (graph, a, b) => graph.make('multiply', a, b),
  '/': (graph, a, b) => graph.make('divide', a, b),
  '^': (graph, a, b) => graph.make('power', a, b),
  '==': (graph, a, b) => graph.make('equal', a, b),
  '!=': (graph, a, b) => graph.make('notEqual', a, b),
  '<': (graph, a, b) => graph.make('less', a, b),
  '<=': (graph, a, b) => graph.make('lessOrEqual', a, b),
  '>': (graph, a, b) => graph.make('less', b, a),
  '>=': (graph, a, b) => graph.make('lessOrEqual', b, a),
};

/** The names an expression may use. */
export interface Scope {
  /** The node of a name; undefined if there is none. */
  find(name: string): Node | undefined;
  /** All names, for messages. */
  readonly names: readonly string[];
}

/** Adds a tree to a graph. Fails with a `FormulaError` for names that are not there and wrong numbers of arguments. */
export function build(graph: Graph, expression: Expression, scope: Scope): Node {
  switch (expression.kind) {
    case 'number':
      return graph.constant(expression.value);
    case 'negative':
      return graph.make('negate', build(graph, expression.operand, scope));
    case 'operation': {
      const left = build(graph, expression.left, scope);
      const right = build(graph, expression.right, scope);
      return OPERATORS[expression.operator](graph, left, right);
    }
    case 'name': {
      const { name } = expression;
      const node = scope.find(name);
      if (node !== undefined) return node;
      const value = CONSTANTS.get(name);
      if (value !== undefined) return graph.constant(value);
      const allowed = [...scope.names, ...CONSTANTS.keys()];
      return fail('unknown-name', expression, { found: name, allowed, edits: meant(expression, allowed) });
    }
    case 'call': {
      const { name, operands } = expression;
      const called = FUNCTIONS.get(name);
      if (!called) {
        const allowed = [...FUNCTIONS.keys()];
        const { at, length } = expression;
        const factor = scope.names.includes(name) || CONSTANTS.has(name);
        const edits = factor ? [{ at: at + length, length: 0, text: '*' }] : meant(expression, allowed);
        return fail('unknown-function', expression, { found: name, allowed, edits });
      }
      const [least, most] = called.arity;
      if (operands.length < least || operands.length > most) {
        const allowed = [least === most ? String(least) : `${least}–${most}`];
        fail('wrong-argument-count', expression, { found: String(operands.length), allowed });
      }
      return called.build(
        graph,
        operands.map((operand) => build(graph, operand, scope)),
      );
    }
  }
}

/** Names that are longer are not compared with others. */
const LONGEST = 40;

/** What an unknown name probably stands for: the same in other letters, or a product without its sign. */
function meant(
  { name, at, length }: { readonly name: string; readonly at: number; readonly length: number },
  allowed: readonly string[],
): readonly Edit[] {
  if (name.length > LONGEST) return [];
  const instead = (text: string): readonly Edit[] => [{ at, length, text }];
  const same = allowed.find((one) => one.toLowerCase() === name.toLowerCase());
  if (same !== undefined) return instead(same);
  for (let cut = 1; cut < name.length; cut++) {
    const [left, right] = [name.slice(0, cut), name.slice(cut)];
    if (!allowed.includes(left)) continue;
    if (allowed.includes(right)) return [{ at, length, text: `${left}*${right}`, product: true }];
    // Nobody writes x to the power 1: x1 and x₁ are coordinates that are numbered, and then so is x2 beside it.
    if (/^\d+$/.test(right) && Number(right) > 1) return instead(`${left}^${right}`);
  }
  return [];
}
