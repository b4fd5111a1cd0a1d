/** Batches of images as lists of the pixels that have ink. */

/** Pixels of an image, and the column of ones that meets the biases. */
const COLUMNS: i32 = 785;

/** An entry of a list: an index and a value, 4 bytes each. */
export const ENTRY: usize = 8;

/**
 * Lists the numbers of a batch that are not 0, twice.
 *
 * By image: entry `e` of image `r`, `imageStarts[r] ≤ e < imageStarts[r + 1]`, is (column, value), columns ascending. By column:
 * (image, value), images ascending. `images` is `[rows × stride]`, of which the first 785 columns are read.
 */
export function pack(
  images: usize,
  stride: i32,
  rows: i32,
  imageStarts: usize,
  byImage: usize,
  columnStarts: usize,
  byColumn: usize,
): void {
  memory.fill(columnStarts, 0, (<usize>(COLUMNS + 1)) << 2);
  let end: i32 = 0;
  for (let row: i32 = 0; row < rows; row++) {
    store<i32>(imageStarts + ((<usize>row) << 2), end);
    const from = images + ((<usize>(row * stride)) << 2);
    for (let column: i32 = 0; column < COLUMNS; column += 4) {
      const four = v128.load(from + ((<usize>column) << 2));
      let active = i32x4.bitmask(f32x4.ne(four, f32x4.splat(0)));
      while (active !== 0) {
        const at = column + ctz(active);
        active &= active - 1;
        if (at >= COLUMNS) break;
        const entry = byImage + <usize>end * ENTRY;
        store<i32>(entry, at);
        store<f32>(entry, load<f32>(from + ((<usize>at) << 2)), 4);
        // Counted one place later: the sums that follow make starts of the counts.
        const count = columnStarts + ((<usize>(at + 1)) << 2);
        store<i32>(count, load<i32>(count) + 1);
        end++;
      }
    }
  }
  store<i32>(imageStarts + ((<usize>rows) << 2), end);

  for (let column: i32 = 1; column <= COLUMNS; column++) {
    const at = columnStarts + ((<usize>column) << 2);
    store<i32>(at, load<i32>(at) + load<i32>(at - 4));
  }
  for (let row: i32 = 0; row < rows; row++) {
    const starts = imageStarts + ((<usize>row) << 2);
    const last = load<i32>(starts, 4);
    for (let e = load<i32>(starts); e < last; e++) {
      const entry = byImage + <usize>e * ENTRY;
      const place = columnStarts + ((<usize>load<i32>(entry)) << 2);
      const target = byColumn + <usize>load<i32>(place) * ENTRY;
      store<i32>(target, row);
      store<f32>(target, load<f32>(entry, 4), 4);
      store<i32>(place, load<i32>(place) + 1);
    }
  }
  // Every start has moved on to the next one.
  memory.copy(columnStarts + 4, columnStarts, (<usize>COLUMNS) << 2);
  store<i32>(columnStarts, 0);
}
