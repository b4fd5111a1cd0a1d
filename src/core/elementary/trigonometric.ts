/**
 * Sine, cosine and tangent.
 *
 * The argument is reduced to |r| ≤ π/4 with a tail, by subtracting multiples of π/2 in four parts (Cody and Waite 1980), or,
 * where it is large, by multiplying it with as many digits of 2/π as that takes (Payne and Hanek 1983). The polynomials come
 * from scripts/tools/polynomials.py.
 */
import { highWord, powerOfTwo, product, quotient, sum, tail } from './parts.ts';

/** 2/π · 2^1280, rounded down. */
const TWO_OVER_PI =
  0xa2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921cfe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7b6babf0cfbc209af4361dn;

/** How many multiples of π/2, modulo 4, the latest call of `reduce` has subtracted. */
let quadrant = 0;

/** x less multiples of π/2, from −π/4 to π/4, with its tail. */
function reduce(x: number): number {
  if (!(Math.abs(x) < 1048576)) return reduceLarge(x);
  const k = Math.floor(x * 0.6366197723675814 + 0.5);
  quadrant = k & 3;
  // Three parts of 33 bits, whose products with k are exact, and a fourth.
  const whole = x - k * 1.5707963267341256;
  const second = k * 6.077100506303966e-11;
  const less = whole - second;
  const s = less - whole;
  const lessTail = whole - (less - s) - (second + s);
  const third = k * 2.0222662487111665e-21;
  const least = less - third;
  const t = least - less;
  const leastTail = less - (least - t) - (third + t);
  return sum(least, lessTail + leastTail - k * 8.4784276603689e-32);
}

function reduceLarge(x: number): number {
  if (x - x !== 0) return Number.NaN;
  // |x| = m · 2^e for a whole m. The binary point of the product lies 1280 − e places to the left; 192 places below it are kept.
  const a = Math.abs(x);
  const e = (highWord(a) >> 20) - 1075;
  const turns = (BigInt(a * powerOfTwo(-e)) * TWO_OVER_PI) >> BigInt(1280 - e - 192);
  let part = BigInt.asUintN(192, turns);
  quadrant = Number((turns >> 192n) & 3n);
  if (part >> 191n) {
    part -= 1n << 192n;
    quadrant++;
  }
  const head = Number(part);
  const rest = Number(part - BigInt(head));
  const unit = powerOfTwo(-192);
  const r = product(head * unit, rest * unit, 1.5707963267948966, 6.123233995736766e-17);
  if (x > 0) return r;
  quadrant = -quadrant & 3;
  tail[0] = -tail[0];
  return -r;
}

/** sin(r + rl) − r for |r| ≤ π/4. */
function sineRest(r: number, rl: number): number {
  const z = r * r;
  const p =
    -0.16666666666666632 +
    z *
      (0.008333333333322413 +
        z *
          (-0.00019841269829807949 +
            z * (2.755731369195365e-6 + z * (-2.5050758119179858e-8 + z * 1.5896795803686924e-10))));
  return r * z * p + rl * (1 - 0.5 * z);
}

/** cos(r + rl) with its tail for |r| ≤ π/4. */
function cosineOf(r: number, rl: number): number {
  const z = r * r;
  const p =
    0.0416666666666666 +
    z *
      (-0.0013888888888874125 +
        z *
          (2.4801587289482232e-5 +
            z * (-2.755731435233649e-7 + z * (2.0875723272740026e-9 + z * -1.1359647739183816e-11))));
  const half = 0.5 * z;
  const value = 1 - half;
  return sum(value, 1 - value - half + (z * z * p - r * rl));
}

/** The sine of an angle in radians. */
export function sin(x: number): number {
  if (Math.abs(x) < 0.785) return Math.abs(x) < 1e-9 ? x : x + sineRest(x, 0);
  const r = reduce(x);
  const value = quadrant & 1 ? cosineOf(r, tail[0]) : r + sineRest(r, tail[0]);
  return quadrant & 2 ? -value : value;
}

/** The cosine of an angle in radians. */
export function cos(x: number): number {
  if (Math.abs(x) < 0.785) return cosineOf(x, 0);
  const r = reduce(x);
  const value = quadrant & 1 ? r + sineRest(r, tail[0]) : cosineOf(r, tail[0]);
  return (quadrant + 1) & 2 ? -value : value;
}

/** The tangent of an angle in radians. */
export function tan(x: number): number {
  if (Math.abs(x) < 1e-9) return x;
  const r = reduce(x);
  const rl = tail[0];
  const cosine = cosineOf(r, rl);
  const cosineTail = tail[0];
  const sine = sum(r, sineRest(r, rl));
  return quadrant & 1
    ? -quotient(cosine, cosineTail, sine, tail[0])
    : quotient(sine, tail[0], cosine, cosineTail);
}
