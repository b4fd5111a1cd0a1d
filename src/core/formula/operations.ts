/** What a compiled formula is made of: the operations of float64 and the loop that executes them. */

/**
 * The operations, in the order of the cases of `execute`.
 *
 * `powerByBase` and `powerByExponent` are the partial derivatives of aᵇ, `chain` is the product of an outer derivative
 * with an inner one where the outer may be infinite: see derivative.ts.
 */
export const OPERATIONS = [
  'add',
  'subtract',
  'multiply',
  'divide',
  'negate',
  'power',
  'minimum',
  'maximum',
  'less',
  'lessOrEqual',
  'equal',
  'notEqual',
  'select',
  'absolute',
  'sign',
  'floor',
  'ceiling',
  'round',
  'squareRoot',
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
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** The number of integers an instruction takes: operation, target, three operands. */
export const WIDTH = 5;

/**
 * Executes the instructions of `code` from index `from` to before `to`, each on `n` numbers at a time.
 *
 * Targets and operands are offsets into `r`, at which `n` numbers lie. Never throws: outside an operation's domain the
 * result is NaN.
 */
export function execute(code: Int32Array, from: number, to: number, r: Float64Array, n: number): void {
  for (let at = from; at < to; at += WIDTH) {
    const d = code[at + 1];
    const a = code[at + 2];
    const b = code[at + 3];
    const c = code[at + 4];
    switch (code[at]) {
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
        for (let i = 0; i < n; i++) r[d + i] = -r[a + i];
        break;
      case 5:
        for (let i = 0; i < n; i++) r[d + i] = r[a + i] ** r[b + i];
        break;
      case 6:
        for (let i = 0; i < n; i++) r[d + i] = Math.min(r[a + i], r[b + i]);
        break;
      case 7:
        for (let i = 0; i < n; i++) r[d + i] = Math.max(r[a + i], r[b + i]);
        break;
      case 8:
        for (let i = 0; i < n; i++) r[d + i] = r[a + i] < r[b + i] ? 1 : 0;
        break;
      case 9:
        for (let i = 0; i < n; i++) r[d + i] = r[a + i] <= r[b + i] ? 1 : 0;
        break;
      case 10:
        for (let i = 0; i < n; i++) r[d + i] = r[a + i] === r[b + i] ? 1 : 0;
        break;
      case 11:
        for (let i = 0; i < n; i++) r[d + i] = r[a + i] !== r[b + i] ? 1 : 0;
        break;
      case 12:
        // A condition that is not a number decides nothing.
        for (let i = 0; i < n; i++) {
          const condition = r[a + i];
          r[d + i] = Number.isNaN(condition) ? condition : condition === 0 ? r[c + i] : r[b + i];
        }
        break;
      case 13:
        for (let i = 0; i < n; i++) r[d + i] = Math.abs(r[a + i]);
        break;
      case 14:
        for (let i = 0; i < n; i++) r[d + i] = Math.sign(r[a + i]);
        break;
      case 15:
        for (let i = 0; i < n; i++) r[d + i] = Math.floor(r[a + i]);
        break;
      case 16:
        for (let i = 0; i < n; i++) r[d + i] = Math.ceil(r[a + i]);
        break;
      case 17:
        for (let i = 0; i < n; i++) r[d + i] = Math.round(r[a + i]);
        break;
      case 18:
        for (let i = 0; i < n; i++) r[d + i] = Math.sqrt(r[a + i]);
        break;
      case 19:
        for (let i = 0; i < n; i++) r[d + i] = Math.cbrt(r[a + i]);
        break;
      case 20:
        for (let i = 0; i < n; i++) r[d + i] = Math.exp(r[a + i]);
        break;
      case 21:
        for (let i = 0; i < n; i++) r[d + i] = Math.log(r[a + i]);
        break;
      case 22:
        for (let i = 0; i < n; i++) r[d + i] = Math.log2(r[a + i]);
        break;
      case 23:
        for (let i = 0; i < n; i++) r[d + i] = Math.log10(r[a + i]);
        break;
      case 24:
        for (let i = 0; i < n; i++) r[d + i] = Math.sin(r[a + i]);
        break;
      case 25:
        for (let i = 0; i < n; i++) r[d + i] = Math.cos(r[a + i]);
        break;
      case 26:
        for (let i = 0; i < n; i++) r[d + i] = Math.tan(r[a + i]);
        break;
      case 27:
        for (let i = 0; i < n; i++) r[d + i] = Math.asin(r[a + i]);
        break;
      case 28:
        for (let i = 0; i < n; i++) r[d + i] = Math.acos(r[a + i]);
        break;
      case 29:
        for (let i = 0; i < n; i++) r[d + i] = Math.atan(r[a + i]);
        break;
      case 30:
        for (let i = 0; i < n; i++) r[d + i] = Math.sinh(r[a + i]);
        break;
      case 31:
        for (let i = 0; i < n; i++) r[d + i] = Math.cosh(r[a + i]);
        break;
      case 32:
        for (let i = 0; i < n; i++) r[d + i] = Math.tanh(r[a + i]);
        break;
      case 33:
        for (let i = 0; i < n; i++) r[d + i] = 1 / (1 + Math.exp(-r[a + i]));
        break;
      case 34:
        for (let i = 0; i < n; i++) {
          const exponent = r[b + i];
          r[d + i] = exponent === 0 ? 0 : exponent * r[a + i] ** (exponent - 1);
        }
        break;
      case 35:
        for (let i = 0; i < n; i++) {
          const base = r[a + i];
          const exponent = r[b + i];
          r[d + i] = base === 0 && exponent > 0 ? 0 : base ** exponent * Math.log(base);
        }
        break;
      case 36:
        for (let i = 0; i < n; i++) {
          const inner = r[b + i];
          r[d + i] = inner === 0 ? 0 : r[a + i] * inner;
        }
        break;
    }
  }
}
