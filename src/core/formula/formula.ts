/** Typed functions of the plane: parsed, evaluated, and differentiated exactly. */
import type { Vector } from '../types.ts';
import { differentiate } from './derivative.ts';
import { attempt, type FormulaError, isFormulaError } from './error.ts';
import type { Expression } from './expression.ts';
import { build } from './functions.ts';
import { createGraph, type Graph, type Node } from './graph.ts';
import { parseExpression } from './parse.ts';
import { createEvaluator } from './wasm.ts';

/** A function of x and y. Where its value is not a number, neither are its derivatives; nothing throws. */
export interface Formula {
  /** 1 where `y` does not occur: a function of x alone, whose derivatives by y are 0. */
  readonly dimensions: 1 | 2;
  /** The value at `theta`, of length 2. */
  loss(theta: Vector): number;
  /** Writes the exact gradient at `theta` into `out`, both of length 2. derivative.ts says what holds at kinks. */
  gradient(theta: Vector, out: Vector): void;
  /** Writes the exact Hessian at `theta` into `out` (length 4): xx, xy, yx, yy. */
  hessian(theta: Vector, out: Vector): void;
}

const VARIABLES = ['x', 'y'];

/** The tree of a formula whose names are all among `variables` and the constants `pi` and `e`. */
export const parseFormula = (text: string, variables: readonly string[]): Expression | FormulaError =>
  attempt(text, (given) => checked(given, variables));

/** Compiles a formula in `x` and `y`. Its scratch memory is its own: one call at a time. */
export const compileFormula = (text: string): Formula | FormulaError =>
  attempt(text, compile, (given) => checked(given, VARIABLES));

/** What is wrong with a formula in `x` and `y`; null when nothing is. */
export function validateFormula(text: string): FormulaError | null {
  const expression = parseFormula(text, VARIABLES);
  return isFormulaError(expression) ? expression : null;
}

/** The number of coordinates that a formula in `x` and `y` is a function of: 1 where `y` does not occur. 2 where it cannot be read. */
export function dimensionsOf(text: string): 1 | 2 {
  return isFormulaError(parseFormula(text, VARIABLES)) ? 2 : dimensions(text);
}

function dimensions(text: string): 1 | 2 {
  const found = new Set<string>();
  const graph = createGraph();
  build(graph, parseExpression(text), {
    names: VARIABLES,
    find(name) {
      found.add(name);
      return VARIABLES.includes(name) ? graph.input(name, false) : undefined;
    },
  });
  return found.has('y') ? 2 : 1;
}

function checked(text: string, variables: readonly string[]): Expression {
  const expression = parseExpression(text);
  buildIn(createGraph(), expression, variables);
  return expression;
}

function compile(text: string): Formula {
  const expression = parseExpression(text);
  const graph = createGraph();
  const x = graph.input('x', false);
  const y = graph.input('y', false);
  const value = buildIn(graph, expression, VARIABLES);
  const [byX, byY] = [x, y].map((variable) => differentiate(graph, value, variable));

  const { evaluate } = createEvaluator(graph, [value]);
  const gradient = derivatives(graph, value, [byX, byY]);
  let hessian: Formula['hessian'] | undefined;

  return {
    dimensions: dimensions(text),
    loss: (theta) => evaluate(theta[0], theta[1]),
    gradient,
    hessian(theta, out) {
      // Few rules ask for it, so it is worked out when the first does.
      if (!hessian) {
        const [xx, xy] = [x, y].map((variable) => differentiate(graph, byX, variable));
        const yy = differentiate(graph, byY, y);
        hessian = derivatives(graph, value, [xx, xy, xy, yy]);
      }
      hessian(theta, out);
    },
  };
}

/** The node of a tree whose variables are inputs that differ from point to point. */
const buildIn = (graph: Graph, expression: Expression, variables: readonly string[]): Node =>
  build(graph, expression, {
    names: variables,
    find: (name) => (variables.includes(name) ? graph.input(name, false) : undefined),
  });

/** A function that writes the values of `nodes` into its second argument, or NaN where `value` is not a number. */
function derivatives(
  graph: Graph,
  value: Node,
  nodes: readonly Node[],
): (theta: Vector, out: Vector) => void {
  const { evaluate, rest } = createEvaluator(graph, [value, ...nodes]);
  return (theta, out) => {
    const defined = !Number.isNaN(evaluate(theta[0], theta[1]));
    for (let k = 0; k < nodes.length; k++) out[k] = defined ? rest[k] : Number.NaN;
  };
}
