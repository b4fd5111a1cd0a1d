/** Modules of WebAssembly, byte by byte: what its binary format (chapter 5 of the specification) needs for small ones. */

/** The parts of WebAssembly that are used: the language's own library does not declare it. */
interface WebAssembly {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  readonly Memory: new (size: { readonly initial: number }) => Memory;
}

export interface Memory {
  readonly buffer: ArrayBuffer;
}

const global = globalThis as { readonly WebAssembly?: WebAssembly };

function available(): WebAssembly {
  if (!global.WebAssembly) throw new Error('There is no WebAssembly here.');
  return global.WebAssembly;
}

/** A memory of so many pages of 64 KiB. @throws Error where there is no WebAssembly. */
export const memoryOf = (pages: number): Memory => new (available().Memory)({ initial: pages });

/** The exports of a module. @throws Error where there is no WebAssembly, or a page's policy forbids to compile. */
export function instantiate(bytes: Uint8Array, imports: object): object {
  const { Instance, Module } = available();
  return new Instance(new Module(bytes), imports).exports;
}

/** What every module begins with: its magic number, and version 1 of the format. */
export const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/** Types of values. */
export const I32 = 0x7f;
export const F64 = 0x7c;
export const V128 = 0x7b;

/** A whole number that is not negative, as the format writes it (LEB128). */
export function integer(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}

const bytesOf = (value: number): number[] => [...new Uint8Array(Float64Array.of(value).buffer)];

/** The instruction that gives a number (f64.const), or two equal ones (v128.const). */
export const number = (value: number): number[] => [0x44, ...bytesOf(value)];
export const pair = (value: number): number[] => [0xfd, 0x0c, ...bytesOf(value), ...bytesOf(value)];

export const list = (items: readonly (readonly number[])[]): number[] => [
  ...integer(items.length),
  ...items.flat(),
];
export const sized = (bytes: readonly number[]): number[] => [...integer(bytes.length), ...bytes];
export const section = (id: number, items: readonly (readonly number[])[]): number[] => [
  id,
  ...sized(list(items)),
];
export const word = (text: string): number[] => list([...text].map((letter) => [letter.charCodeAt(0)]));
