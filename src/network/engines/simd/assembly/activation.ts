/** Activations other than the rectified linear unit, with their derivatives. */
import { exp4 } from './elementary';

function splat(value: f32): v128 {
  return f32x4.splat(value);
}

/**
 * tanh of four numbers, within some ulp (Moshier's `tanhf`): a polynomial in x² up to 0.625, beyond it (1 − e)/(1 + e) with e = e^(−2|x|).
 */
function tanh4(x: v128): v128 {
  const size = f32x4.abs(x);
  const square = f32x4.mul(x, x);
  let p = splat(-5.70498872745e-3);
  p = f32x4.add(f32x4.mul(p, square), splat(2.06390887954e-2));
  p = f32x4.add(f32x4.mul(p, square), splat(-5.37397155531e-2));
  p = f32x4.add(f32x4.mul(p, square), splat(1.33314422036e-1));
  p = f32x4.add(f32x4.mul(p, square), splat(-3.33332819422e-1));
  const near = f32x4.add(f32x4.mul(f32x4.mul(p, square), x), x);
  const e = exp4(f32x4.mul(size, splat(-2)));
  const one = splat(1);
  const far = f32x4.div(f32x4.sub(one, e), f32x4.add(one, e));
  const sign = v128.and(x, splat(-0.0));
  return v128.bitselect(near, v128.or(far, sign), f32x4.lt(size, splat(0.625)));
}

/**
 * The error function of four numbers, to 1.5e-7 (Abramowitz and Stegun 7.1.26); `tail` is e^(−x²).
 */
function erf4(x: v128, tail: v128): v128 {
  const one = splat(1);
  const size = f32x4.abs(x);
  const t = f32x4.div(one, f32x4.add(one, f32x4.mul(splat(0.3275911), size)));
  let p = splat(1.061405429);
  p = f32x4.add(f32x4.mul(p, t), splat(-1.453152027));
  p = f32x4.add(f32x4.mul(p, t), splat(1.421413741));
  p = f32x4.add(f32x4.mul(p, t), splat(-0.284496736));
  p = f32x4.add(f32x4.mul(p, t), splat(0.254829592));
  const value = f32x4.sub(one, f32x4.mul(f32x4.mul(p, t), tail));
  return v128.or(value, v128.and(x, splat(-0.0)));
}

const SQRT_HALF: f32 = <f32>Math.SQRT1_2;
/** 1/√(2π) */
const DENSITY: f32 = 0.3989422804;

/**
 * Replaces sums by tanh of them (kind 1) or by the Gaussian error linear unit x·Φ(x) (kind 2; Hendrycks and Gimpel 2016), and writes
 * the derivatives.
 */
export function activate(values: usize, slopes: usize, bytes: i32, kind: i32): void {
  const one = splat(1);
  for (let at: usize = 0; at < <usize>bytes; at += 16) {
    const x = v128.load(values + at);
    if (kind === 1) {
      const y = tanh4(x);
      v128.store(values + at, y);
      v128.store(slopes + at, f32x4.sub(one, f32x4.mul(y, y)));
    } else {
      const tail = exp4(f32x4.mul(f32x4.mul(x, x), splat(-0.5)));
      const cumulative = f32x4.mul(splat(0.5), f32x4.add(one, erf4(f32x4.mul(x, splat(SQRT_HALF)), tail)));
      v128.store(values + at, f32x4.mul(x, cumulative));
      v128.store(slopes + at, f32x4.add(cumulative, f32x4.mul(f32x4.mul(x, tail), splat(DENSITY))));
    }
  }
}

/** `delta *= slopes` */
export function multiplySlopes(delta: usize, slopes: usize, bytes: i32): void {
  for (let at: usize = 0; at < <usize>bytes; at += 16)
    v128.store(delta + at, f32x4.mul(v128.load(delta + at), v128.load(slopes + at)));
}
