/** The function of a surface and its gradient as nodes of a graph, from the text of its row. */
import { build } from './functions.ts';
import type { Graph, Node } from './graph.ts';
import { parseStatements } from './parse.ts';

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
