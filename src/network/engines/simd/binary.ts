/** The compiled AssemblyScript, loaded into a memory. */
import { binary } from './binary.generated.ts';

/** Flags of the compiled functions are numbers. */
type Flag = 0 | 1;
/** An address in the memory, in bytes. */
type Address = number;

/** What `assembly/index.ts` exports; each is explained there. */
export interface Kernels {
  pack(
    images: Address,
    stride: number,
    rows: number,
    imageStarts: Address,
    byImage: Address,
    columnStarts: Address,
    byColumn: Address,
  ): void;
  sparseProduct(
    starts: Address,
    entries: Address,
    lists: number,
    matrix: Address,
    matrixStride: number,
    out: Address,
    outStride: number,
    vectors: number,
    relu: Flag,
  ): void;
  denseProduct(
    a: Address,
    aRow: number,
    aNext: number,
    b: Address,
    bStride: number,
    terms: number,
    first: Address,
    out: Address,
    outStride: number,
    rows: number,
    vectors: number,
    relu: Flag,
  ): void;
  columnSums(a: Address, stride: number, rows: number, out: Address, vectors: number): void;
  transpose(a: Address, stride: number, rows: number, columns: number, out: Address, outStride: number): void;
  copyRows(
    a: Address,
    stride: number,
    rows: number,
    columns: number,
    out: Address,
    outStride: number,
    padded: Flag,
  ): void;
  applyMask(values: Address, stride: number, mask: Address, rows: number, columns: number): void;
  passActive(delta: Address, outputs: Address, bytes: number): void;
  activate(values: Address, slopes: Address, bytes: number, kind: number): void;
  multiplySlopes(delta: Address, slopes: Address, bytes: number): void;
  softmax(
    outputs: Address,
    labels: Address,
    rows: number,
    count: number,
    sums: Address,
    out: Address,
    subtract: Flag,
    scale: number,
  ): void;
  mark(n: number, gradient: Address, marks: Address): void;
  allFinite(n: number, values: Address): Flag;
  sgd: Rule;
  adagrad: Rule;
  adadelta: Rule;
  rmsprop: Rule;
  adam: Rule;
}

/** An update: the length, then θ, gradient, rates, −Δθ, the rule's memory, and its settings. */
export type Rule = (
  n: number,
  theta: Address,
  gradient: Address,
  rate: Address,
  moved: Address,
  ...more: number[]
) => Flag;

let compiled: Promise<WebAssembly.Module> | undefined;

/** The module, compiled once a thread. Rejects where WebAssembly has no SIMD, or the page forbids it. */
export function compiledModule(): Promise<WebAssembly.Module> {
  compiled ??= WebAssembly.compile(Uint8Array.from(atob(binary), (letter) => letter.charCodeAt(0)));
  return compiled;
}

/** The functions on a memory of so many bytes, and its bytes. @throws RangeError when there is no such memory */
export function loadKernels(module: WebAssembly.Module, bytes: number): Kernels & { buffer: ArrayBuffer } {
  const pages = Math.ceil(bytes / 65_536);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return { ...(exports as unknown as Kernels), buffer: memory.buffer };
}
