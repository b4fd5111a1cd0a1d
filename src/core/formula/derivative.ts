/**
 * Exact derivatives of a graph, in the forward direction: the graph of the derivative, not a difference quotient.
 *
 * Where a formula has no derivative, these conventions hold:
 *
 * - |x| has the derivative 0 at 0; sign, floor, ceil, round and comparisons have it everywhere.
 * - min and max take the mean of both derivatives where both are equal, so that max(x, −x) is |x|.
 * - `if` takes the derivative of the branch it takes.
 * - a^b has the derivative b·a^(b−1) in a, also for negative a; in b it is a^b·log a, NaN for negative a, 0 for a = 0 < b.
 *   0^0 is 1, is constant in a, and falls off infinitely steeply in b.
 * - Roots and powers have an infinite slope at 0, but an inner derivative of 0 wins: sqrt(x²) has the derivative 0 at 0.
 */
import type { Graph, Node } from './graph.ts';

/** The derivative of `output` with respect to an input, itself a node of the graph. */
export function differentiate(graph: Graph, output: Node, input: Node): Node {
  /** Of every node up to the output; absent where it does not depend on the input. */
  const slopes = new Map<Node, Node>([[input, graph.constant(1)]]);
  for (let node = 0; node <= output; node++) {
    const { operands } = graph.vertices[node];
    if (!operands.some((operand) => slopes.has(operand))) continue;
    const slope = slopeOf(
      graph,
      node,
      operands.map((operand) => slopes.get(operand)),
    );
    if (slope !== undefined) slopes.set(node, slope);
  }
  return slopes.get(output) ?? graph.constant(0);
}

/** The chain rule at one node, given the slopes of its operands. Undefined: constant. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one case for each operation
function slopeOf(graph: Graph, node: Node, slopes: readonly (Node | undefined)[]): Node | undefined {
  const { make, constant } = graph;
  const { operation, operands } = graph.vertices[node];
  const [a, b] = operands;
  const [da, db, dc] = slopes;
  const sum = (p: Node | undefined, q: Node | undefined): Node | undefined =>
    p === undefined ? q : q === undefined ? p : make('add', p, q);
  const times = (p: Node, q: Node | undefined): Node | undefined =>
    q === undefined ? undefined : make('multiply', p, q);
  const square = (p: Node): Node => make('multiply', p, p);
  const one = constant(1);
  // What follows is read only where the one operand of a function does depend on the input.
  const inner = da as Node;
  const outer = (p: Node): Node => make('multiply', p, inner);
  const over = (p: Node): Node => make('divide', inner, p);
  const steep = (p: Node): Node => make('chain', p, inner);

  switch (operation) {
    case 'add':
      return sum(da, db);
    case 'subtract':
      if (db === undefined) return da;
      return da === undefined ? make('negate', db) : make('subtract', da, db);
    case 'negate':
      return make('negate', inner);
    case 'multiply':
      // 2a · da for a², so that both partial derivatives share 2a.
      if (a === b) return outer(make('add', a, a));
      return sum(times(b, da), times(a, db));
    case 'divide': {
      if (db === undefined) return make('divide', inner, b);
      const loss = make('multiply', node, db);
      return make('divide', da === undefined ? make('negate', loss) : make('subtract', da, loss), b);
    }
    case 'power':
      return sum(
        da === undefined ? undefined : powerByBase(graph, a, b, da),
        db === undefined ? undefined : make('chain', make('powerByExponent', a, b), db),
      );
    case 'minimum':
    case 'maximum': {
      if (da === db) return da;
      const left = da ?? constant(0);
      const right = db ?? constant(0);
      const mean = make('multiply', constant(0.5), make('add', left, right));
      const [low, high] = operation === 'minimum' ? [left, right] : [right, left];
      return make('select', make('less', a, b), low, make('select', make('less', b, a), high, mean));
    }
    case 'select':
      if (db === undefined && dc === undefined) return undefined;
      return make('select', a, db ?? constant(0), dc ?? constant(0));
    case 'absolute':
      return outer(make('sign', a));
    case 'squareRoot':
      return steep(make('divide', constant(0.5), node));
    case 'cubeRoot':
      return steep(make('divide', constant(1 / 3), square(node)));
    case 'exponential':
      return outer(node);
    case 'exponentialMinusOne':
      return outer(make('exponential', a));
    case 'logarithm':
      return over(a);
    case 'logarithm2':
      return over(make('multiply', constant(Math.LN2), a));
    case 'logarithm10':
      return over(make('multiply', constant(Math.LN10), a));
    case 'sine':
      return outer(make('cosine', a));
    case 'cosine':
      return make('negate', outer(make('sine', a)));
    case 'tangent':
      return outer(make('add', one, square(node)));
    case 'arcsine':
      return steep(make('divide', one, slant(graph, a)));
    case 'arccosine':
      return steep(make('divide', constant(-1), slant(graph, a)));
    case 'arctangent':
      return over(make('add', one, square(a)));
    case 'hyperbolicSine':
      return outer(make('hyperbolicCosine', a));
    case 'hyperbolicCosine':
      return outer(make('hyperbolicSine', a));
    case 'hyperbolicTangent':
      return over(square(make('hyperbolicCosine', a)));
    case 'sigmoid':
      return outer(make('multiply', node, make('sigmoid', make('negate', a))));
    case 'chain':
      return sum(
        da === undefined ? undefined : make('chain', da, b),
        db === undefined ? undefined : make('chain', a, db),
      );
    case 'powerByBase':
    case 'powerByExponent':
      return slopeOfPower(graph, node, da, db);
    default:
      // Comparisons and what rounds are flat.
      return undefined;
  }
}

/** Second derivatives of a^b: of b·a^(b−1), or of a^b·log a. */
function slopeOfPower(graph: Graph, node: Node, da: Node | undefined, db: Node | undefined): Node {
  const { make, constant } = graph;
  const { operation, operands } = graph.vertices[node];
  const [a, b] = operands;
  const one = constant(1);
  const lower = make('power', a, make('subtract', b, one));
  const mixed = make('add', lower, make('multiply', make('logarithm', a), make('multiply', b, lower)));
  const byBase = make('multiply', b, make('powerByBase', a, make('subtract', b, one)));
  const byExponent = make('multiply', node, make('logarithm', a));
  const [outerA, outerB] = operation === 'powerByBase' ? [byBase, mixed] : [mixed, byExponent];
  const terms = [
    ...(da === undefined ? [] : [make('chain', outerA, da)]),
    ...(db === undefined ? [] : [make('chain', outerB, db)]),
  ];
  return terms.reduce((p, q) => make('add', p, q));
}

function powerByBase(graph: Graph, a: Node, b: Node, da: Node): Node {
  const exponent = graph.known(b);
  if (exponent === undefined) return graph.make('chain', graph.make('powerByBase', a, b), da);
  const outer = graph.make('multiply', b, graph.make('power', a, graph.constant(exponent - 1)));
  return graph.make(exponent >= 1 ? 'multiply' : 'chain', outer, da);
}

/** √(1 − a²), without cancellation near ±1. */
function slant({ make, constant }: Graph, a: Node): Node {
  const one = constant(1);
  return make('squareRoot', make('multiply', make('subtract', one, a), make('add', one, a)));
}
