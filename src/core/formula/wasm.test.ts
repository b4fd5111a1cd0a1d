import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { differentiate } from './derivative.ts';
import { build } from './functions.ts';
import { createGraph, type Graph, type Node } from './graph.ts';
import { calculate, OPERATIONS } from './operations.ts';
import { parseExpression } from './parse.ts';
import { anyTree, point, write } from './testing/trees.ts';
import { compileEvaluator, createEvaluator, type Evaluator, interpretEvaluator } from './wasm.ts';

const SPECIAL = [0, -0, 1, -1, 0.5, 2, -2.5, 3, 1e-300, 1e300, Infinity, -Infinity, Number.NaN];

/** How many operands an operation takes. */
const TERNARY = ['multiplyAdd', 'multiplySubtract', 'subtractProduct', 'select'];
const BINARY = [
  ...['add', 'subtract', 'multiply', 'divide', 'minimum', 'maximum', 'power', 'chain'],
  ...['less', 'lessOrEqual', 'equal', 'notEqual', 'powerByBase', 'powerByExponent'],
];
const arity = (operation: string): number =>
  TERNARY.includes(operation) ? 3 : BINARY.includes(operation) ? 2 : 1;

/** Value, slopes and curvatures of a formula. */
function outputsOf(graph: Graph, text: string): Node[] {
  const [x, y] = ['x', 'y'].map((name) => graph.input(name, false));
  const find = (name: string) => ({ x, y })[name];
  const value = build(graph, parseExpression(text), { names: ['x', 'y'], find });
  const [byX, byY] = [x, y].map((input) => differentiate(graph, value, input));
  return [value, byX, byY, differentiate(graph, byX, y)];
}

const results = ({ evaluate, rest }: Evaluator, x: number, y: number): number[] => [
  evaluate(x, y),
  ...Array.from(rest),
];

const compiled = (graph: Graph, outputs: readonly Node[]): Evaluator => {
  const evaluator = compileEvaluator(graph, outputs);
  if (!evaluator) throw new Error('not compiled');
  return evaluator;
};

describe('machine code', () => {
  it.each(OPERATIONS)('does %s as the calculator does', (operation) => {
    const index = OPERATIONS.indexOf(operation);
    for (const third of [0, 1.5, Number.NaN]) {
      const graph = createGraph();
      const [x, y] = ['x', 'y'].map((name) => graph.input(name, false));
      const operands = [x, y, graph.constant(third)].slice(0, arity(operation));
      const { evaluate } = compiled(graph, [graph.make(operation, ...operands)]);
      for (const a of SPECIAL) {
        for (const b of SPECIAL) {
          expect(evaluate(a, b), `${operation}(${a}, ${b}, ${third})`).toBe(calculate(index, a, b, third));
        }
      }
    }
  });

  it('has the results of the interpreter to the last bit, derivatives too', () => {
    const property = fc.property(anyTree, point, (tree, { x, y }) => {
      const text = write(tree, false);
      fc.pre(text.length <= 1000);
      const graph = createGraph();
      const outputs = outputsOf(graph, text);
      const interpreted = interpretEvaluator(graph, outputs);
      for (const [a, b] of [
        [x, y],
        [y, x],
        [-x, 0],
      ]) {
        expect(results(compiled(graph, outputs), a, b), text).toEqual(results(interpreted, a, b));
      }
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('gives what is constant, and what is an input', () => {
    const graph = createGraph();
    const y = graph.input('y', false);
    for (const evaluator of [compileEvaluator, interpretEvaluator]) {
      const made = evaluator(graph, [graph.constant(-0), y, graph.constant(7)]) as Evaluator;
      expect(results(made, 1, 2)).toEqual([-0, 2, 7]);
    }
  });

  it('takes a long formula', () => {
    const graph = createGraph();
    const text = Array.from({ length: 60 }, (_, i) => `sin(${i}*x*y)`).join(' + ');
    const outputs = outputsOf(graph, text);
    expect(results(compiled(graph, outputs), 0.3, 0.2)).toEqual(
      results(interpretEvaluator(graph, outputs), 0.3, 0.2),
    );
  });
});

describe('without machine code', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  const forbidden = {
    ...WebAssembly,
    Memory: WebAssembly.Memory,
    Module: class {
      constructor() {
        throw new WebAssembly.CompileError('blocked by the security policy');
      }
    },
  };

  it.each([
    ['there is none', undefined],
    ['the page forbids it', forbidden],
  ])('formulas are interpreted where %s', (_, instead) => {
    vi.stubGlobal('WebAssembly', instead);
    const graph = createGraph();
    const outputs = outputsOf(graph, 'x^2*y + exp(x)');
    expect(compileEvaluator(graph, outputs)).toBeNull();
    expect(results(createEvaluator(graph, outputs), 1, 3)).toEqual([3 + Math.E, 6 + Math.E, 1, 2]);
  });
});
