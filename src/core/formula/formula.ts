/** Typed functions of the plane: parsed, evaluated, and differentiated exactly. */
import type { Vector } from '../types.ts';
import { differentiate } from './derivative.ts';
import { attempt, type FormulaError } from './error.ts';
import { build } from './functions.ts';
import { createGraph, type Node } from './graph.ts';
import { type Expression, parseExpression } from './parse.ts';
import { createProgram } from './program.ts';

/** A function of x and y. Outside its domain the loss and the whole gradient are NaN; nothing throws. */
export interface Formula {
  /** The value at `theta`, of length 2. */
  loss(theta: Vector): number;
  /** Writes the exact gradient at `theta` into `out`, both of length 2. See derivative.ts for kinks. */
  gradient(theta: Vector, out: Vector): void;
}

/** The tree of a formula whose names are all among `variables` and the constants. */
export const parseFormula = (text: string, variables: readonly string[]): Expression | FormulaError =>
  attempt(() => {
    const expression = parseExpression(text);
    const graph = createGraph();
    build(graph, expression, {
      names: variables,
      find: (name) => (variables.includes(name) ? graph.input(name, false) : undefined),
    });
    return expression;
  });

/** Compiles a formula in `x` and `y`. Its scratch memory is its own: one call at a time. */
export const compileFormula = (text: string): Formula | FormulaError =>
  attempt(() => {
    const expression = parseExpression(text);
    const graph = createGraph();
    const inputs = new Map<string, Node>(['x', 'y'].map((name) => [name, graph.input(name, false)]));
    const [x, y] = inputs.values();
    const value = build(graph, expression, { names: ['x', 'y'], find: (name) => inputs.get(name) });
    const byX = differentiate(graph, value, x);
    const byY = differentiate(graph, value, y);

    const losses = createProgram(graph, [x, y, value], 1);
    const slopes = createProgram(graph, [x, y, value, byX, byY], 1);
    const valueAt = losses.offset(value);
    const nodes = [value, byX, byY].map(slopes.offset);
    const [check, xSlope, ySlope] = nodes;
    losses.uniform();
    slopes.uniform();
    // x and y are the first nodes, so their registers are the first two.
    const a = losses.registers;
    const b = slopes.registers;

    return {
      loss(theta) {
        a[0] = theta[0];
        a[1] = theta[1];
        losses.perCoordinate(1);
        return a[valueAt];
      },
      gradient(theta, out) {
        b[0] = theta[0];
        b[1] = theta[1];
        slopes.perCoordinate(1);
        const defined = !Number.isNaN(b[check]);
        out[0] = defined ? b[xSlope] : Number.NaN;
        out[1] = defined ? b[ySlope] : Number.NaN;
      },
    };
  });
