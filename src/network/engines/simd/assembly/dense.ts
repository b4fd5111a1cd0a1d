/** Products of small dense matrices whose sides are multiples of four. Strides are in bytes. */

function times(x: usize, y: v128, sum: v128): v128 {
  return f32x4.add(sum, f32x4.mul(v128.load32_splat(x), y));
}

/**
 * `out[r][c] = first[c] + Σₖ a[r][k] · b[k][c]`, k ascending, for `rows` rows (a multiple of four) and `vectors` × 4 columns.
 *
 * `first` is added before everything else; 0: nothing is. Numbers of `a` lie `aRow` bytes apart from row to row and `aNext` from k
 * to k + 1, so that a matrix can be read as its transposed one. With `relu` the result is not below 0.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a call would cost as much as the rows that it computes
export function denseProduct(
  a: usize,
  aRow: i32,
  aNext: i32,
  b: usize,
  bStride: i32,
  terms: i32,
  first: usize,
  out: usize,
  outStride: i32,
  rows: i32,
  vectors: i32,
  relu: bool,
): void {
  const zero = f32x4.splat(0);
  for (let row: i32 = 0; row < rows; row += 4) {
    const a0 = a + <usize>(row * aRow);
    const to = out + <usize>(row * outStride);
    let vector: i32 = 0;
    for (; vector + 2 <= vectors; vector += 2) {
      const offset = (<usize>vector) << 4;
      let p = zero;
      let q = zero;
      if (first !== 0) {
        p = v128.load(first + offset);
        q = v128.load(first + offset, 16);
      }
      let p0 = p;
      let p1 = p;
      let p2 = p;
      let p3 = p;
      let q0 = q;
      let q1 = q;
      let q2 = q;
      let q3 = q;
      let x0 = a0;
      let y = b + offset;
      for (let k: i32 = 0; k < terms; k++) {
        const left = v128.load(y);
        const right = v128.load(y, 16);
        const x1 = x0 + <usize>aRow;
        const x2 = x1 + <usize>aRow;
        const x3 = x2 + <usize>aRow;
        p0 = times(x0, left, p0);
        q0 = times(x0, right, q0);
        p1 = times(x1, left, p1);
        q1 = times(x1, right, q1);
        p2 = times(x2, left, p2);
        q2 = times(x2, right, q2);
        p3 = times(x3, left, p3);
        q3 = times(x3, right, q3);
        x0 += <usize>aNext;
        y += <usize>bStride;
      }
      if (relu) {
        p0 = f32x4.max(p0, zero);
        p1 = f32x4.max(p1, zero);
        p2 = f32x4.max(p2, zero);
        p3 = f32x4.max(p3, zero);
        q0 = f32x4.max(q0, zero);
        q1 = f32x4.max(q1, zero);
        q2 = f32x4.max(q2, zero);
        q3 = f32x4.max(q3, zero);
      }
      let at = to + offset;
      v128.store(at, p0);
      v128.store(at, q0, 16);
      at += <usize>outStride;
      v128.store(at, p1);
      v128.store(at, q1, 16);
      at += <usize>outStride;
      v128.store(at, p2);
      v128.store(at, q2, 16);
      at += <usize>outStride;
      v128.store(at, p3);
      v128.store(at, q3, 16);
    }
    if (vector < vectors) {
      const offset = (<usize>vector) << 4;
      let p0 = first !== 0 ? v128.load(first + offset) : zero;
      let p1 = p0;
      let p2 = p0;
      let p3 = p0;
      let x0 = a0;
      let y = b + offset;
      for (let k: i32 = 0; k < terms; k++) {
        const column = v128.load(y);
        const x1 = x0 + <usize>aRow;
        const x2 = x1 + <usize>aRow;
        p0 = times(x0, column, p0);
        p1 = times(x1, column, p1);
        p2 = times(x2, column, p2);
        p3 = times(x2 + <usize>aRow, column, p3);
        x0 += <usize>aNext;
        y += <usize>bStride;
      }
      if (relu) {
        p0 = f32x4.max(p0, zero);
        p1 = f32x4.max(p1, zero);
        p2 = f32x4.max(p2, zero);
        p3 = f32x4.max(p3, zero);
      }
      let at = to + offset;
      v128.store(at, p0);
      at += <usize>outStride;
      v128.store(at, p1);
      at += <usize>outStride;
      v128.store(at, p2);
      at += <usize>outStride;
      v128.store(at, p3);
    }
  }
}

/** `out[c] = Σᵣ a[r][c]`, r ascending. */
export function columnSums(a: usize, stride: i32, rows: i32, out: usize, vectors: i32): void {
  for (let vector: i32 = 0; vector < vectors; vector++) {
    const offset = (<usize>vector) << 4;
    let sum = f32x4.splat(0);
    let at = a + offset;
    for (let row: i32 = 0; row < rows; row++) {
      sum = f32x4.add(sum, v128.load(at));
      at += <usize>stride;
    }
    v128.store(out + offset, sum);
  }
}

/** `out[c][r] = a[r][c]`; both sides, in numbers, are multiples of four. */
export function transpose(a: usize, stride: i32, rows: i32, columns: i32, out: usize, outStride: i32): void {
  for (let row: i32 = 0; row < rows; row += 4) {
    for (let column: i32 = 0; column < columns; column += 4) {
      let from = a + <usize>(row * stride) + ((<usize>column) << 2);
      const r0 = v128.load(from);
      from += <usize>stride;
      const r1 = v128.load(from);
      from += <usize>stride;
      const r2 = v128.load(from);
      from += <usize>stride;
      const r3 = v128.load(from);
      const a0 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
      const a1 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
      const b0 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
      const b1 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
      let to = out + <usize>(column * outStride) + ((<usize>row) << 2);
      v128.store(to, v128.shuffle<i64>(a0, b0, 0, 2));
      to += <usize>outStride;
      v128.store(to, v128.shuffle<i64>(a0, b0, 1, 3));
      to += <usize>outStride;
      v128.store(to, v128.shuffle<i64>(a1, b1, 0, 2));
      to += <usize>outStride;
      v128.store(to, v128.shuffle<i64>(a1, b1, 1, 3));
    }
  }
}

/** Copies `rows` rows of `columns` numbers, and zeros after each up to `outStride` where `padded`. */
export function copyRows(
  a: usize,
  stride: i32,
  rows: i32,
  columns: i32,
  out: usize,
  outStride: i32,
  padded: bool,
): void {
  const bytes = (<usize>columns) << 2;
  for (let row: i32 = 0; row < rows; row++) {
    for (let at: usize = 0; at < bytes; at += 4) store<f32>(out + at, load<f32>(a + at));
    if (padded) for (let at = bytes; at < <usize>outStride; at += 4) store<f32>(out + at, 0);
    a += <usize>stride;
    out += <usize>outStride;
  }
}

/** `values[r][c] *= mask[r][c]`; the mask has `columns` numbers a row. */
export function applyMask(values: usize, stride: i32, mask: usize, rows: i32, columns: i32): void {
  for (let row: i32 = 0; row < rows; row++) {
    const from = mask + ((<usize>(row * columns)) << 2);
    const to = values + <usize>(row * stride);
    for (let at: usize = 0; at < (<usize>columns) << 2; at += 4) {
      store<f32>(to + at, load<f32>(to + at) * load<f32>(from + at));
    }
  }
}

/** Zeros where the layer's outputs are not above 0: the derivative of the rectified linear unit. */
export function passActive(delta: usize, outputs: usize, bytes: i32): void {
  const zero = f32x4.splat(0);
  for (let at: usize = 0; at < <usize>bytes; at += 16) {
    const active = f32x4.gt(v128.load(outputs + at), zero);
    v128.store(delta + at, v128.and(v128.load(delta + at), active));
  }
}
