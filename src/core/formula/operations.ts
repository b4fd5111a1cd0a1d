/**
 * What a compiled formula is made of: the operations of float64, and the loops that execute them.
 *
 * An instruction is five integers: the index of its operation, a target and three operands. Nothing here throws: outside an
 * operation's domain the result is NaN.
 */
import {
  acos,
  asin,
  atan,
  cbrt,
  cos,
  cosh,
  exp,
  expm1,
  log,
  log2,
  log10,
  pow,
  sin,
  sinh,
  tan,
  tanh,
} from '../elementary/index.ts';

/**
 * The operations, in the order of the cases below.
 *
 * `multiplyAdd`, `multiplySubtract` and `subtractProduct` are two operations in one, each rounded. `powerByBase`
 * and `powerByExponent` are the partial derivatives of aᵇ, `chain` is the product of an outer derivative with an
 * inner one where the outer may be infinite: see derivative.ts.
 */
export const OPERATIONS = [
  'add',
  'subtract',
  'multiply',
  'divide',
  'multiplyAdd',
  'multiplySubtract',
  'subtractProduct',
  'negate',
  'squareRoot',
  'select',
  'less',
  'lessOrEqual',
  'equal',
  'minimum',
  'maximum',
  'absolute',
  'notEqual',
  'power',
  'sign',
  'floor',
  'ceiling',
  'round',
  'cubeRoot',
  'exponential',
  'logarithm',
  'logarithm2',
  'logarithm10',
  'sine',
  'cosine',
  'tangent',
  'arcsine',
  'arccosine',
  'arctangent',
  'hyperbolicSine',
  'hyperbolicCosine',
  'hyperbolicTangent',
  'sigmoid',
  'powerByBase',
  'powerByExponent',
  'chain',
  'exponentialMinusOne',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** The number of integers an instruction takes. */
export const WIDTH = 5;

/** One operation on numbers: what the loops below do faster for the frequent ones. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one case for each operation
export function calculate(operation: number, a: number, b: number, c: number): number {
  switch (operation) {
    case 0:
      return a + b;
    case 1:
      return a - b;
    case 2:
      return a * b;
    case 3:
      return a / b;
    case 4:
      return a * b + c;
    case 5:
      return a * b - c;
    case 6:
      return c - a * b;
    case 7:
      return -a;
    case 8:
      return Math.sqrt(a);
    // A condition that is not a number decides nothing.
    case 9:
      return Number.isNaN(a) ? a : a === 0 ? c : b;
    case 10:
      return a < b ? 1 : 0;
    case 11:
      return a <= b ? 1 : 0;
    case 12:
      return a === b ? 1 : 0;
    case 13:
      return Math.min(a, b);
    case 14:
      return Math.max(a, b);
    case 15:
      return Math.abs(a);
    case 16:
      return a !== b ? 1 : 0;
    case 17:
      return pow(a, b);
    case 18:
      return Math.sign(a);
    case 19:
      return Math.floor(a);
    case 20:
      return Math.ceil(a);
    case 21:
      return Math.round(a);
    case 22:
      return cbrt(a);
    case 23:
      return exp(a);
    case 24:
      return log(a);
    case 25:
      return log2(a);
    case 26:
      return log10(a);
    case 27:
      return sin(a);
    case 28:
      return cos(a);
    case 29:
      return tan(a);
    case 30:
      return asin(a);
    case 31:
      return acos(a);
    case 32:
      return atan(a);
    case 33:
      return sinh(a);
    case 34:
      return cosh(a);
    case 35:
      return tanh(a);
    case 36:
      return 1 / (1 + exp(-a));
    case 37:
      return b === 0 ? 0 : b * pow(a, b - 1);
    case 38:
      return a === 0 && b > 0 ? 0 : pow(a, b) * log(a);
    case 39:
      return b === 0 ? 0 : a * b;
    case 40:
      return expm1(a);
    default:
      return Number.NaN;
  }
}

/** Operations that are functions with their operands; the others go by `calculate`. */
const FUNCTIONS: Readonly<Partial<Record<Operation, (a: number, b: number) => number>>> = {
  exponential: exp,
  exponentialMinusOne: expm1,
  logarithm: log,
  sine: sin,
  cosine: cos,
  tangent: tan,
  arcsine: asin,
  arccosine: acos,
  arctangent: atan,
  power: pow,
};

/** An operation of at most two operands as a function: what compiled code calls. */
export function functionOf(operation: Operation): (a: number, b: number) => number {
  const index = OPERATIONS.indexOf(operation);
  return FUNCTIONS[operation] ?? ((a, b) => calculate(index, a, b, 0));
}

/**
 * Executes `code` from index `from` to before `to`, on single numbers: targets and operands are indices into `r`.
 *
 * The loop holds the frequent operations only, since a larger one is compiled to slower code.
 */
export function execute(code: Int32Array, from: number, to: number, r: Float64Array): void {
  for (let at = from; at < to; at += WIDTH) {
    const d = code[at + 1];
    const a = r[code[at + 2]];
    const b = r[code[at + 3]];
    const c = r[code[at + 4]];
    switch (code[at]) {
      case 0:
        r[d] = a + b;
        break;
      case 1:
        r[d] = a - b;
        break;
      case 2:
        r[d] = a * b;
        break;
      case 3:
        r[d] = a / b;
        break;
      case 4:
        r[d] = a * b + c;
        break;
      case 5:
        r[d] = a * b - c;
        break;
      case 6:
        r[d] = c - a * b;
        break;
      case 7:
        r[d] = -a;
        break;
      case 8:
        r[d] = Math.sqrt(a);
        break;
      case 9:
        r[d] = Number.isNaN(a) ? a : a === 0 ? c : b;
        break;
      case 10:
        r[d] = a < b ? 1 : 0;
        break;
      case 11:
        r[d] = a <= b ? 1 : 0;
        break;
      case 12:
        r[d] = a === b ? 1 : 0;
        break;
      case 13:
        r[d] = Math.min(a, b);
        break;
      case 14:
        r[d] = Math.max(a, b);
        break;
      case 15:
        r[d] = Math.abs(a);
        break;
      default:
        r[d] = calculate(code[at], a, b, c);
    }
  }
}

/**
 * Executes `code` from index `from` to before `to`, each instruction on `n` numbers at a time: targets and operands are
 * offsets into `r`, at which `n` numbers lie.
 */
export function executeMany(code: Int32Array, from: number, to: number, r: Float64Array, n: number): void {
  for (let at = from; at < to; at += WIDTH) {
    const operation = code[at];
    const d = code[at + 1];
    const a = code[at + 2];
    const b = code[at + 3];
    const c = code[at + 4];
    switch (operation) {
      case 0:
        for (let i = 0; i < n; i++) r[d + i] = r[a + i] + r[b + i];
        break;
      case 1:
        for (let i = 0; i < n; i++) r[d + i] = r[a + i] - r[b + i];
        break;
      case 2:
        for (let i = 0; i < n; i++) r[d + i] = r[a + i] * r[b + i];
        break;
      case 3:
        for (let i = 0; i < n; i++) r[d + i] = r[a + i] / r[b + i];
        break;
      case 4:
        for (let i = 0; i < n; i++) r[d + i] = r[a + i] * r[b + i] + r[c + i];
        break;
      case 5:
        for (let i = 0; i < n; i++) r[d + i] = r[a + i] * r[b + i] - r[c + i];
        break;
      case 6:
        for (let i = 0; i < n; i++) r[d + i] = r[c + i] - r[a + i] * r[b + i];
        break;
      case 7:
        for (let i = 0; i < n; i++) r[d + i] = -r[a + i];
        break;
      case 8:
        for (let i = 0; i < n; i++) r[d + i] = Math.sqrt(r[a + i]);
        break;
      case 9:
        for (let i = 0; i < n; i++) {
          const condition = r[a + i];
          r[d + i] = Number.isNaN(condition) ? condition : condition === 0 ? r[c + i] : r[b + i];
        }
        break;
      case 10:
        for (let i = 0; i < n; i++) r[d + i] = r[a + i] < r[b + i] ? 1 : 0;
        break;
      case 11:
        for (let i = 0; i < n; i++) r[d + i] = r[a + i] <= r[b + i] ? 1 : 0;
        break;
      case 12:
        for (let i = 0; i < n; i++) r[d + i] = r[a + i] === r[b + i] ? 1 : 0;
        break;
      case 13:
        for (let i = 0; i < n; i++) r[d + i] = Math.min(r[a + i], r[b + i]);
        break;
      case 14:
        for (let i = 0; i < n; i++) r[d + i] = Math.max(r[a + i], r[b + i]);
        break;
      case 15:
        for (let i = 0; i < n; i++) r[d + i] = Math.abs(r[a + i]);
        break;
      default:
        for (let i = 0; i < n; i++) r[d + i] = calculate(operation, r[a + i], r[b + i], r[c + i]);
    }
  }
}
