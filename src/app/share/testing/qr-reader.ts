/**
 * Reads a QR code that has no faults, as ISO/IEC 18004 describes it: a second implementation for tests, which shares nothing
 * with what makes the codes.
 */

/** By level (L, M, Q, H) and version − 1: check codewords in each block, and how many blocks there are. */
const CHECKS = [
  [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30],
  [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28],
  [13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30],
  [17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30],
];
const BLOCKS = [
  [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10],
  [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20],
  [1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27],
  [1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32],
];
/** The two bits that say the level, in the order of the tables. */
const LEVELS = [1, 0, 3, 2];

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** Where alignment patterns have their middles, along either axis. */
function alignments(version: number, size: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, k) => size - 7 - (count - 2 - k) * step)];
}

/** Whether a module belongs to the pattern of the code rather than to what it says. */
function reserved(x: number, y: number, version: number, size: number): boolean {
  if (x === 6 || y === 6) return true;
  if ((x < 9 && y < 9) || (x < 9 && y >= size - 8) || (x >= size - 8 && y < 9)) return true;
  if (version >= 7 && ((x < 6 && y >= size - 11) || (y < 6 && x >= size - 11))) return true;
  const middles = alignments(version, size);
  const last = size - 7;
  return middles.some((a) =>
    middles.some(
      (b) =>
        Math.abs(x - a) <= 2 &&
        Math.abs(y - b) <= 2 &&
        !((a === 6 && b === 6) || (a === 6 && b === last) || (a === last && b === 6)),
    ),
  );
}

/** The text in a code. @throws Error where it is no such code. */
export function readQr(size: number, dark: (x: number, y: number) => boolean): string {
  const version = (size - 17) / 4;
  let format = 0;
  // From the bottom of the upper left finder to its right side, around the timing pattern.
  const places = [0, 1, 2, 3, 4, 5, 7].map((x) => [x, 8]).concat([8, 7, 5, 4, 3, 2, 1, 0].map((y) => [8, y]));
  for (const [x, y] of places) format = (format << 1) | Number(dark(x, y));
  format ^= 0x5412;
  const level = LEVELS.indexOf(format >> 13);
  const mask = MASKS[(format >> 10) & 7];

  const bits: number[] = [];
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right--;
    for (let k = 0; k < size; k++) {
      const y = up ? size - 1 - k : k;
      for (const x of [right, right - 1]) {
        if (!reserved(x, y, version, size)) bits.push(Number(dark(x, y) !== mask(x, y)));
      }
    }
  }
  const total = Math.floor(bits.length / 8);
  const words = Array.from({ length: total }, (_, k) =>
    bits.slice(k * 8, k * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0),
  );

  // The data words of all blocks come in turn; the later blocks may have one more.
  const blocks = BLOCKS[level][version - 1];
  const data = total - CHECKS[level][version - 1] * blocks;
  const short = Math.floor(data / blocks);
  const longer = data % blocks;
  const block: number[][] = Array.from({ length: blocks }, () => []);
  let at = 0;
  for (let k = 0; k < short; k++) for (const one of block) one.push(words[at++]);
  for (const one of block.slice(blocks - longer)) one.push(words[at++]);
  return decode(block.flat(), version);
}

const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** What the data words say. */
function decode(words: readonly number[], version: number): string {
  let at = 0;
  const take = (count: number): number => {
    let value = 0;
    for (let k = 0; k < count; k++, at++) value = value * 2 + ((words[at >> 3] >> (7 - (at & 7))) & 1);
    return value;
  };
  const large = version < 10 ? 0 : 1;
  const bytes: number[] = [];
  const say = (text: string): void => {
    for (const sign of text) bytes.push(sign.charCodeAt(0));
  };
  while (words.length * 8 - at >= 4) {
    const mode = take(4);
    if (mode === 0) break;
    if (mode === 7) take(8);
    else if (mode === 1) {
      for (let left = take([10, 12][large]); left > 0; left -= 3) {
        const digits = Math.min(left, 3);
        say(String(take([0, 4, 7, 10][digits])).padStart(digits, '0'));
      }
    } else if (mode === 2) {
      for (let left = take([9, 11][large]); left > 0; left -= 2) {
        const pair = take(left === 1 ? 6 : 11);
        say(left === 1 ? SIGNS[pair] : SIGNS[Math.floor(pair / 45)] + SIGNS[pair % 45]);
      }
    } else if (mode === 4) {
      for (let left = take([8, 16][large]); left > 0; left--) bytes.push(take(8));
    } else throw new Error(`There is no mode ${mode}.`);
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
