/** Functions of the plane as JavaScript, from the graph of a formula: the value, and its exact derivatives. */
import { differentiate } from '../../core/formula/derivative.ts';
import { build } from '../../core/formula/functions.ts';
import { createGraph, type Graph, type Node } from '../../core/formula/graph.ts';
import { parseExpression } from '../../core/formula/parse.ts';
import { buildSurface, buildTyped } from '../../core/formula/surface-text.ts';
import { surfaceFormulas } from '../../core/surfaces/formulas.ts';
import type { StageSpec } from '../../core/types.ts';
import { asJavascriptNumber, javascriptNumber, scalars } from './javascript.ts';
import { LEVEL, type Piece } from './language.ts';

const atom = (text: string): Piece => ({ text, level: LEVEL.atom, uniform: true });
const call =
  (name: string) =>
  (...operands: readonly Piece[]): Piece =>
    scalars.call(name, operands, true);
const operation =
  (operator: Parameters<typeof scalars.operation>[0]) =>
  (a: Piece, b: Piece): Piece =>
    scalars.operation(operator, a, b);

/** How each operation of a graph is written. */
const WRITTEN: Readonly<Record<string, (...operands: readonly Piece[]) => Piece>> = {
  ...Object.fromEntries(
    (
      [
        ['add', '+'],
        ['subtract', '-'],
        ['multiply', '*'],
        ['divide', '/'],
        ['power', '^'],
        ['equal', '=='],
        ['notEqual', '!='],
        ['less', '<'],
        ['lessOrEqual', '<='],
      ] as const
    ).map(([name, operator]) => [name, operation(operator) as (...operands: readonly Piece[]) => Piece]),
  ),
  ...Object.fromEntries(
    [
      ['minimum', 'min'],
      ['maximum', 'max'],
      ['absolute', 'abs'],
      ['squareRoot', 'sqrt'],
      ['cubeRoot', 'cbrt'],
      ['sign', 'sign'],
      ['floor', 'floor'],
      ['ceiling', 'ceil'],
      ['round', 'round'],
      ['exponential', 'exp'],
      ['exponentialMinusOne', 'expm1'],
      ['logarithm', 'log'],
      ['logarithm2', 'log2'],
      ['logarithm10', 'log10'],
      ['sine', 'sin'],
      ['cosine', 'cos'],
      ['tangent', 'tan'],
      ['arcsine', 'asin'],
      ['arccosine', 'acos'],
      ['arctangent', 'atan'],
      ['hyperbolicSine', 'sinh'],
      ['hyperbolicCosine', 'cosh'],
      ['hyperbolicTangent', 'tanh'],
      ['sigmoid', 'sigmoid'],
      ['powerByBase', 'powerByBase'],
      ['powerByExponent', 'powerByExponent'],
      ['chain', 'chain'],
    ].map(([name, written]) => [name, call(written)]),
  ),
  negate: (operand) => scalars.negative(operand),
  select: (condition, yes, no) => scalars.conditional(condition, yes, no),
};

/** Statements that compute nodes, and the nodes as expressions: what is used twice gets a name. */
function emitted(
  graph: Graph,
  outputs: readonly Node[],
): { readonly lines: readonly string[]; readonly results: readonly string[] } {
  const uses = new Map<Node, number>();
  const count = (node: Node): void => {
    const seen = uses.get(node) ?? 0;
    uses.set(node, seen + 1);
    if (seen === 0) for (const operand of graph.vertices[node].operands) count(operand);
  };
  for (const output of outputs) count(output);
  const lines: string[] = [];
  const written = new Map<Node, Piece>();
  const pieceOf = (node: Node): Piece => {
    const known = written.get(node);
    if (known) return known;
    const { operation: name, operands, value, name: input } = graph.vertices[node];
    const piece = ((): Piece => {
      if (name === 'constant')
        return {
          text: javascriptNumber(value),
          level: value < 0 ? LEVEL.sign : LEVEL.atom,
          value,
          uniform: true,
        };
      if (name === 'input') return atom(input);
      const made = WRITTEN[name](...operands.map(pieceOf));
      if ((uses.get(node) ?? 0) < 2) return made;
      const named = `v${lines.length + 1}`;
      lines.push(`const ${named} = ${made.text};`);
      return { ...atom(named), ...(made.level === LEVEL.comparison && { level: LEVEL.comparison }) };
    })();
    written.set(node, piece);
    return piece;
  };
  const results = outputs.map((output) => asJavascriptNumber(pieceOf(output)));
  return { lines, results };
}

/** A function of the point that returns nodes, as lines. */
function functionOf(
  name: string,
  more: string,
  doc: string,
  graph: Graph,
  outputs: readonly Node[],
  shape: (results: readonly string[]) => string,
): readonly string[] {
  const { lines, results } = emitted(graph, outputs);
  return [
    `/** ${doc} */`,
    `function ${name}([x, y]${more}) {`,
    ...[...lines, `return ${shape(results)};`].map((line) => `  ${line}`),
    '}',
  ];
}

/** `value`, `gradient` and `hessian` of a surface that is one formula; null of one that is drawn from samples. */
export function planeFunctions(
  { id, args }: StageSpec,
  formula: string | null,
): readonly (readonly string[])[] | null {
  const graph = createGraph();
  const point = { x: graph.input('x', false), y: graph.input('y', false) };
  const text = surfaceFormulas[id as keyof typeof surfaceFormulas];
  if (id !== 'custom' && text === undefined) return null;
  const given = (key: string): Node | undefined =>
    Object.hasOwn(args, key) ? graph.constant(Number(args[key])) : undefined;
  const { loss, gx, gy } =
    text === undefined ? buildTyped(graph, formula, point) : buildSurface(graph, text, point, given);
  return derivativesOf(graph, point, loss, [gx, gy]);
}

function derivativesOf(
  graph: Graph,
  { x, y }: { readonly x: Node; readonly y: Node },
  loss: Node,
  [gx, gy]: readonly [Node, Node],
): readonly (readonly string[])[] {
  const second = [differentiate(graph, gx, x), differentiate(graph, gx, y), differentiate(graph, gy, y)];
  return [
    functionOf('value', '', 'The noise-free loss.', graph, [loss], ([f]) => f),
    functionOf('gradient', '', 'Its exact gradient.', graph, [gx, gy], ([a, b]) => `[${a}, ${b}]`),
    functionOf(
      'hessian',
      '',
      'Its second derivatives.',
      graph,
      second,
      ([xx, xy, yy]) => `[[${xx}, ${xy}], [${xy}, ${yy}]]`,
    ),
  ];
}

/** The same of formulas in the language of `f=`: a mean, and the function that one draw's gradient is of. */
export function sampledFunctions(
  mean: string,
  sampled: string,
  args: StageSpec['args'],
): readonly (readonly string[])[] {
  const graph = createGraph();
  const [x, y, draw] = ['x', 'y', 'draw'].map((name) => graph.input(name, false));
  const find = (key: string): Node | undefined =>
    ({ x, y, draw })[key] ?? (Object.hasOwn(args, key) ? graph.constant(Number(args[key])) : undefined);
  const [loss, drawn] = [mean, sampled].map((text) =>
    build(graph, parseExpression(text), { names: [], find }),
  );
  const by = (node: Node): [Node, Node] => [differentiate(graph, node, x), differentiate(graph, node, y)];
  return [
    ...derivativesOf(graph, { x, y }, loss, by(loss)),
    functionOf(
      'sampled',
      ', draw',
      'The gradient of one draw.',
      graph,
      by(drawn),
      ([a, b]) => `[${a}, ${b}]`,
    ),
  ];
}
