/**
 * Update rules, four weights at a time: the same as `core/optimizers`, in float32 throughout.
 *
 * Each moves `theta`, writes the effective rates and −Δθ (`way`), and says whether all weights are finite. Vectors have room for a
 * multiple of four numbers; what lies behind the last one does not count. Memory below 2⁻¹²⁶ is kept as 0: a decaying average of
 * a weight that has no gradient any more would otherwise stay there for ever, where arithmetic is a hundred times slower.
 */

const ABSOLUTE: i32 = 0x7fffffff;
const NORMAL: i32 = 0x00800000;

/** `x`, or 0 where it is too small to be a normal number. */
function flushed(x: v128): v128 {
  return v128.and(x, i32x4.ge_s(v128.and(x, i32x4.splat(ABSOLUTE)), i32x4.splat(NORMAL)));
}

/** All bits where lane `i + lane` is below `n`. */
function within(i: i32, n: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(n - i));
}

/** 0 in every lane as long as all weights are finite. */
function watched(watch: v128, theta: v128, i: i32, n: i32): v128 {
  return f32x4.add(watch, f32x4.mul(v128.and(theta, within(i, n)), f32x4.splat(0)));
}

function finite(watch: v128): bool {
  return !v128.any_true(f32x4.ne(watch, watch));
}

function plus(a: v128, b: v128): v128 {
  return f32x4.add(a, b);
}
function times(a: v128, b: v128): v128 {
  return f32x4.mul(a, b);
}
function at(vector: usize, i: i32): v128 {
  return v128.load(vector + ((<usize>i) << 2));
}
function put(vector: usize, i: i32, value: v128): void {
  v128.store(vector + ((<usize>i) << 2), value);
}

/** Writes the weights as they are now, and how far they were moved. */
function move(theta: usize, moved: usize, i: i32, before: v128, after: v128): void {
  put(theta, i, after);
  put(moved, i, f32x4.sub(before, after));
}

/**
 * Gradient descent with momentum, as core/optimizers/sgd.ts. `first`: the buffer takes the gradient as it is. Without momentum `m`
 * is 0 and not read.
 */
export function sgd(
  n: i32,
  theta: usize,
  gradient: usize,
  rate: usize,
  way: usize,
  m: usize,
  lr: f32,
  momentum: f32,
  taken: f32,
  nesterov: bool,
  weightDecay: f32,
  first: bool,
): bool {
  const eta = f32x4.splat(lr);
  const kept = f32x4.splat(first ? 0 : momentum);
  const mu = f32x4.splat(momentum);
  const part = f32x4.splat(first ? 1 : taken);
  const decay = f32x4.splat(weightDecay);
  let watch = f32x4.splat(0);
  for (let i: i32 = 0; i < n; i += 4) {
    const x = at(theta, i);
    const given = at(gradient, i);
    const g = plus(given, times(decay, x));
    let d = g;
    if (m !== 0) {
      const buffer = flushed(plus(times(kept, at(m, i)), times(part, g)));
      put(m, i, buffer);
      d = nesterov ? plus(g, times(mu, buffer)) : buffer;
    }
    const moved = f32x4.sub(x, times(eta, d));
    put(rate, i, eta);
    move(theta, way, i, x, moved);
    watch = watched(watch, moved, i, n);
  }
  return finite(watch);
}

/** Adagrad, as core/optimizers/adagrad.ts: `eta` is the rate after its own decay. */
export function adagrad(
  n: i32,
  theta: usize,
  gradient: usize,
  rate: usize,
  way: usize,
  G: usize,
  eta: f32,
  eps: f32,
  weightDecay: f32,
): bool {
  const small = f32x4.splat(eps);
  const decay = f32x4.splat(weightDecay);
  let watch = f32x4.splat(0);
  for (let i: i32 = 0; i < n; i += 4) {
    const x = at(theta, i);
    const given = at(gradient, i);
    const g = plus(given, times(decay, x));
    const sum = flushed(plus(at(G, i), times(g, g)));
    put(G, i, sum);
    const r = f32x4.div(f32x4.splat(eta), plus(f32x4.sqrt(sum), small));
    put(rate, i, r);
    const moved = f32x4.sub(x, times(r, g));
    move(theta, way, i, x, moved);
    watch = watched(watch, moved, i, n);
  }
  return finite(watch);
}

/** Adadelta, as core/optimizers/adadelta.ts. */
export function adadelta(
  n: i32,
  theta: usize,
  gradient: usize,
  rate: usize,
  way: usize,
  s: usize,
  u: usize,
  lr: f32,
  rho: f32,
  rest: f32,
  eps: f32,
  weightDecay: f32,
): bool {
  const kept = f32x4.splat(rho);
  const part = f32x4.splat(rest);
  const small = f32x4.splat(eps);
  const eta = f32x4.splat(lr);
  const decay = f32x4.splat(weightDecay);
  let watch = f32x4.splat(0);
  for (let i: i32 = 0; i < n; i += 4) {
    const x = at(theta, i);
    const given = at(gradient, i);
    const g = plus(given, times(decay, x));
    const squares = flushed(plus(times(kept, at(s, i)), times(part, times(g, g))));
    put(s, i, squares);
    const steps = at(u, i);
    const ratio = f32x4.sqrt(f32x4.div(plus(steps, small), plus(squares, small)));
    const delta = times(ratio, g);
    put(u, i, flushed(plus(times(kept, steps), times(part, times(delta, delta)))));
    put(rate, i, times(eta, ratio));
    const moved = f32x4.sub(x, times(eta, delta));
    move(theta, way, i, x, moved);
    watch = watched(watch, moved, i, n);
  }
  return finite(watch);
}

/** RMSprop, as core/optimizers/rmsprop.ts: `mean` is 0 unless centred, `m` without momentum. */
export function rmsprop(
  n: i32,
  theta: usize,
  gradient: usize,
  rate: usize,
  way: usize,
  v: usize,
  mean: usize,
  m: usize,
  lr: f32,
  alpha: f32,
  rest: f32,
  eps: f32,
  momentum: f32,
  weightDecay: f32,
): bool {
  const eta = f32x4.splat(lr);
  const kept = f32x4.splat(alpha);
  const part = f32x4.splat(rest);
  const small = f32x4.splat(eps);
  const mu = f32x4.splat(momentum);
  const decay = f32x4.splat(weightDecay);
  let watch = f32x4.splat(0);
  for (let i: i32 = 0; i < n; i += 4) {
    const x = at(theta, i);
    const given = at(gradient, i);
    const g = plus(given, times(decay, x));
    const squares = flushed(plus(times(kept, at(v, i)), times(part, times(g, g))));
    put(v, i, squares);
    let variance = squares;
    if (mean !== 0) {
      const average = flushed(plus(times(kept, at(mean, i)), times(part, g)));
      put(mean, i, average);
      variance = f32x4.sub(variance, times(average, average));
    }
    const root = plus(f32x4.sqrt(variance), small);
    const r = f32x4.div(eta, root);
    put(rate, i, r);
    let step = times(r, g);
    if (m !== 0) {
      const buffer = flushed(plus(times(mu, at(m, i)), f32x4.div(g, root)));
      put(m, i, buffer);
      step = times(eta, buffer);
    }
    const moved = f32x4.sub(x, step);
    move(theta, way, i, x, moved);
    watch = watched(watch, moved, i, n);
  }
  return finite(watch);
}

/**
 * Adam, as core/optimizers/adam.ts; AMSGrad where `vmax` is not 0, and AdamW where the weights are multiplied by a `keep` other than
 * 1 first. `correct1` is 1/(1 − β₁ᵗ), `correct2` 1/√(1 − β₂ᵗ).
 */
export function adam(
  n: i32,
  theta: usize,
  gradient: usize,
  rate: usize,
  way: usize,
  m: usize,
  v: usize,
  vmax: usize,
  lr: f32,
  beta1: f32,
  rest1: f32,
  beta2: f32,
  rest2: f32,
  correct1: f32,
  correct2: f32,
  eps: f32,
  weightDecay: f32,
  keep: f32,
): bool {
  const eta = f32x4.splat(lr);
  const kept1 = f32x4.splat(beta1);
  const part1 = f32x4.splat(rest1);
  const kept2 = f32x4.splat(beta2);
  const part2 = f32x4.splat(rest2);
  const up1 = f32x4.splat(correct1);
  const up2 = f32x4.splat(correct2);
  const small = f32x4.splat(eps);
  const decay = f32x4.splat(weightDecay);
  const shrink = f32x4.splat(keep);
  let watch = f32x4.splat(0);
  for (let i: i32 = 0; i < n; i += 4) {
    const x = at(theta, i);
    const given = at(gradient, i);
    const g = plus(given, times(decay, x));
    const first = flushed(plus(times(kept1, at(m, i)), times(part1, g)));
    put(m, i, first);
    let second = flushed(plus(times(kept2, at(v, i)), times(part2, times(g, g))));
    put(v, i, second);
    if (vmax !== 0) {
      second = f32x4.max(at(vmax, i), second);
      put(vmax, i, second);
    }
    const r = f32x4.div(eta, plus(times(f32x4.sqrt(second), up2), small));
    put(rate, i, r);
    const moved = f32x4.sub(times(x, shrink), times(r, times(first, up1)));
    move(theta, way, i, x, moved);
    watch = watched(watch, moved, i, n);
  }
  return finite(watch);
}

/** Sets a byte for every weight whose gradient is not 0. There is room for a multiple of 16. */
export function mark(n: i32, gradient: usize, marks: usize): void {
  const zero = f32x4.splat(0);
  const one = i8x16.splat(1);
  for (let i: i32 = 0; i < n; i += 16) {
    const from = gradient + ((<usize>i) << 2);
    const a = f32x4.ne(v128.load(from), zero);
    const b = f32x4.ne(v128.load(from, 16), zero);
    const c = f32x4.ne(v128.load(from, 32), zero);
    const d = f32x4.ne(v128.load(from, 48), zero);
    const all = i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d));
    const to = marks + <usize>i;
    v128.store(to, v128.or(v128.load(to), v128.and(all, one)));
  }
}

/** Whether all numbers are finite. */
export function allFinite(n: i32, values: usize): bool {
  let watch = f32x4.splat(0);
  for (let i: i32 = 0; i < n; i += 4) watch = watched(watch, at(values, i), i, n);
  return finite(watch);
}
