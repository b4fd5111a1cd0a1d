/**
 * From a graph to machine code, by way of WebAssembly: several times as fast as the loop in operations.ts, with the same
 * results to the last bit.
 *
 * A module is made of arithmetic and of calls of the elementary functions; it can reach nothing else. Where a page may not
 * compile one, `createEvaluator` executes the program instead.
 */
import type { Graph, Node, Vertex } from './graph.ts';
import { functionOf, type Operation } from './operations.ts';
import { createProgram, instructions } from './program.ts';
import {
  F64,
  HEADER,
  instantiate,
  integer,
  list,
  memoryOf,
  number,
  section,
  sized,
  word,
} from './wasm-bytes.ts';

/** Computes all outputs at a point: returns the first one, and leaves the others in `rest`, until the next call of any. */
export interface Evaluator {
  readonly rest: ArrayLike<number>;
  evaluate(x: number, y: number): number;
}

/** Instructions of WebAssembly, by their codes in its specification (chapter 5.4). */
const END = 0x0b;
const CALL = 0x10;
const SELECT = 0x1b;
const GET = 0x20;
const SET = 0x21;
const STORE = 0x39;
const INTEGER = 0x41;
const EQUAL = 0x61;
const NOT_EQUAL = 0x62;
const TO_NUMBER = 0xb7;

/** Operations that are instructions, after their operands. */
const INSTRUCTIONS: Readonly<Partial<Record<Operation, readonly number[]>>> = {
  add: [0xa0],
  subtract: [0xa1],
  multiply: [0xa2],
  divide: [0xa3],
  minimum: [0xa4],
  maximum: [0xa5],
  absolute: [0x99],
  negate: [0x9a],
  ceiling: [0x9b],
  floor: [0x9c],
  squareRoot: [0x9f],
  equal: [EQUAL, TO_NUMBER],
  notEqual: [NOT_EQUAL, TO_NUMBER],
  less: [0x63, TO_NUMBER],
  lessOrEqual: [0x65, TO_NUMBER],
};
const ADD = 0xa0;
const SUBTRACT = 0xa1;
const MULTIPLY = 0xa2;

const BYTES = 8;

/** The bytes of a module with one function of x and y, `f`, and the operations that it calls. */
function assemble(graph: Graph, outputs: readonly Node[]) {
  const needed = instructions(graph, outputs);
  const calls: Operation[] = [];
  const locals = new Map<Node, number>();

  const read = (node: Node): number[] => {
    const { operation, value, name } = graph.vertices[node];
    if (operation === 'constant') return number(value);
    return [GET, ...integer(operation === 'input' ? Number(name !== 'x') : (locals.get(node) as number))];
  };
  const compute = (operation: Operation, operands: readonly Node[]): number[] => {
    const [a, b, c] = operands.map(read);
    switch (operation) {
      case 'multiplyAdd':
        return [...a, ...b, MULTIPLY, ...c, ADD];
      case 'multiplySubtract':
        return [...a, ...b, MULTIPLY, ...c, SUBTRACT];
      case 'subtractProduct':
        return [...c, ...a, ...b, MULTIPLY, SUBTRACT];
      case 'chain':
        return [...number(0), ...a, ...b, MULTIPLY, ...b, ...number(0), EQUAL, SELECT];
      case 'select':
        // A condition that is not a number decides nothing.
        return [...a, ...c, ...b, ...a, ...number(0), EQUAL, SELECT, ...a, ...a, NOT_EQUAL, SELECT];
      default: {
        const instruction = INSTRUCTIONS[operation];
        if (instruction) return [...a, ...(b ?? []), ...instruction];
        if (!calls.includes(operation)) calls.push(operation);
        return [...a, ...(b ?? number(0)), CALL, ...integer(calls.indexOf(operation))];
      }
    }
  };

  const code: number[] = [];
  for (const [node, { operation, operands }] of needed as ReadonlyMap<Node, Vertex>) {
    if (operation === 'constant' || operation === 'input') continue;
    // Operands are read before the result has a place.
    const bytes = compute(operation, operands);
    locals.set(node, 2 + locals.size);
    code.push(...bytes, SET, ...integer(locals.get(node) as number));
  }
  outputs.slice(1).forEach((node, i) => {
    code.push(INTEGER, 0, ...read(node), STORE, 3, ...integer(i * BYTES));
  });
  code.push(...read(outputs[0]), END);

  const type = [0x60, 2, F64, F64, 1, F64];
  const imports = [
    [...word('m'), ...word('m'), 2, 0, 1],
    ...calls.map((operation) => [...word('f'), ...word(operation), 0, 0]),
  ];
  const body = [...list([[...integer(locals.size), F64]]), ...code];
  const bytes = [
    ...HEADER,
    ...section(1, [type]),
    ...section(2, imports),
    ...section(3, [[0]]),
    ...section(7, [[...word('f'), 0, ...integer(calls.length)]]),
    ...section(10, [sized(body)]),
  ];
  return { bytes: Uint8Array.from(bytes), calls };
}

/** One memory for the results of all modules: engines set aside a large range of addresses for each. */
let memory: { readonly buffer: ArrayBuffer } | undefined;

/** Machine code for `outputs`, functions of the inputs `x` and `y`; null where none may be made. */
export function compileEvaluator(graph: Graph, outputs: readonly Node[]): Evaluator | null {
  try {
    memory ??= memoryOf(1);
    const { bytes, calls } = assemble(graph, outputs);
    const called = calls.map((operation) => [operation, functionOf(operation)]);
    const imports = { m: { m: memory }, f: Object.fromEntries(called) };
    const { f } = instantiate(bytes, imports) as { readonly f: Evaluator['evaluate'] };
    return { rest: new Float64Array(memory.buffer, 0, outputs.length - 1), evaluate: f };
  } catch {
    // There may be none, a page's security policy may forbid it, an old browser may find a module too large.
    return null;
  }
}

/** An evaluator that executes the program of `outputs` instruction by instruction. */
export function interpretEvaluator(graph: Graph, outputs: readonly Node[]): Evaluator {
  const { registers, inputs, offset, perCoordinate, uniform } = createProgram(graph, outputs, 1);
  const [x, y] = ['x', 'y'].map((name) => inputs.get(name) ?? -1);
  const [first, ...others] = outputs.map(offset);
  const rest = new Float64Array(others.length);
  return {
    rest,
    evaluate(atX, atY) {
      if (x >= 0) registers[x] = atX;
      if (y >= 0) registers[y] = atY;
      uniform();
      perCoordinate(1);
      for (let k = 0; k < others.length; k++) rest[k] = registers[others[k]];
      return registers[first];
    },
  };
}

/** The fastest evaluator that may be had. */
export const createEvaluator = (graph: Graph, outputs: readonly Node[]): Evaluator =>
  compileEvaluator(graph, outputs) ?? interpretEvaluator(graph, outputs);
