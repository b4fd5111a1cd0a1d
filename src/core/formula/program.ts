/** From a graph to a flat program: integers to execute and the numbers they work on. */
import type { Graph, Node } from './graph.ts';
import { execute, OPERATIONS } from './operations.ts';

/** A program works on up to `block` coordinates at a time. Every register is `block` numbers at an offset. */
export interface Program {
  readonly block: number;
  readonly registers: Float64Array;
  /** The offsets of the inputs that the outputs depend on, by name. */
  readonly inputs: ReadonlyMap<string, number>;
  /** The offset of a node that was asked for. */
  offset(output: Node): number;
  /** Computes what is the same for all coordinates, and spreads it over `n` of them. Before `perCoordinate`. */
  uniform(n: number): void;
  /** Computes the rest for `n` coordinates. */
  perCoordinate(n: number): void;
}

/** Compiles the nodes that `outputs` depend on. */
export function createProgram(graph: Graph, outputs: readonly Node[], block: number): Program {
  const needed = dependencies(graph, outputs);
  const registers = new Float64Array(needed.length * block);
  const offsets = new Map<Node, number>(needed.map((node, i) => [node, i * block]));
  const offset = (node: Node): number => offsets.get(node) as number;
  const inputs = new Map<string, number>();
  const uniform: number[] = [];
  const varying: number[] = [];
  const read = new Set<Node>(outputs);
  for (const node of needed) {
    const { operation, operands, value, name, uniform: same } = graph.vertices[node];
    if (operation === 'constant') {
      registers.fill(value, offset(node), offset(node) + block);
    } else if (operation === 'input') {
      inputs.set(name, offset(node));
    } else {
      const [a, b = a, c = a] = operands.map(offset);
      (same ? uniform : varying).push(OPERATIONS.indexOf(operation), offset(node), a, b, c);
      if (!same) for (const operand of operands) read.add(operand);
    }
  }
  const code = Int32Array.from([...uniform, ...varying]);
  const border = uniform.length;
  // Constants are spread already.
  const spread = Int32Array.from(
    [...read]
      .filter((node) => graph.vertices[node].uniform && graph.vertices[node].operation !== 'constant')
      .map(offset),
  );

  return {
    block,
    registers,
    inputs,
    offset,
    uniform(n) {
      execute(code, 0, border, registers, 1);
      for (let k = 0; k < spread.length; k++) {
        const at = spread[k];
        const value = registers[at];
        for (let i = 1; i < n; i++) registers[at + i] = value;
      }
    },
    perCoordinate(n) {
      execute(code, border, code.length, registers, n);
    },
  };
}

/** The nodes that the outputs are made of, operands first. */
function dependencies(graph: Graph, outputs: readonly Node[]): readonly Node[] {
  const needed = new Set<Node>();
  const waiting = [...outputs];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (needed.has(node)) continue;
    needed.add(node);
    waiting.push(...graph.vertices[node].operands);
  }
  return [...needed].sort((a, b) => a - b);
}
