/** Parts of JavaScript that programs have in common, each written only where it is called. */
import type { Helpers } from './helpers.ts';

/** The generator of `core/random.ts`, and what is made of it. */
export const CHANCE: Helpers = {
  stream: `/** Adascope's random numbers: sfc32 (PractRand), keyed by a hash of the address. Gives numbers in [0, 1). */
function stream(...address) {
  const mix = (h) => {
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return (h ^ (h >>> 16)) >>> 0;
  };
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
  for (const part of address) {
    a = mix(a ^ (part >>> 0));
    b = mix(b ^ (Math.floor(part / 4294967296) >>> 0) ^ a);
    c = mix((c + a + b) >>> 0);
  }
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}`,
  normals: `/** Standard normal numbers by Box and Muller, two at a time. */
function normals(chance) {
  let spare = null;
  return () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - chance()));
    const angle = 2 * Math.PI * chance();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}`,
  permutation: `/** A random order of 0 … n−1 (Fisher and Yates). */
function permutation(n, chance) {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(chance() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}`,
  rounded: `/** To the nearest number of a narrow format, ties to even. */
function rounded(v, digits, smallest, largest) {
  if (v === 0 || !Number.isFinite(v)) return v;
  let exponent = Math.floor(Math.log2(Math.abs(v)));
  if (2 ** exponent > Math.abs(v)) exponent -= 1;
  if (2 ** (exponent + 1) <= Math.abs(v)) exponent += 1;
  const unit = 2 ** (Math.max(exponent, smallest) - digits + 1);
  const steps = Math.abs(v) / unit;
  const floor = Math.floor(steps);
  const near = (steps - floor > 0.5 || (steps - floor === 0.5 && floor % 2 === 1) ? floor + 1 : floor) * unit;
  return Math.sign(v) * (near > largest ? Infinity : near);
}`,
  clipNorm: `/** Scaled so that the norm is at most about \`bound\`, as torch.nn.utils.clip_grad_norm_ does. */
function clipNorm(g, bound) {
  const factor = Math.min(1, bound / (Math.hypot(...g) + 1e-6));
  return g.map((v) => v * factor);
}`,
  clipValue: `function clipValue(g, bound) {
  return g.map((v) => Math.min(Math.max(v, -bound), bound));
}`,
};

/** What formulas of numbers call. */
export const NUMBERS: Helpers = {
  mod: 'const mod = (a, b) => a - b * Math.floor(a / b);',
  sigmoid: 'const sigmoid = (v) => 1 / (1 + Math.exp(-v));',
  chain: `/** An outer derivative times an inner one, which wins where it is 0. */
const chain = (outer, inner) => (inner === 0 ? 0 : outer * inner);`,
  powerByBase: 'const powerByBase = (a, b) => (b === 0 ? 0 : b * a ** (b - 1));',
  powerByExponent: 'const powerByExponent = (a, b) => (a === 0 && b > 0 ? 0 : a ** b * Math.log(a));',
};

const each = (name: string, body: string, parameters = 'a, b'): string =>
  `const ${name} = (${parameters}) => each((${parameters}) => ${body}, ${parameters});`;

/** What rules call whose coordinates move together, of arrays in float64: vectors, and matrices as lists of rows. */
export const ARRAYS: Helpers = {
  each: `/** A function of numbers for arrays, element by element. */
function each(f, ...operands) {
  const long = operands.find(Array.isArray);
  if (!long) return f(...operands);
  return long.map((_, i) => each(f, ...operands.map((one) => (Array.isArray(one) ? one[i] : one))));
}`,
  add: each('add', 'a + b'),
  sub: each('sub', 'a - b'),
  mul: each('mul', 'a * b'),
  div: each('div', 'a / b'),
  pow: each('pow', 'a ** b'),
  neg: each('neg', '-a', 'a'),
  sqrt: each('sqrt', 'Math.sqrt(a)', 'a'),
  abs: each('abs', 'Math.abs(a)', 'a'),
  sign: each('sign', 'Math.sign(a)', 'a'),
  minimum: each('minimum', 'Math.min(a, b)'),
  maximum: each('maximum', 'Math.max(a, b)'),
  equal: each('equal', 'Number(a === b)'),
  less: each('less', 'Number(a < b)'),
  lessEqual: each('lessEqual', 'Number(a <= b)'),
  greater: each('greater', 'Number(a > b)'),
  greaterEqual: each('greaterEqual', 'Number(a >= b)'),
  where: each('where', '(condition ? a : b)', 'condition, a, b'),
  valueAt: 'const valueAt = (a) => value(a.flat());',
  gradientAt: 'const gradientAt = (a) => gradient(a.flat()).map((v) => [v]);',
  hessianAt: 'const hessianAt = (a) => hessian(a.flat());',
  total: 'const total = (a) => [a].flat(2).reduce((sum, v) => sum + v, 0);',
  dot: 'const dot = (a, b) => total(mul(a, b));',
  transpose: 'const transpose = (a) => a[0].map((_, k) => a.map((row) => row[k]));',
  matmul: `/** The product of matrices, among which may be numbers. */
function matmul(...factors) {
  return factors.reduce((a, b) =>
    Array.isArray(a) && Array.isArray(b)
      ? a.map((row) => b[0].map((_, k) => row.reduce((sum, v, i) => sum + v * b[i][k], 0)))
      : mul(a, b),
  );
}`,
  outer: 'const outer = (a, b) => matmul(a, transpose(b));',
  identity: 'const identity = (a) => a.map((_, i) => a.map((_, k) => Number(i === k)));',
  diagonal: 'const diagonal = (a) => mul(a, identity(a));',
  symmetric: `/** A function of a symmetric 2 × 2 matrix, by its eigenvalues: one rotation of Jacobi's. */
function symmetric([[p, off], [, q]], f) {
  const tau = off === 0 ? Infinity : (q - p) / (2 * off);
  const t = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
  const c = 1 / Math.sqrt(1 + t * t);
  const rotation = [[c, t * c], [-t * c, c]];
  const values = [p - t * off, q + t * off];
  const scaled = values.map((v) => f(v, values));
  return matmul(rotation, [[scaled[0], 0], [0, scaled[1]]], transpose(rotation));
}`,
  matpow:
    'const matpow = (a, exponent) => (Array.isArray(a) ? symmetric(a, (v) => v ** exponent) : a ** exponent);',
  matabs: 'const matabs = (a) => symmetric(a, Math.abs);',
  pinv: `/** The inverse, but for directions that are flat. */
function pinv(a) {
  return symmetric(a, (v, all) => (Math.abs(v) <= 1e-14 * Math.max(...all.map(Math.abs)) ? 0 : 1 / v));
}`,
  append: `/** The columns of a, and one more, of which the last ones stay. */
function append(a, one, most) {
  const column = Array.isArray(one) ? one : [[one]];
  return column.map((row, i) => [...(a === null ? [] : a[i]), ...row].slice(-most));
}`,
  last: 'const last = (a) => a.map((row) => row.slice(-1));',
  repeat: `function repeat(a, times, again) {
  for (let k = 0; k < times; k++) a = again(a);
  return a;
}`,
  fold: `/** a after \`again\` for each column of the first list with the same columns of the others. */
function fold(a, again, ...lists) {
  if (lists[0] === null) return a;
  for (let k = 0; k < lists[0][0].length; k++) {
    const columns = lists.map((list) => list.map((row) => [row[k]]));
    a = again(a, ...columns.map((column) => (column.length === 1 ? column[0][0] : column)));
  }
  return a;
}`,
  first: `/** The first of 0, 1, … for which the test holds. */
function first(most, test) {
  for (let k = 0; k < most; k++) if (test(k)) return k;
  return most;
}`,
  bracket: `/** A step that passes both tests: doubled while it is low, then halfway between those that are and are not. */
function bracket(a, most, low, steep) {
  const [passed, failed] = [[0], []];
  while (passed.length + failed.length <= most) {
    const isLow = low(a);
    if (isLow && steep(a)) return a;
    (isLow ? passed : failed).push(a);
    const below = Math.max(...passed);
    a = failed.length > 0 ? (below + Math.min(...failed)) / 2 : 2 * below;
  }
  return Math.max(...passed);
}`,
};

/** The data of a finite sum, its loss, and the gradient of the samples of one draw. */
export function leastSquaresSource(id: string, args: Readonly<Record<string, number>>, seed: number): string {
  const points =
    id === 'regression'
      ? `const [N, BATCH, SEED] = [${args.n}, ${args.batch}, ${seed}];

/** Points about the line z = u − 0.5. Normal numbers take turns with uniform ones from one stream. */
function data() {
  const chance = stream(SEED, 2);
  const normal = normals(chance);
  return Array.from({ length: N }, (_, i) => {
    const u = (2 * (i + chance())) / N;
    return [u, 1, u - 0.5 + ${args.noise} * normal()];
  });
}`
      : `const [N, BATCH, SEED] = [1000, ${args.batch}, ${seed}];

/** Samples whose second feature is rarely active. Normal numbers take turns with uniform ones from one stream. */
function data() {
  const chance = stream(SEED, 2);
  const normal = normals(chance);
  const active = new Set(permutation(N, chance).slice(0, Math.max(1, Math.round(${args.rate} * N))));
  return Array.from({ length: N }, (_, i) => {
    const a = chance() < 0.5 ? -1 : 1;
    const b = active.has(i) ? 1 : 0;
    return [a, b, a + b + 0.1 * normal()];
  });
}`;
  return `${points}

const DATA = data();
let [epoch, order] = [-1, []];

/** The samples of a gradient: a stream of all of them, shuffled anew for every epoch. */
function batch(draw) {
  const chosen = [];
  for (let k = draw * BATCH; k < (draw + 1) * BATCH; k++) {
    if (Math.floor(k / N) !== epoch) {
      epoch = Math.floor(k / N);
      order = permutation(N, stream(SEED, 3, epoch));
    }
    chosen.push(DATA[order[k % N]]);
  }
  return chosen;
}

/** The gradient over rows of two features and a target. */
function slopeOver(rows, [x, y]) {
  const sum = [0, 0];
  for (const [a, b, z] of rows) {
    const residual = a * x + b * y - z;
    sum[0] += residual * a;
    sum[1] += residual * b;
  }
  return [sum[0] / rows.length, sum[1] / rows.length];
}

/** The loss over all samples. */
function value([x, y]) {
  return DATA.reduce((sum, [a, b, z]) => sum + (a * x + b * y - z) ** 2, 0) / (2 * N);
}

const gradient = (point) => slopeOver(DATA, point);

function hessian() {
  const mean = (f) => DATA.reduce((sum, row) => sum + f(row), 0) / N;
  const xy = mean(([a, b]) => a * b);
  return [[mean(([a]) => a * a), xy], [xy, mean(([, b]) => b * b)]];
}

/** The gradient over the samples of one draw. */
const sampled = (point, draw) => slopeOver(batch(draw), point);`;
}
