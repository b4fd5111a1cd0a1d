/** From a graph to a flat program: integers to execute and the numbers they work on. */
import type { Graph, Node, Vertex } from './graph.ts';
import { execute, executeMany, OPERATIONS } from './operations.ts';

/** A program works on up to `block` coordinates at a time: each of its registers is that many numbers. */
export interface Program {
  readonly registers: Float64Array;
  /** Where the inputs that the outputs depend on lie in the registers, by name. */
  readonly inputs: ReadonlyMap<string, number>;
  /** Where a node that was asked for lies. */
  offset(output: Node): number;
  /** Computes what is the same for all coordinates, and spreads it over the block. Before `perCoordinate`. */
  uniform(): void;
  /** Computes the rest for the first `n` coordinates of the block. */
  perCoordinate(n: number): void;
}

/** Compiles the nodes that `outputs` depend on. */
export function createProgram(graph: Graph, outputs: readonly Node[], block: number): Program {
  const needed = instructions(graph, outputs);
  const offsets = new Map<Node, number>([...needed.keys()].map((node, i) => [node, i * block]));
  const offset = (node: Node): number => offsets.get(node) as number;
  const registers = new Float64Array(needed.size * block);
  const inputs = new Map<string, number>();
  const uniform: number[] = [];
  const varying: number[] = [];
  const spread = new Set<Node>(outputs);
  for (const [node, { operation, operands, value, name, uniform: same }] of needed) {
    if (operation === 'constant') {
      registers.fill(value, offset(node), offset(node) + block);
    } else if (operation === 'input') {
      inputs.set(name, offset(node));
    } else {
      const [a, b = a, c = a] = operands.map(offset);
      (same ? uniform : varying).push(OPERATIONS.indexOf(operation), offset(node), a, b, c);
      if (!same) for (const operand of operands) spread.add(operand);
    }
  }
  const code = Int32Array.from([...uniform, ...varying]);
  const border = uniform.length;
  const uniformOffsets = Int32Array.from(
    [...spread]
      .filter((node) => {
        const { uniform: same, operation } = graph.vertices[node];
        return same && operation !== 'constant';
      })
      .map(offset),
  );

  return {
    registers,
    inputs,
    offset,
    uniform() {
      execute(code, 0, border, registers);
      if (block === 1) return;
      for (let k = 0; k < uniformOffsets.length; k++) {
        const at = uniformOffsets[k];
        for (let i = 1; i < block; i++) registers[at + i] = registers[at];
      }
    },
    perCoordinate(n) {
      if (n === 1) execute(code, border, code.length, registers);
      else executeMany(code, border, code.length, registers, n);
    },
  };
}

/** The nodes that the outputs are made of, operands first, with products joined to the only sum they are part of. */
export function instructions(graph: Graph, outputs: readonly Node[]): ReadonlyMap<Node, Vertex> {
  const needed = dependencies(graph, outputs);
  const result = new Map<Node, Vertex>(needed.map((node) => [node, graph.vertices[node]]));
  const uses = new Map<Node, number>();
  for (const node of [...outputs, ...needed.flatMap((one) => graph.vertices[one].operands)]) {
    uses.set(node, (uses.get(node) ?? 0) + 1);
  }
  for (const node of needed) {
    const { operation, operands, uniform } = graph.vertices[node];
    if (operation !== 'add' && operation !== 'subtract') continue;
    const product = operands.find((operand) => {
      const factor = graph.vertices[operand];
      return factor.operation === 'multiply' && uses.get(operand) === 1 && factor.uniform === uniform;
    });
    if (product === undefined) continue;
    const [left, right] = operands;
    const first = product === left;
    const joined = operation === 'add' ? 'multiplyAdd' : first ? 'multiplySubtract' : 'subtractProduct';
    result.delete(product);
    result.set(node, {
      ...graph.vertices[node],
      operation: joined,
      operands: [...graph.vertices[product].operands, first ? right : left],
    });
  }
  return result;
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
