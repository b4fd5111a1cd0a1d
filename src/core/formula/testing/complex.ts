/**
 * Derivatives by a step into the complex plane: f′(x) = Im f(x + ih)/h, which loses no digits, so that h can be 1e-100 and the
 * result exact to rounding (Squire and Trapp 1998). Independent of the rules of differentiation.
 */
import type { Point, Tree } from './trees.ts';

type Complex = readonly [re: number, im: number];

const H = 1e-100;

const multiply = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];

const divide = ([a, b]: Complex, [c, d]: Complex): Complex => {
  const size = c * c + d * d;
  return [(a * c + b * d) / size, (b * c - a * d) / size];
};

const exp = ([a, b]: Complex): Complex => [Math.exp(a) * Math.cos(b), Math.exp(a) * Math.sin(b)];

const log = ([a, b]: Complex): Complex => [Math.log(Math.hypot(a, b)), Math.atan2(b, a)];

const sinh = ([a, b]: Complex): Complex => [Math.sinh(a) * Math.cos(b), Math.cosh(a) * Math.sin(b)];

const cosh = ([a, b]: Complex): Complex => [Math.cosh(a) * Math.cos(b), Math.sinh(a) * Math.sin(b)];

const sin = ([a, b]: Complex): Complex => [Math.sin(a) * Math.cosh(b), Math.cos(a) * Math.sinh(b)];

const cos = ([a, b]: Complex): Complex => [Math.cos(a) * Math.cosh(b), -Math.sin(a) * Math.sinh(b)];

/** Whole powers by repeated multiplication, so that the sign of the base does not matter. */
const power = (base: Complex, exponent: Complex): Complex => {
  const [n, imaginary] = exponent;
  if (imaginary !== 0 || !Number.isInteger(n) || Math.abs(n) > 10_000)
    return exp(multiply(exponent, log(base)));
  let result: Complex = [1, 0];
  for (let k = 0; k < Math.abs(n); k++) result = multiply(result, base);
  return n < 0 ? divide([1, 0], result) : result;
};

const functions: Readonly<Record<string, (...operands: Complex[]) => Complex>> = {
  neg: ([a, b]) => [-a, -b],
  '+': ([a, b], [c, d]) => [a + c, b + d],
  '-': ([a, b], [c, d]) => [a - c, b - d],
  '*': multiply,
  '/': divide,
  '^': power,
  sin,
  cos,
  tan: (a) => divide(sin(a), cos(a)),
  // For a step as small as H the first order is exact.
  atan: ([a, b]) => [Math.atan(a), b / (1 + a * a)],
  sinh,
  cosh,
  tanh: (a) => divide(sinh(a), cosh(a)),
  exp,
  log,
  sqrt: (a) => exp(multiply([0.5, 0], log(a))),
  sigmoid: ([a, b]) => divide([1, 0], [1 + Math.exp(-a) * Math.cos(b), -Math.exp(-a) * Math.sin(b)]),
};

/** The derivative of a tree at a point, and the largest number met on the way, by which the result can be judged. */
export function complexStep(tree: Tree, point: Point, variable: 'x' | 'y'): { slope: number; size: number } {
  let size = 1;
  const visit = (node: Tree): Complex => {
    const value = ((): Complex => {
      if (typeof node === 'number') return [node, 0];
      if (typeof node === 'string') return [point[node], node === variable ? H : 0];
      return functions[node.name](...node.operands.map(visit));
    })();
    size = Math.max(size, Math.abs(value[0]), Math.abs(value[1] / H));
    return value;
  };
  const [, imaginary] = visit(tree);
  return { slope: imaginary / H, size };
}
