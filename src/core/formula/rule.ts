/** Typed update rules: statements that move one coordinate, executed for all coordinates. */
import { bind, type RuleStep } from './binding.ts';
import { attempt, type FormulaError, fail, isFormulaError } from './error.ts';
import type { Statement } from './expression.ts';
import { build, CONSTANTS, FUNCTIONS } from './functions.ts';
import { createGraph, type Graph, type Node } from './graph.ts';
import type { Operation } from './operations.ts';
import { parseStatements } from './parse.ts';
import { createProgram } from './program.ts';

/** A rule that can be executed. Its scratch memory is its own: one call at a time. */
export interface Rule {
  /** The names that keep a value per coordinate from step to step, in the order of the text. All start at 0. */
  readonly state: readonly string[];
  /** Every name the rule assigns, in the order of the text. */
  readonly assigned: readonly string[];
  /**
   * One coordinate, by names: reads `x`, `g`, `t`, `lr`, the constants (NaN if missing) and the state (0 if missing)
   * from `values`, and writes every assigned name, `rate` and `direction` back.
   */
  evaluate(values: Record<string, number>): void;
  /** All coordinates, in place: one update of an optimizer. Allocates nothing. */
  step(step: RuleStep): void;
}

/** What a rule is given anew at each step, the same for all coordinates. */
const GIVEN = ['t', 'lr'];

/** How many coordinates are computed at a time. */
const BLOCK = 64;

/**
 * Compiles a rule.
 *
 * `constants` are further names that are given from outside at each step: hyper-parameters and scalar memory.
 */
export const compileRule = (
  text: string,
  { constants = [] }: { readonly constants?: readonly string[] } = {},
): Rule | FormulaError => attempt(text, (given) => compile(given, constants));

/** The statements of a rule, whatever the names in it. */
export const parseRule = (text: string): readonly Statement[] | FormulaError =>
  attempt(text, (given) => parseStatements(given));

/** What is wrong with the rule of a custom optimizer; null when nothing is. */
export function validateRule(text: string): FormulaError | null {
  const rule = compileRule(text);
  return isFormulaError(rule) ? rule : null;
}

/** Where a rule's text finds what it reads, as nodes of a graph. */
interface RuleScope {
  readonly x: Node;
  readonly g: Node;
  /** A name that is given from outside, the same for all coordinates: `t`, `lr`, constants; undefined for all others. */
  given(name: string): Node | undefined;
  /** What a name that the rule assigns was at the end of the step before. */
  remembered(name: string): Node;
}

/** What a rule computes from what it reads. */
interface RuleNodes {
  /** Every name the rule assigns, in the order of the text. */
  readonly assigned: readonly string[];
  /** The names that keep a value per coordinate from step to step. */
  readonly state: readonly string[];
  /** Of every assigned name, `rate` and `direction`: its value after the step. */
  readonly outputs: ReadonlyMap<string, Node>;
}

/** Adds a rule for one coordinate to a graph. Fails with a `FormulaError`. */
export function buildRule(
  graph: Graph,
  statements: readonly Statement[],
  { x, g, given, remembered: before }: RuleScope,
  constants: readonly string[],
): RuleNodes {
  const names = new Set(statements.map(({ name }) => name));
  const assigned = [...names];
  const current = new Map<string, Node>([
    ['x', x],
    ['g', g],
  ]);
  /** Names whose value of the last step is read. */
  const remembered = new Set<string>();
  const scope = {
    names: [...new Set(['x', 'g', 't', 'lr', ...constants, ...assigned])],
    find(name: string): Node | undefined {
      const node = current.get(name) ?? given(name);
      if (node !== undefined || !names.has(name)) return node;
      remembered.add(name);
      return before(name);
    },
  };
  for (const { name, value } of statements) current.set(name, build(graph, value, scope));
  const { rate, direction } = effectiveRate(graph, x, g, current);
  const state = assigned.filter((name) =>
    name === 'rate' || name === 'direction'
      ? remembered.has(name)
      : name !== 'x' && name !== 'g' && given(name) === undefined,
  );
  const outputs = new Map<string, Node>([
    ...assigned.map((name): [string, Node] => [name, current.get(name) as Node]),
    ['rate', rate],
    ['direction', direction],
  ]);
  return { assigned, state, outputs };
}

/** The statements of a rule, which may assign what it may and do move `x`. Fails with a `FormulaError`. */
function checkedStatements(text: string): readonly Statement[] {
  const statements = parseStatements(text);
  for (const { name, at, length } of statements) {
    const fixed = GIVEN.includes(name) || CONSTANTS.has(name) || FUNCTIONS.has(name);
    if (fixed) fail('cannot-assign', { at, length }, { found: name, allowed: ['name'] });
  }
  if (!statements.some(({ name }) => name === 'x'))
    fail('no-update', { at: text.length, length: 0 }, { allowed: ['x = …'] });
  return statements;
}

function compile(text: string, constants: readonly string[]): Rule {
  const statements = checkedStatements(text);
  const outside = new Set([...GIVEN, ...constants]);
  const graph = createGraph();
  const scope: RuleScope = {
    x: graph.input('x', false),
    g: graph.input('g', false),
    given: (name) => (outside.has(name) ? graph.input(name, true) : undefined),
    remembered: (name) => graph.input(name, false),
  };
  const { assigned, state, outputs } = buildRule(graph, statements, scope, constants);
  const single = createProgram(graph, [...outputs.values()], 1);
  const remembered = new Set(assigned.filter((name) => !outside.has(name) && name !== 'x' && name !== 'g'));
  let advance: (() => void) | undefined;
  let bound: RuleStep | undefined;

  return {
    state,
    assigned,
    evaluate(values) {
      const { registers, inputs } = single;
      for (const [name, at] of inputs) {
        const missing = remembered.has(name) ? 0 : Number.NaN;
        registers[at] = Object.hasOwn(values, name) ? values[name] : missing;
      }
      single.uniform();
      single.perCoordinate(1);
      for (const [name, node] of outputs) values[name] = registers[single.offset(node)];
    },
    step(step) {
      // Looking up the vectors by name costs as much as a step of two coordinates; a run always gives the same object.
      if (advance === undefined || step !== bound) {
        const block = Math.max(1, Math.min(BLOCK, step.theta.length));
        const program = createProgram(graph, [...outputs.values()], block);
        advance = bind(step, program, block, state, (name) => program.offset(outputs.get(name) as Node));
        bound = step;
      }
      advance();
    },
  };
}

/**
 * Rate and direction, so that Δx = −rate · direction: as assigned by the rule, the missing one from the other.
 *
 * Without either the direction is g and the rate is the realized one, −Δx/g: exact where the rule subtracts a multiple
 * of g, and finite where g is not 0 elsewhere.
 */
function effectiveRate(
  graph: Graph,
  x: Node,
  g: Node,
  current: ReadonlyMap<string, Node>,
): { rate: Node; direction: Node } {
  const rate = current.get('rate');
  const direction = current.get('direction');
  if (rate !== undefined && direction !== undefined) return { rate, direction };
  const decrease = decreaseOf(graph, x, current.get('x') as Node);
  if (rate !== undefined) return { rate, direction: quotient(graph, decrease, rate) };
  return direction !== undefined
    ? { rate: quotient(graph, decrease, direction), direction }
    : { rate: quotient(graph, decrease, g), direction: g };
}

/** −Δx. Taken from the text where it reads `x = x − …`, since x − (x − d) loses the digits of a small d. */
function decreaseOf(graph: Graph, before: Node, after: Node): Node {
  const { operation, operands } = graph.vertices[after];
  if (operation === 'subtract' && operands[0] === before) return operands[1];
  if (operation === 'add' && operands.includes(before)) {
    return graph.make('negate', operands[operands[0] === before ? 1 : 0]);
  }
  return graph.make('subtract', before, after);
}

/** a/b, by leaving out a factor b where there is one: lr·g/g is lr, also where g is 0. */
function quotient(graph: Graph, a: Node, b: Node): Node {
  /** Nodes that have no such factor: without them, products of products would be searched again and again. */
  const barren = new Set<Node>();
  const without = (product: Node): Node | undefined => {
    if (product === b) return graph.constant(1);
    if (barren.has(product)) return undefined;
    const { operation, operands } = graph.vertices[product];
    const [left, right] = operands;
    const rest =
      operation === 'multiply' || operation === 'divide' || operation === 'negate'
        ? without(left)
        : undefined;
    if (rest !== undefined) return graph.make(operation as Operation, rest, ...operands.slice(1));
    const other = operation === 'multiply' ? without(right) : undefined;
    if (other !== undefined) return graph.make('multiply', left, other);
    barren.add(product);
    return undefined;
  };
  return without(a) ?? graph.make('divide', a, b);
}
