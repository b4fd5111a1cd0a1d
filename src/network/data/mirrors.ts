/** Where the files of `mnist` and `fashion` are to be had, and how to know that they are the right ones. */

/** The four files, by their original names. */
export const FILE_NAMES = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
] as const;

/** Bytes of the unpacked files, of `mnist` and of `fashion`. */
export const UNPACKED_BYTES = [47_040_016, 60_008, 7_840_016, 10_008] as const;

export interface Mirror {
  /** Address of the folder that holds the `.gz` files; it sends `Access-Control-Allow-Origin: *`. */
  readonly folder: string;
  /** SHA-256 of the `.gz` files, in the order of `FILE_NAMES`. */
  readonly sha256: readonly [string, string, string, string];
  /** Bytes of the `.gz` files, for showing progress. */
  readonly bytes: readonly [number, number, number, number];
}

export const mirrors: Readonly<Record<'mnist' | 'fashion', Mirror>> = {
  // LeCun, Cortes, Burges: the MNIST database of handwritten digits.
  mnist: {
    folder: 'https://cdn.jsdelivr.net/gh/fgnt/mnist@ae608a02b796c9ee908c082585a5f006fe05258e/',
    sha256: [
      '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
      '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
      '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
      'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
    ],
    bytes: [9_912_422, 28_881, 1_648_877, 4542],
  },
  // Xiao, Rasul, Vollgraf 2017: Fashion-MNIST.
  fashion: {
    folder: 'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/',
    sha256: [
      '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
      'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
      '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
      '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
    ],
    bytes: [26_421_880, 29_515, 4_422_102, 5148],
  },
};
