/**
 * Mixing colours so that equal parts look equally far apart: in OKLab (Ottosson 2020, "A perceptual color space for image
 * processing"). Ours because it is needed before the first picture, where a colour library would weigh ten times as much.
 */

type Triple = readonly [number, number, number];

/** `#rrggbb`, or `#rgb` as builds shorten it, as bytes; black where it is none. */
export function bytesOf(hex: string): Triple {
  const whole = hex.trim().replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3');
  const [, r, g, b] = /^#(..)(..)(..)$/.exec(whole) ?? ['', '00', '00', '00'];
  return [Number.parseInt(r, 16), Number.parseInt(g, 16), Number.parseInt(b, 16)];
}

const linear = (byte: number): number => {
  const u = byte / 255;
  return u <= 0.04045 ? u / 12.92 : ((u + 0.055) / 1.055) ** 2.4;
};

const encoded = (u: number): number =>
  Math.round(255 * Math.max(0, Math.min(1, u <= 0.0031308 ? 12.92 * u : 1.055 * u ** (1 / 2.4) - 0.055)));

function toLab(bytes: Triple): Triple {
  const [r, g, b] = bytes.map(linear);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromLab([light, a, b]: Triple): Triple {
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encoded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** The colour between two of the form `#rrggbb`, as bytes: `share` 0 is `from`, 1 is `to`. */
export function mixer(from: string, to: string): (share: number) => Triple {
  const a = toLab(bytesOf(from));
  const b = toLab(bytesOf(to));
  const at = (share: number, i: 0 | 1 | 2): number => a[i] + share * (b[i] - a[i]);
  return (share) => fromLab([at(share, 0), at(share, 1), at(share, 2)]);
}
