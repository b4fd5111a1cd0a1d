/** Arrays as numpy reads them. */
import { describe, expect, it } from 'vitest';
import { npy } from './npy.ts';

/** What the format's description says, read back. */
function read(bytes: Uint8Array): { readonly header: string; readonly view: DataView } {
  const view = new DataView(bytes.buffer);
  expect([...bytes.subarray(0, 8)]).toEqual([0x93, 78, 85, 77, 80, 89, 1, 0]);
  const length = view.getUint16(8, true);
  expect((10 + length) % 64).toBe(0);
  const header = new TextDecoder().decode(bytes.subarray(10, 10 + length));
  return { header, view: new DataView(bytes.buffer, 10 + length) };
}

describe('npy', () => {
  it('writes floats of one side', () => {
    const { header, view } = read(npy(Float32Array.of(1.5, -2), [2]));
    expect(header).toMatch(/^\{'descr': '<f4', 'fortran_order': False, 'shape': \(2,\), \} *\n$/);
    expect([view.getFloat32(0, true), view.getFloat32(4, true), view.byteLength]).toEqual([1.5, -2, 8]);
  });

  it('writes whole numbers of two sides, row after row', () => {
    const { header, view } = read(npy(Int32Array.of(1, 2, 3, -1), [2, 2]));
    expect(header).toContain("'descr': '<i4', 'fortran_order': False, 'shape': (2, 2), ");
    expect([0, 4, 8, 12].map((at) => view.getInt32(at, true))).toEqual([1, 2, 3, -1]);
  });
});
