/** Softmax of ten outputs, its cross-entropy, and the gradient. */
import { exp4, log1p } from './elementary';

/** Outputs lie in rows of twelve: these are followed by two that do not count. */
const CLASSES: i32 = 10;
const ROW: usize = 48;

/**
 * Of each row of outputs `[rows × 12]`: adds its cross-entropy to the f64 at `sums`, and 1 to the one behind it where the largest
 * output is the label's. Rows from `count` on are no images.
 *
 * Where `out` is not 0, it gets the probabilities `[rows × 12]`; with `subtract` each minus 1 at the label and times `scale`, which
 * is the gradient of the outputs. Rows that are no images get zeros. −ln p = ln Σ exp(zⱼ − z_max) − (z_label − z_max), which
 * neither overflows nor loses a small p: the largest output's exponential is 1 exactly, and the others' are summed apart.
 */
export function softmax(
  outputs: usize,
  labels: usize,
  rows: i32,
  count: i32,
  sums: usize,
  out: usize,
  subtract: bool,
  scale: f32,
): void {
  // Not by bitselect with a mask that is constant: SpiderMonkey 102 takes its operands the wrong way round.
  const inside = i32x4(-1, -1, 0, 0);
  const never = f32x4(0, 0, -Infinity, -Infinity);
  let loss = load<f64>(sums);
  let correct = load<f64>(sums, 8);
  for (let row: i32 = 0; row < count; row++) {
    const at = outputs + <usize>row * ROW;
    const z0 = v128.load(at);
    const z1 = v128.load(at, 16);
    const z2 = v128.or(v128.and(v128.load(at, 32), inside), never);
    const four = f32x4.max(f32x4.max(z0, z1), z2);
    const two = f32x4.max(four, v128.shuffle<i64>(four, four, 1, 0));
    const top = f32x4.max(two, v128.shuffle<i32>(two, two, 1, 0, 3, 2));
    const where =
      f32x4_bitmask(f32x4.eq(z0, top)) |
      (f32x4_bitmask(f32x4.eq(z1, top)) << 4) |
      (f32x4_bitmask(f32x4.eq(z2, top)) << 8);
    const best = where === 0 ? 0 : ctz(where);
    const label = <i32>load<u8>(labels + <usize>row);
    const e0 = exp4(f32x4.sub(z0, top));
    const e1 = exp4(f32x4.sub(z1, top));
    const e2 = exp4(f32x4.sub(z2, top));
    // Kept where the outputs were: a number of them is needed by its index.
    const zLabel = load<f32>(at + ((<usize>label) << 2));
    v128.store(at, e0);
    v128.store(at, e1, 16);
    v128.store(at, e2, 32);
    let others: f64 = 0;
    for (let j: i32 = 0; j < CLASSES; j++) {
      if (j !== best) others += <f64>load<f32>(at + ((<usize>j) << 2));
    }
    loss += log1p(others) - (<f64>zLabel - <f64>f32x4.extract_lane(top, 0));
    if (best === label) correct += 1;
    if (out !== 0) {
      const to = out + <usize>row * ROW;
      const total = f32x4.splat(<f32>(1 + others));
      v128.store(to, f32x4.div(e0, total));
      v128.store(to, f32x4.div(e1, total), 16);
      v128.store(to, f32x4.div(e2, total), 32);
      if (subtract) {
        const own = to + ((<usize>label) << 2);
        store<f32>(own, load<f32>(own) - 1);
        const factor = f32x4.splat(scale);
        v128.store(to, f32x4.mul(v128.load(to), factor));
        v128.store(to, f32x4.mul(v128.load(to, 16), factor), 16);
        v128.store(to, f32x4.mul(v128.load(to, 32), factor), 32);
      }
    }
  }
  store<f64>(sums, loss);
  store<f64>(sums, correct, 8);
  if (out !== 0 && count < rows) memory.fill(out + <usize>count * ROW, 0, <usize>(rows - count) * ROW);
}

function f32x4_bitmask(lanes: v128): i32 {
  return i32x4.bitmask(lanes);
}
