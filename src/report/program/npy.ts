/** Arrays as files that numpy.load reads: version 1.0 of its format, little-endian, row after row. */

/** @param type As numpy writes it: `<f4`, `<i4`. */
export function npy(values: Float32Array | Int32Array, shape: readonly number[]): Uint8Array {
  const type = values instanceof Float32Array ? '<f4' : '<i4';
  const sides = `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': ${sides}, }`;
  // With the ten bytes before it the header is a multiple of 64 long, and ends in a line break.
  const length = 64 * Math.ceil((10 + header.length + 1) / 64) - 10;
  const bytes = new Uint8Array(10 + length + 4 * values.length);
  bytes.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, length & 255, length >> 8]);
  bytes.set(new TextEncoder().encode(`${header.padEnd(length - 1)}\n`), 10);
  const view = new DataView(bytes.buffer, 10 + length);
  for (let i = 0; i < values.length; i++)
    if (values instanceof Float32Array) view.setFloat32(4 * i, values[i], true);
    else view.setInt32(4 * i, values[i], true);
  return bytes;
}
