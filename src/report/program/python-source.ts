/** Parts of Python that several programs have in common: our seeded chance, and the data that is drawn from it. */

/** The generator of `core/random.ts`: sfc32, keyed by a hash of its address. */
export const STREAM = `
def stream(*address):
    """Adascope's random numbers: sfc32 (PractRand), keyed by a hash of the address. Yields numbers in [0, 1)."""
    mask = 0xFFFFFFFF

    def mix(h):
        h = (h ^ (h >> 16)) * 0x85EBCA6B & mask
        h = (h ^ (h >> 13)) * 0xC2B2AE35 & mask
        return h ^ (h >> 16)

    a, b, c, counter, drawn = 0x9E3779B9, 0x243F6A88, 0xB7E15162, 1, 0
    for part in address:
        a = mix(a ^ (part & mask))
        b = mix(b ^ (part >> 32 & mask) ^ a)
        c = mix((c + a + b) & mask)
    while True:
        t = (a + b + counter) & mask
        counter = (counter + 1) & mask
        a, b, c = b ^ (b >> 9), (c + (c << 3)) & mask, ((c << 21 | c >> 11) + t) & mask
        drawn += 1
        if drawn > 12:
            yield t / 4294967296


def normals(chance):
    """Standard normal numbers by Box and Muller, two at a time."""
    while True:
        radius = math.sqrt(-2 * math.log(1 - next(chance)))
        angle = 2 * math.pi * next(chance)
        yield radius * math.cos(angle)
        yield radius * math.sin(angle)
`;

/** `permutation` of `core/random.ts`. */
export const PERMUTATION = `
def permutation(n, chance):
    """A random order of 0 … n−1 (Fisher and Yates)."""
    order = list(range(n))
    for i in range(n - 1, 0, -1):
        j = math.floor(next(chance) * (i + 1))
        order[i], order[j] = order[j], order[i]
    return order
`;

/**
 * The data of a finite sum as \`FEATURES\` and \`TARGETS\`, lists of numbers, and \`batch(draw)\`, the samples of one gradient.
 */
export function leastSquaresData(id: string, args: Readonly<Record<string, number>>, seed: number): string {
  const points =
    id === 'regression'
      ? `
N, BATCH, SEED = ${args.n}, ${args.batch}, ${seed}


def data():
    """Points about the line z = u − 0.5. Normal numbers take turns with uniform ones from one stream."""
    chance = stream(SEED, 2)
    normal = normals(chance)
    spare = None
    for i in range(N):
        u = 2 * (i + next(chance)) / N
        yield [u, 1.0], u - 0.5 + ${args.noise} * next(normal)
`
      : `
N, BATCH, SEED = 1000, ${args.batch}, ${seed}


def data():
    """Samples whose second feature is rarely active. Normal numbers take turns with uniform ones from one stream."""
    chance = stream(SEED, 2)
    normal = normals(chance)
    active = set(permutation(N, chance)[: max(1, math.floor(${args.rate} * N + 0.5))])
    for i in range(N):
        a = -1.0 if next(chance) < 0.5 else 1.0
        b = 1.0 if i in active else 0.0
        yield [a, b], a + b + 0.1 * next(normal)
`;
  return `${points.replace('    spare = None\n', '')}

FEATURES, TARGETS = zip(*data())
epoch, order = -1, []


def batch(draw):
    """The samples of a gradient: a stream of all of them, shuffled anew for every epoch."""
    global epoch, order
    chosen = []
    for k in range(draw * BATCH, (draw + 1) * BATCH):
        if k // N != epoch:
            epoch = k // N
            order = permutation(N, stream(SEED, 3, epoch))
        chosen.append(order[k % N])
    return chosen
`;
}

/** Rounding by NumPy, for libraries without the exponents of numbers. */
export const ROUNDED = `
def rounded(v, digits, smallest, largest):
    """To the nearest number of a narrow format, ties to even."""
    v = np.asarray(v, dtype=np.float64)
    unit = np.ldexp(1.0, np.maximum(np.frexp(v)[1] - 1, smallest) - digits + 1)
    near = np.round(v / unit) * unit
    return tensor(np.where(np.abs(near) > largest, np.sign(v) * np.inf, near))
`;

/** The images and labels of a data set, from `DATA`. */
export const READ = `
def read(which):
    """Images (0 to 1) and labels, from IDX files by any of their usual names, gzipped or not."""
    def bytes_of(kind, sides):
        name = "train" if which == "train" else "t10k"
        for path in (f"{name}-{kind}-idx{sides}-ubyte", f"{name}-{kind}.idx{sides}-ubyte"):
            for ending, opened in (("", open), (".gz", gzip.open)):
                if os.path.exists(os.path.join(DATA, path + ending)):
                    with opened(os.path.join(DATA, path + ending), "rb") as file:
                        return np.frombuffer(file.read(), np.uint8)
        sys.exit(f"There is no {name}-{kind}-idx{sides}-ubyte in {DATA}: python3 experiment.py FOLDER")

    images = bytes_of("images", 3)[16:].reshape(-1, 784)
    return images.astype(np.float32) / 255, bytes_of("labels", 1)[8:].astype(np.int64)
`;
