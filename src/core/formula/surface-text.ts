/** The function of a surface and its gradient as nodes of a graph, from the text of its row or the formula of a link. */
import { differentiate } from './derivative.ts';
import { isFormulaError } from './error.ts';
import { compileFormula, dimensionsOf } from './formula.ts';
import { build } from './functions.ts';
import type { Graph, Node } from './graph.ts';
import { parseExpression, parseStatements } from './parse.ts';
import { DEFAULT_FORMULA } from './surface.ts';

/** The nodes of the coordinates of a point. */
export interface Point {
  readonly x: Node;
  readonly y: Node;
}

/** A value and its derivatives by x and y. */
export interface SurfaceNodes {
  readonly loss: Node;
  readonly gx: Node;
  readonly gy: Node;
}

/**
 * The statements of a row's `formula`; `given` finds the keys of the parameters.
 *
 * @throws FormulaError for a text that is wrong.
 */
export function buildSurface(
  graph: Graph,
  text: string,
  point: Point,
  given: (key: string) => Node | undefined,
): SurfaceNodes {
  const current = new Map<string, Node>(Object.entries(point));
  const scope = { names: [], find: (name: string) => current.get(name) ?? given(name) };
  for (const { name, value } of parseStatements(text)) current.set(name, build(graph, value, scope));
  const [loss, gx, gy] = ['loss', 'gx', 'gy'].map((name) => current.get(name) as Node);
  return { loss, gx, gy };
}

/** A typed formula and its derivatives, NaN where it is not a number; the default one where it cannot be read. */
export function buildTyped(graph: Graph, text: string | null, { x, y }: Point): SurfaceNodes {
  const readable = text !== null && !isFormulaError(compileFormula(text));
  const scope = { names: [], find: (name: string) => ({ x, y })[name] };
  const formula = readable ? text : DEFAULT_FORMULA;
  const loss = build(graph, parseExpression(formula), scope);
  const defined = graph.make('equal', loss, loss);
  const [gx, gy] = [x, y].map((variable) =>
    graph.make('select', defined, differentiate(graph, loss, variable), graph.constant(Number.NaN)),
  );
  // Of a function of x alone y is no coordinate: its gradient is 0 everywhere.
  return { loss, gx, gy: dimensionsOf(formula) === 1 ? graph.constant(0) : gy };
}
