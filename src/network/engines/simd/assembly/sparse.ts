/** Products of a batch's lists (`pack.ts`) with dense matrices, in the order of the lists. */
import { ENTRY } from './pack';

/**
 * `out[r] = Σ value · matrix[index]` over the entries of list `r`, for `lists` lists and `vectors` × 4 columns; with `relu` not
 * below 0. Strides are in bytes.
 *
 * Forward the lists are images and the matrix has the weights; backward they are pixels and the matrix has the gradients of the
 * outputs.
 */
export function sparseProduct(
  starts: usize,
  entries: usize,
  lists: i32,
  matrix: usize,
  matrixStride: i32,
  out: usize,
  outStride: i32,
  vectors: i32,
  relu: bool,
): void {
  let vector: i32 = 0;
  for (; vector + 8 <= vectors; vector += 8) {
    const offset = (<usize>vector) << 4;
    eight(starts, entries, lists, matrix + offset, matrixStride, out + offset, outStride, relu);
  }
  for (; vector + 4 <= vectors; vector += 4) {
    const offset = (<usize>vector) << 4;
    four(starts, entries, lists, matrix + offset, matrixStride, out + offset, outStride, relu);
  }
  for (; vector < vectors; vector++) {
    const offset = (<usize>vector) << 4;
    one(starts, entries, lists, matrix + offset, matrixStride, out + offset, outStride, relu);
  }
}

function times(x: v128, at: usize, sum: v128): v128 {
  return f32x4.add(sum, f32x4.mul(x, v128.load(at)));
}

function eight(
  starts: usize,
  entries: usize,
  lists: i32,
  matrix: usize,
  matrixStride: i32,
  out: usize,
  outStride: i32,
  relu: bool,
): void {
  for (let list: i32 = 0; list < lists; list++) {
    let entry = entries + <usize>load<i32>(starts) * ENTRY;
    starts += 4;
    const end = entries + <usize>load<i32>(starts) * ENTRY;
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let s4 = s0;
    let s5 = s0;
    let s6 = s0;
    let s7 = s0;
    for (; entry < end; entry += ENTRY) {
      const at = matrix + <usize>(load<i32>(entry) * matrixStride);
      const x = v128.load32_splat(entry, 4);
      s0 = times(x, at, s0);
      s1 = times(x, at + 16, s1);
      s2 = times(x, at + 32, s2);
      s3 = times(x, at + 48, s3);
      s4 = times(x, at + 64, s4);
      s5 = times(x, at + 80, s5);
      s6 = times(x, at + 96, s6);
      s7 = times(x, at + 112, s7);
    }
    if (relu) {
      const zero = f32x4.splat(0);
      s0 = f32x4.max(s0, zero);
      s1 = f32x4.max(s1, zero);
      s2 = f32x4.max(s2, zero);
      s3 = f32x4.max(s3, zero);
      s4 = f32x4.max(s4, zero);
      s5 = f32x4.max(s5, zero);
      s6 = f32x4.max(s6, zero);
      s7 = f32x4.max(s7, zero);
    }
    v128.store(out, s0);
    v128.store(out, s1, 16);
    v128.store(out, s2, 32);
    v128.store(out, s3, 48);
    v128.store(out, s4, 64);
    v128.store(out, s5, 80);
    v128.store(out, s6, 96);
    v128.store(out, s7, 112);
    out += <usize>outStride;
  }
}

function four(
  starts: usize,
  entries: usize,
  lists: i32,
  matrix: usize,
  matrixStride: i32,
  out: usize,
  outStride: i32,
  relu: bool,
): void {
  for (let list: i32 = 0; list < lists; list++) {
    let entry = entries + <usize>load<i32>(starts) * ENTRY;
    starts += 4;
    const end = entries + <usize>load<i32>(starts) * ENTRY;
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (; entry < end; entry += ENTRY) {
      const at = matrix + <usize>(load<i32>(entry) * matrixStride);
      const x = v128.load32_splat(entry, 4);
      s0 = times(x, at, s0);
      s1 = times(x, at + 16, s1);
      s2 = times(x, at + 32, s2);
      s3 = times(x, at + 48, s3);
    }
    if (relu) {
      const zero = f32x4.splat(0);
      s0 = f32x4.max(s0, zero);
      s1 = f32x4.max(s1, zero);
      s2 = f32x4.max(s2, zero);
      s3 = f32x4.max(s3, zero);
    }
    v128.store(out, s0);
    v128.store(out, s1, 16);
    v128.store(out, s2, 32);
    v128.store(out, s3, 48);
    out += <usize>outStride;
  }
}

function one(
  starts: usize,
  entries: usize,
  lists: i32,
  matrix: usize,
  matrixStride: i32,
  out: usize,
  outStride: i32,
  relu: bool,
): void {
  for (let list: i32 = 0; list < lists; list++) {
    let entry = entries + <usize>load<i32>(starts) * ENTRY;
    starts += 4;
    const end = entries + <usize>load<i32>(starts) * ENTRY;
    let sum = f32x4.splat(0);
    for (; entry < end; entry += ENTRY) {
      sum = times(v128.load32_splat(entry, 4), matrix + <usize>(load<i32>(entry) * matrixStride), sum);
    }
    if (relu) sum = f32x4.max(sum, f32x4.splat(0));
    v128.store(out, sum);
    out += <usize>outStride;
  }
}
