import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaults, stageTable } from '../tables.ts';
import reference from './reference/precision.json' with { type: 'json' };
import { FORMATS, type Format, roundTo } from './round.ts';

/** The number that the bits of a 16-bit format stand for. */
function decode(bits: number, exponentBits: number): number {
  const mantissaBits = 15 - exponentBits;
  const sign = bits >> 15 ? -1 : 1;
  const exponent = (bits >> mantissaBits) & (2 ** exponentBits - 1);
  const mantissa = bits & (2 ** mantissaBits - 1);
  const bias = 2 ** (exponentBits - 1) - 1;
  if (exponent === 2 ** exponentBits - 1) return mantissa ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  if (exponent === 0) return sign * mantissa * 2 ** (1 - bias - mantissaBits);
  return sign * (1 + mantissa / 2 ** mantissaBits) * 2 ** (exponent - bias);
}

/** The doubles next to `x`, which is above 0. */
const bits = new DataView(new ArrayBuffer(8));
const neighbour = (x: number, step: 1n | -1n): number => {
  bits.setFloat64(0, x);
  bits.setBigUint64(0, bits.getBigUint64(0) + step);
  return bits.getFloat64(0);
};

describe.each([
  ['fp16', 5],
  ['bf16', 8],
] as const)('%s', (format, exponentBits) => {
  const all = Array.from({ length: 65536 }, (_, word) => decode(word, exponentBits));

  it('leaves all 65,536 of its own numbers as they are', () => {
    const changed = all.filter((x) => !Object.is(roundTo(format, x), x));
    expect(changed).toEqual([]);
  });

  it('rounds what lies between two neighbours to the nearer one, and the middle to the even one', () => {
    const wrong: number[] = [];
    const expectAt = (x: number, expected: number) => {
      if (!Object.is(roundTo(format, x), expected) || !Object.is(roundTo(format, -x), -expected))
        wrong.push(x);
    };
    // Words count upwards with the numbers they stand for. Above the largest, one more step is infinity.
    const largestWord = all.indexOf(FORMATS[format].largest);
    for (let word = 0; word <= largestWord; word++) {
      const below = all[word];
      const above = word < largestWord ? all[word + 1] : 2 * below - all[word - 1];
      const up = word < largestWord ? above : Number.POSITIVE_INFINITY;
      const middle = (below + above) / 2;
      expectAt(middle, word % 2 === 0 ? below : up);
      expectAt(neighbour(middle, -1n), below);
      expectAt(neighbour(middle, 1n), up);
    }
    expect(wrong).toEqual([]);
  });
});

describe('roundTo', () => {
  it('rounds to fp32 as Math.fround does', () => {
    fc.assert(
      fc.property(fc.double(), (x) => {
        expect(roundTo('fp32', x)).toBe(Math.fround(x));
      }),
      { numRuns: 5000 },
    );
    fc.assert(
      fc.property(fc.float({ noNaN: true }), fc.integer({ min: -3, max: 3 }), (x, k) => {
        // Around the middle between two singles, and among the subnormal ones.
        const near = x * (1 + 2 ** -24 * (1 + k * 2 ** -20));
        expect(roundTo('fp32', near)).toBe(Math.fround(near));
      }),
      { numRuns: 5000 },
    );
  });

  it('is odd, never decreases, and has nothing left to round the second time', () => {
    const formats = fc.constantFrom<Format>('fp32', 'fp16', 'bf16');
    fc.assert(
      fc.property(formats, fc.double({ noNaN: true }), fc.double({ noNaN: true }), (format, x, y) => {
        const rounded = roundTo(format, x);
        expect(roundTo(format, -x)).toBe(-rounded);
        expect(roundTo(format, rounded)).toBe(rounded);
        expect(roundTo(format, Math.max(x, y))).toBeGreaterThanOrEqual(roundTo(format, Math.min(x, y)));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives the numbers of PyTorch’s and Python’s casts', () => {
    for (const [x, fp32, fp16, bf16] of reference) {
      if (x === null) throw new Error('a row has no number');
      expect(roundTo('fp32', Number(x))).toBe(Number(fp32));
      expect(roundTo('fp16', Number(x))).toBe(Number(fp16));
      if (bf16 !== null) expect(roundTo('bf16', Number(x))).toBe(Number(bf16));
    }
  });

  it('keeps NaN, infinities and the sign of 0', () => {
    for (const format of ['fp32', 'fp16', 'bf16'] as const) {
      for (const x of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0]) {
        expect(roundTo(format, x)).toBe(x);
      }
      expect(roundTo(format, Number.MAX_VALUE)).toBe(Number.POSITIVE_INFINITY);
      expect(roundTo(format, Number.MIN_VALUE)).toBe(0);
      expect(roundTo(format, -Number.MIN_VALUE)).toBe(-0);
    }
  });

  it('does not round twice: just above a tie of fp16, by less than fp32 can tell', () => {
    const x = 1 + 2 ** -11 + 2 ** -40;
    expect(roundTo('fp16', x)).toBe(1 + 2 ** -10);
    expect(roundTo('fp16', Math.fround(x))).toBe(1);
  });
});

describe('precision', () => {
  const stage = stageTable.get('precision');
  const apply = (gradient: number[], args: object = {}) => {
    const out = Float64Array.from(gradient);
    stage.apply?.(out, { ...defaults(stage), ...args }, { seed: 1, draw: 0 });
    return [...out];
  };

  it('shows underflow, overflow and rounding', () => {
    expect(apply([1e-8, 1e5])).toEqual([0, Number.POSITIVE_INFINITY]);
    expect(apply([1e-8, -1e5], { format: 'fp32' })).toEqual([1e-8, -1e5].map(Math.fround));
    expect(apply([1.001, 0.1], { format: 'bf16' })).toEqual([1, 0.10009765625]);
  });

  it('saves small gradients by a scale, at the price of large ones', () => {
    expect(apply([2 ** -30, 1], { scale: 16 })).toEqual([0, 1]);
    expect(apply([2 ** -30, 1], { scale: 2 ** 15 })).toEqual([2 ** -30, 1]);
    expect(apply([2 ** -30, 2], { scale: 2 ** 15 })).toEqual([2 ** -30, Number.POSITIVE_INFINITY]);
  });
});
