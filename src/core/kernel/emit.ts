/**
 * From the graph of a step to a module of WebAssembly that makes many steps of many runs: two runs in the two halves of each
 * 128-bit register.
 *
 * `run(base, pairs, steps, table, stride, columns)` goes through `pairs` pairs of runs, whose states lie one after another from
 * `base`, and makes `steps` steps of each, or fewer where both have diverged. What is the same for all coordinates and depends
 * on the step (rates of schedules, 1 − βᵗ) is read from `table`, a row a step; the table of each pair lies `stride` bytes
 * after the one before (0: all share one).
 *
 * A module that records makes one run, whose numbers stand in both halves; its tables have one number where others have two.
 * It writes a row a step into columns from `columns` on.
 */
import type { Graph, Node } from '../formula/graph.ts';
import type { Operation } from '../formula/operations.ts';
import {
  F64,
  HEADER,
  I32,
  integer,
  list,
  number,
  pair,
  section,
  sized,
  V128,
  word,
} from '../formula/wasm-bytes.ts';
import type { StepGraph } from './graph.ts';

/** Bytes of a register: two numbers. */
const REGISTER = 16;

/** What is recorded of a step, in order: the gradient after the stages, effective and realized rates. */
export const RECORDED = ['x', 'y', 'loss', 'gx', 'gy', 'rx', 'ry', 'zx', 'zy'] as const;
/** Rows that one call can record. */
export const RECORDED_ROWS = 2048;
/** Numbers from column to column: eight more than rows, since columns that are apart by a power of two share lines of a cache. */
export const RECORDED_APART = RECORDED_ROWS + 8;

/**
 * The registers of a pair's state, in order; then come what the rule remembers and the settings. `dead` is NaN once point or loss
 * have stopped being finite, and 0 before. `reached` is 0 until the loss is low enough, then the step, AT_START for that of the start.
 */
export const STATE = ['x', 'y', 'loss', 'best', 'bestStep', 'reached', 'dead', 't', 'to', 'area'] as const;
/** What stands for step 0 in `reached`. */
export const AT_START = 0.25;
export type StateName = (typeof STATE)[number];

export interface Emitted {
  readonly bytes: Uint8Array;
  /** Operations that the module imports, as `f.NAME`. */
  readonly calls: readonly Operation[];
  /** Uniform nodes that are read from the state, and from the table. */
  readonly settings: readonly Node[];
  readonly columns: readonly Node[];
  /** Registers of a pair's state. */
  readonly registers: number;
  /** Bytes of a row of the table. */
  readonly row: number;
  /** How many pairs are made at the same time. */
  readonly ways: number;
}

/** Instructions (chapter 5.4 of the specification). */
const BLOCK = 0x02;
const LOOP = 0x03;
const END = 0x0b;
const BR = 0x0c;
const BR_IF = 0x0d;
const CALL = 0x10;
const GET = 0x20;
const SET = 0x21;
const TEE = 0x22;
const EMPTY = 0x40;
const I32_CONST = 0x41;
const I32_EQZ = 0x45;
const I32_ADD = 0x6a;
const I32_SUB = 0x6b;

const vector = (code: number): number[] => [0xfd, ...integer(code)];
const LOAD = [...vector(0x00), 4];
const STORE = [...vector(0x0b), 4];
const STORE_LOW = vector(0x5b);
const LOAD_SPLAT = [...vector(0x0a), 3];
const SPLAT = vector(0x14);
const LESS = vector(0x49);
const LESS_OR_EQUAL = vector(0x4b);
const AND = vector(0x4e);
const OR = vector(0x50);
const BITSELECT = vector(0x52);
const ANY_TRUE = vector(0x53);
const ABSOLUTE = vector(0xec);
const ADD = vector(0xf0);
const SUBTRACT = vector(0xf1);
const DIVIDE = vector(0xf3);
/** Of a and b: b where it is less than a, else a; a where one is NaN. */
const PSEUDO_MINIMUM = vector(0xf6);
const PSEUDO_MAXIMUM = vector(0xf7);
const MAXIMUM = vector(0xf5);
const EQUAL = vector(0x47);
const NOT_EQUAL = vector(0x48);
const extract = (lane: number): number[] => [...vector(0x21), lane];
const replace = (lane: number): number[] => [...vector(0x22), lane];

/** Operations that are instructions on both halves. */
const INSTRUCTIONS: Readonly<Partial<Record<Operation, readonly number[]>>> = {
  add: ADD,
  subtract: SUBTRACT,
  multiply: vector(0xf2),
  divide: DIVIDE,
  minimum: vector(0xf4),
  maximum: MAXIMUM,
  absolute: ABSOLUTE,
  negate: vector(0xed),
  squareRoot: vector(0xef),
  ceiling: vector(0x74),
  floor: vector(0x75),
};

/** Comparisons: all bits of a half where it holds. */
const COMPARISONS: Readonly<Partial<Record<Operation, readonly number[]>>> = {
  less: LESS,
  lessOrEqual: LESS_OR_EQUAL,
  equal: EQUAL,
  notEqual: NOT_EQUAL,
};

/** The parameters of `run`, and its other locals that are no vectors. */
const BASE = 0;
const PAIRS = 1;
const STEPS = 2;
const TABLE = 3;
const STRIDE = 4;
const COLUMNS = 5;
const LEFT = 6;
/** The row of the first pair's table; that of the second follows. */
const ROW = 7;
const FIRST_VECTOR = 9;

const get = (local: number): number[] => [GET, ...integer(local)];
const set = (local: number): number[] => [SET, ...integer(local)];
/** A whole number as an operand: signed LEB128, of numbers that are not negative. */
function whole(value: number): number[] {
  const bytes = integer(value);
  const last = bytes.length - 1;
  return (bytes[last] & 0x40) === 0
    ? [I32_CONST, ...bytes]
    : [I32_CONST, ...bytes.slice(0, last), bytes[last] | 0x80, 0];
}

export interface EmitOptions {
  /** Keep the mean of log10 of the losses. */
  readonly area: boolean;
  /** Record one run. */
  readonly record: boolean;
}

/** The module for the runs of a graph. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: what writes code, vectors and state are numbered together, in the order in which they are written
export function emit(step: StepGraph, { area, record }: EmitOptions): Emitted {
  const { graph } = step;
  const calls: Operation[] = [];
  const settings: Node[] = [];
  const columns: Node[] = [];
  /** Two pairs side by side: while one waits for a quotient or a root, the processor works on the other. */
  const ways = record ? 1 : 2;
  /** The pair that code is written for. */
  let way = 0;
  /** Vectors by what they hold, names of the state and nodes, of each pair. */
  const locals = new Map<string, number>();
  let vectors = 0;
  const local = (what: string | Node): number => {
    // All runs are at the same step.
    const key = what === 't' ? what : `${way} ${what}`;
    let index = locals.get(key);
    if (index === undefined) {
      index = FIRST_VECTOR + vectors++;
      locals.set(key, index);
    }
    return index;
  };
  const changes = dependents(step);
  const inLoop = quickWithRate(step, changes);
  const entry = record ? REGISTER / 2 : REGISTER;

  /** Nodes that are computed as the code goes on. */
  let computed = new Set<Node>();
  /** Conditions whose masks are computed. */
  let masks = new Set<Node>();
  const code: number[] = [];
  const put = (...bytes: readonly number[]): void => {
    for (const byte of bytes) code.push(byte);
  };

  /** Puts the value of a node on the stack, once it is computed or where it need not be. */
  const read = (node: Node): number[] => {
    const { operation, value, name, uniform } = graph.vertices[node];
    if (operation === 'constant') return pair(value);
    if (uniform && !inLoop(node)) {
      if (!changes(node)) {
        if (!settings.includes(node)) settings.push(node);
        return get(local(node));
      }
      let column = columns.indexOf(node);
      if (column < 0) column = columns.push(node) - 1;
      return [...get(ROW + way), ...(record ? LOAD_SPLAT : LOAD), ...integer(column * entry)];
    }
    return get(local(operation === 'input' ? name : node));
  };
  /** A condition as a mask; such a node is never NaN. */
  const mask = (node: Node): number[] => {
    const { operation, operands, uniform } = graph.vertices[node];
    const compare = COMPARISONS[operation as Operation];
    if (compare && !(uniform && !inLoop(node))) return [...operands.flatMap(read), ...compare];
    // Both coordinates ask for it.
    const known = get(local(`mask ${node}`));
    if (masks.has(node)) return known;
    masks.add(node);
    return [...read(node), ...pair(0), ...NOT_EQUAL, TEE, ...known.slice(1)];
  };
  /** An operation that is a function, on one half after the other. */
  const called = (operation: Operation, [a, b]: readonly Node[]): number[] => {
    let index = calls.indexOf(operation);
    if (index < 0) index = calls.push(operation) - 1;
    const half = (lane: number): number[] => [
      ...read(a),
      ...extract(lane),
      ...(b === undefined ? number(0) : [...read(b), ...extract(lane)]),
      CALL,
      ...integer(index),
    ];
    return record ? [...half(0), ...SPLAT] : [...half(0), ...SPLAT, ...half(1), ...replace(1)];
  };
  const compute = (operation: Operation, operands: readonly Node[]): number[] => {
    const [a, b, c] = operands;
    if (COMPARISONS[operation])
      return [...operands.flatMap(read), ...(COMPARISONS[operation] as number[]), ...pair(1), ...AND];
    switch (operation) {
      case 'select': {
        const chosen = [...read(b), ...read(c), ...mask(a), ...BITSELECT];
        if (COMPARISONS[graph.vertices[a].operation as Operation]) return chosen;
        // A condition that is not a number decides nothing.
        return [...chosen, ...read(a), ...read(a), ...read(a), ...EQUAL, ...BITSELECT];
      }
      case 'sign': {
        const negative = [...pair(-1), ...read(a), ...read(a), ...pair(0), ...LESS, ...BITSELECT];
        return [...pair(1), ...negative, ...pair(0), ...read(a), ...LESS, ...BITSELECT];
      }
      case 'chain': {
        const product = [...read(a), ...read(b), ...vector(0xf2)];
        return [...pair(0), ...product, ...read(b), ...pair(0), ...EQUAL, ...BITSELECT];
      }
      default: {
        const instruction = INSTRUCTIONS[operation];
        return instruction ? [...operands.flatMap(read), ...instruction] : called(operation, operands);
      }
    }
  };
  /** Computes what `outputs` are made of, in order. */
  const evaluate = (outputs: readonly Node[]): void => {
    for (const node of varying(graph, outputs, inLoop)) {
      if (computed.has(node)) continue;
      const { operation, operands } = graph.vertices[node];
      if (operation === 'input') continue;
      put(...compute(operation as Operation, operands), ...set(local(node)));
      computed.add(node);
    }
  };

  const { surface, next, memory, gradient, rate } = step;
  const state: string[] = [...STATE, ...memory.flatMap(({ name }) => [`${name}.0`, `${name}.1`])];

  /** Loss and gradient at the point that `x` and `y` hold. */
  const look = (): void => {
    computed = new Set();
    masks = new Set();
    evaluate([surface.loss, surface.gx, surface.gy]);
    put(...read(surface.loss), ...read(surface.gx), ...read(surface.gy));
    put(...set(local('gy')), ...set(local('gx')), ...set(local('loss')));
  };
  /** Writes a number into its column. */
  const write = (column: string, value: readonly number[]): void => {
    const at = RECORDED.indexOf(column as (typeof RECORDED)[number]) * RECORDED_APART * 8;
    put(...get(COLUMNS), ...value, ...STORE_LOW, 3, ...integer(at), 0);
  };
  /** The rule: a new point, a new memory. */
  const move = (): void => {
    computed = new Set();
    masks = new Set();
    const outputs = [...next, ...memory.flatMap(({ after }) => after)];
    evaluate(record ? [...outputs, ...rate, ...gradient] : outputs);
    const names = ['x', 'y', ...memory.flatMap(({ name }) => [`${name}.0`, `${name}.1`])];
    if (record) {
      gradient.forEach((node, i) => {
        write(`g${names[i]}`, read(node));
        write(`r${names[i]}`, read(rate[i]));
        const moved = [...read([step.x, step.y][i]), ...read(next[i]), ...SUBTRACT];
        write(`z${names[i]}`, [...moved, ...read(node), ...DIVIDE]);
      });
    }
    for (const node of outputs) put(...read(node));
    for (const name of names.toReversed()) put(...set(local(name)));
  };
  /** What is kept of the step that was made. */
  const keep = (): void => {
    const here = (name: string): number[] => get(local(name));
    /** Gives a register the present step where a condition holds: the largest, since steps only grow. */
    const latest = (register: string, condition: readonly number[]): void =>
      put(...here(register), ...condition, ...here('t'), ...AND, ...PSEUDO_MAXIMUM, ...set(local(register)));
    if (way === 0) put(...here('t'), ...pair(1), ...ADD, ...set(local('t')));
    // A finite number less itself is 0, any other NaN: no mask is needed to leave out what comes after the end.
    const [sum, loss] = [local('sum'), local('kept')];
    put(...here('x'), ...here('y'), ...ADD, ...set(sum), ...get(sum), ...get(sum), ...SUBTRACT);
    put(
      ...here('loss'),
      ...here('loss'),
      ...SUBTRACT,
      ...ADD,
      ...here('dead'),
      ...ADD,
      ...set(local('dead')),
    );
    if (record) {
      for (const name of ['x', 'y', 'loss']) write(name, here(name));
      put(...get(COLUMNS), ...whole(8), I32_ADD, ...set(COLUMNS));
      return;
    }
    put(...here('loss'), ...here('dead'), ...ADD, ...set(loss));
    latest('bestStep', [...get(loss), ...here('best'), ...LESS]);
    put(...here('best'), ...get(loss), ...PSEUDO_MINIMUM, ...set(local('best')));
    const hit = local('hit');
    put(...get(loss), ...here('to'), ...LESS_OR_EQUAL, ...set(hit));
    latest('reached', get(hit));
    // Only the first time counts: then it is −∞.
    put(
      ...here('to'),
      ...get(hit),
      ...pair(Number.POSITIVE_INFINITY),
      ...AND,
      ...SUBTRACT,
      ...set(local('to')),
    );
    if (area) {
      const least = local('least');
      put(...get(loss), ...pair(2 ** -1022), ...MAXIMUM, ...set(least));
      let index = calls.indexOf('logarithm10');
      if (index < 0) index = calls.push('logarithm10') - 1;
      const half = (lane: number): number[] => [
        ...get(least),
        ...extract(lane),
        ...number(0),
        CALL,
        ...integer(index),
      ];
      put(...here('area'), ...half(0), ...SPLAT, ...half(1), ...replace(1));
      put(...ADD, ...set(local('area')));
    }
  };

  const each = (write: () => void): number[] => {
    for (way = 0; way < ways; way++) write();
    way = 0;
    return code.splice(0);
  };
  // The loop is written first, since what it reads decides what is loaded before it.
  const before = each(look);
  const body = each(() => {
    move();
    look();
    keep();
  });

  const row = columns.length * entry;
  const registers = state.length + settings.length;
  const held: (string | Node)[] = [...state, ...settings];
  const slot = (i: number): number[] => integer((way * registers + i) * REGISTER);
  const loads = each(() => {
    held.forEach((what, i) => {
      put(...get(BASE), ...LOAD, ...slot(i), ...set(local(what)));
    });
    put(...get(TABLE), ...(way === 0 ? [] : [...get(STRIDE), I32_ADD]), ...set(ROW + way));
  });
  const stores = each(() => {
    state.forEach((what, i) => {
      put(...get(BASE), ...get(local(what)), ...STORE, ...slot(i));
    });
  });
  const rowsOn = each(() => {
    if (row > 0) put(...get(ROW + way), ...whole(row), I32_ADD, ...set(ROW + way));
  });
  const tablesOn = each(() => put(...get(TABLE), ...get(STRIDE), I32_ADD, ...set(TABLE)));
  const alive = each(() => {
    put(...get(local('dead')), ...get(local('dead')), ...EQUAL, ...(way === 0 ? [] : OR));
  });

  put(BLOCK, EMPTY, LOOP, EMPTY, ...get(PAIRS), I32_EQZ, BR_IF, 1);
  put(...loads, ...get(STEPS), ...set(LEFT), ...before);
  put(BLOCK, EMPTY, LOOP, EMPTY, ...get(LEFT), I32_EQZ, BR_IF, 1);
  put(...alive, ...ANY_TRUE, I32_EQZ, BR_IF, 1);
  put(...body, ...rowsOn, ...get(LEFT), ...whole(1), I32_SUB, ...set(LEFT), BR, 0, END, END);
  put(...stores, ...get(BASE), ...whole(ways * registers * REGISTER), I32_ADD, ...set(BASE), ...tablesOn);
  put(...get(PAIRS), ...whole(ways), I32_SUB, ...set(PAIRS), BR, 0, END, END, END);

  const types = [
    [0x60, 2, F64, F64, 1, F64],
    [0x60, 6, I32, I32, I32, I32, I32, I32, 0],
  ];
  const imports = [
    [...word('m'), ...word('m'), 2, 0, 1],
    ...calls.map((operation) => [...word('f'), ...word(operation), 0, 0]),
  ];
  const declared = list([
    [3, I32],
    [...integer(vectors), V128],
  ]);
  const bytes = [
    ...HEADER,
    ...section(1, types),
    ...section(2, imports),
    ...section(3, [[1]]),
    ...section(7, [[...word('run'), 0, ...integer(calls.length)]]),
    ...section(10, [sized([...declared, ...code])]),
  ];
  return { bytes: Uint8Array.from(bytes), calls, settings, columns, registers, row, ways };
}

/** Says of a uniform node whether it changes from step to step. */
function dependents({ graph, scalars }: StepGraph): (node: Node) => boolean {
  const changing = new Map<Node, boolean>();
  const changes = (node: Node): boolean => {
    let result = changing.get(node);
    if (result === undefined) {
      const { operation, name, operands } = graph.vertices[node];
      result =
        operation === 'input'
          ? name === 't' || name === 'lr' || scalars.has(name)
          : operands.some((operand) => changes(operand));
      changing.set(node, result);
    }
    return result;
  };
  return changes;
}

/**
 * Says of a uniform node whether it is computed in the loop: where it depends on the step and on the rate, which differs from
 * run to run in most studies, and is quick to compute. A table of it would be another for every run.
 */
function quickWithRate({ graph }: StepGraph, changes: (node: Node) => boolean): (node: Node) => boolean {
  const reads = new Map<Node, boolean>();
  const readsRate = (node: Node): boolean => {
    let result = reads.get(node);
    if (result === undefined) {
      const { name, operands } = graph.vertices[node];
      result = name === 'rule.lr' || operands.some(readsRate);
      reads.set(node, result);
    }
    return result;
  };
  return (node) => {
    const { uniform, operation } = graph.vertices[node];
    if (!uniform || !changes(node) || !readsRate(node)) return false;
    const name = operation as Operation;
    return INSTRUCTIONS[name] !== undefined || COMPARISONS[name] !== undefined || operation === 'select';
  };
}

/** The nodes that are computed in the loop among those that `outputs` are made of, operands first. */
function varying(graph: Graph, outputs: readonly Node[], inLoop: (node: Node) => boolean): readonly Node[] {
  const found = new Set<Node>();
  const waiting = [...outputs];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (found.has(node) || (graph.vertices[node].uniform && !inLoop(node))) continue;
    found.add(node);
    waiting.push(...graph.vertices[node].operands);
  }
  return [...found].sort((a, b) => a - b);
}
