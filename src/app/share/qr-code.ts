/** A text as a QR code. The maker of codes is loaded when one is wanted. */

export interface Code {
  readonly of: string;
  /** Modules along a side, without the quiet border. */
  readonly size: number;
  /** All dark modules as one SVG path: `Mx yh1v1h-1z` each. */
  readonly path: string;
}

/** Longer links make codes so fine that cameras do not read them across a room. */
export const LONGEST = 900;

export async function codeOf(text: string): Promise<Code> {
  return (await loadCodes())(text);
}

/** Loads the maker of codes, for those who cannot wait for it later. */
export async function loadCodes(): Promise<(text: string) => Code> {
  const { generate } = await import('lean-qr');
  return (text) => {
    const code = generate(text);
    let path = '';
    for (let y = 0; y < code.size; y++) {
      for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x} ${y}h1v1h-1z`;
    }
    return { of: text, size: code.size, path };
  };
}
