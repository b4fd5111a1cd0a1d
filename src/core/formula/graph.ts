/** A formula as a graph of operations, in which equal parts exist once. */
import { calculate, OPERATIONS, type Operation } from './operations.ts';

/** The number of a node. Operands have smaller numbers than what is made of them. */
export type Node = number;

export interface Vertex {
  readonly operation: Operation | 'constant' | 'input';
  readonly operands: readonly Node[];
  /** The value of a constant. */
  readonly value: number;
  /** The name of an input. */
  readonly name: string;
  /** Whether it is the same for all coordinates. */
  readonly uniform: boolean;
}

export interface Graph {
  readonly vertices: readonly Vertex[];
  constant(value: number): Node;
  input(name: string, uniform: boolean): Node;
  /** An operation on nodes. What is constant is computed at once; nothing is rewritten that could change a NaN. */
  make(operation: Operation, ...operands: Node[]): Node;
  /** The value of a constant; undefined for anything else. */
  known(node: Node): number | undefined;
}

const COMPARISONS: ReadonlySet<string> = new Set<Operation>(['equal', 'notEqual', 'less', 'lessOrEqual']);

export function createGraph(): Graph {
  const vertices: Vertex[] = [];
  const numbers = new Map<string, Node>();

  const intern = (key: string, vertex: Vertex): Node => {
    let node = numbers.get(key);
    if (node === undefined) {
      node = vertices.push(vertex) - 1;
      numbers.set(key, node);
    }
    return node;
  };
  const constant = (value: number): Node =>
    intern(`constant ${Object.is(value, -0) ? '-0' : value}`, {
      operation: 'constant',
      operands: [],
      value,
      name: '',
      uniform: true,
    });
  const known = (node: Node): number | undefined =>
    vertices[node].operation === 'constant' ? vertices[node].value : undefined;

  /** Small whole powers as products: several times as fast, and a² is what a*a is. */
  const smallPower = (a: Node, exponent: number | undefined): Node | undefined => {
    switch (exponent) {
      case 0:
        return constant(1);
      case 1:
        return a;
      case 2:
        return make('multiply', a, a);
      case 3:
        return make('multiply', make('multiply', a, a), a);
      case 4: {
        const square = make('multiply', a, a);
        return make('multiply', square, square);
      }
      case -1:
        return make('divide', constant(1), a);
      default:
        return undefined;
    }
  };

  const make = (operation: Operation, ...operands: Node[]): Node => {
    const values = operands.map(known);
    const [a, b, c] = operands;
    if (operation === 'power') {
      const product = smallPower(a, values[1]);
      if (product !== undefined) return product;
    }
    if (values.every((value) => value !== undefined)) {
      const [p, q = Number.NaN, s = Number.NaN] = values;
      return constant(calculate(OPERATIONS.indexOf(operation), p, q, s));
    }
    switch (operation) {
      case 'multiply':
        if (values[0] === 1) return b;
        if (values[1] === 1) return a;
        break;
      case 'divide':
        if (values[1] === 1) return a;
        break;
      case 'select':
        if (values[0] !== undefined && !Number.isNaN(values[0])) return values[0] === 0 ? c : b;
        // A comparison is never NaN, which would be the result.
        if (b === c && COMPARISONS.has(vertices[a].operation)) return b;
        break;
    }
    return intern(`${operation} ${operands.join(' ')}`, {
      operation,
      operands,
      value: Number.NaN,
      name: '',
      uniform: operands.every((operand) => vertices[operand].uniform),
    });
  };

  return {
    vertices,
    constant,
    input: (name, uniform) =>
      intern(`input ${name}`, { operation: 'input', operands: [], value: Number.NaN, name, uniform }),
    make,
    known,
  };
}
