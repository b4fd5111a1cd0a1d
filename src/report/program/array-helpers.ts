/** What formulas call in Python, over the arrays of a library. */
import type { Helpers } from './helpers.ts';

/** How a library names what is not called the same everywhere. */
interface ArrayWords {
  /** Where its functions are: `jnp`. */
  readonly module: string;
  /** Numbers as an array. */
  readonly tensor: string;
  /** Of `asin` and its like: `a` or `arc`. */
  readonly inverse: 'a' | 'arc';
  readonly sigmoid: string;
  readonly transpose: string;
  readonly column: string;
  /** An identity matrix of `n` rows. */
  readonly eye: string;
  readonly concatenate: string;
  /** A small matrix as lists. */
  readonly lists: string;
}

const simple = (name: string, body: string): string => `def ${name}(v):\n    return ${body}`;

/** What rules call whose coordinates move together, in terms of the library's own functions. */
const JOINT: Helpers = {
  append: `def append(a, one, most):
    """The columns of a, and one more, of which the last ones stay."""
    one = column(one)
    return one if a is None else concatenate([a, one])[:, -int(most):]`,
  last: 'def last(a):\n    return a[:, -1:]',
  repeat: `def repeat(a, times, again):
    for _ in range(int(times)):
        a = again(a)
    return a`,
  fold: `def fold(a, again, *lists):
    """a after \`again\` for each column of the first list with the same columns of the others."""
    if lists[0] is None:
        return a
    for k in range(lists[0].shape[1]):
        a = again(a, *(one[:, k:k + 1] for one in lists))
    return a`,
  first: `def first(most, test):
    """The first of 0, 1, … for which the test holds."""
    for k in range(int(most)):
        if test(k):
            return k
    return int(most)`,
  bracket: `def bracket(a, most, low, steep):
    """A step that passes both tests: doubled while it is low, then halfway between those that are and are not."""
    passed, failed = [0.0], []
    while len(passed) + len(failed) <= most:
        is_low = low(a)
        if is_low and steep(a):
            return a
        (passed if is_low else failed).append(a)
        a = (max(passed) + min(failed)) / 2 if failed else 2 * max(passed)
    return max(passed)`,
};

const UNARY = [
  ...['sqrt', 'exp', 'expm1', 'log', 'log2', 'log10', 'sin', 'cos', 'tan'],
  ...['sinh', 'cosh', 'tanh', 'sign', 'floor', 'ceil'],
];

function arrayHelpers(words: ArrayWords): Helpers {
  const { module, inverse } = words;
  const pair = (name: string): string =>
    `def ${name}(a, b):\n    return ${module}.${name}(tensor(a), tensor(b))`;
  return {
    tensor: simple('tensor', words.tensor),
    where: `def where(condition, a, b):
    return ${module}.where(tensor(condition) != 0, tensor(a), tensor(b))`,
    minimum: pair('minimum'),
    maximum: pair('maximum'),
    ...Object.fromEntries(UNARY.map((name) => [name, simple(name, `${module}.${name}(tensor(v))`)])),
    ...Object.fromEntries(
      ['sin', 'cos', 'tan'].map((name) => [
        `a${name}`,
        simple(`a${name}`, `${module}.${inverse}${name}(tensor(v))`),
      ]),
    ),
    sigmoid: simple('sigmoid', words.sigmoid),
    absolute: simple('absolute', `${module}.abs(tensor(v))`),
    round: 'def round(v):\n    """Halves upwards."""\n    return floor(tensor(v) + 0.5)',
    cbrt: simple('cbrt', 'sign(v) * absolute(v) ** (1 / 3)'),
    power: 'def power(a, b):\n    return tensor(a) ** b',
    mod: 'def mod(a, b):\n    return a - b * floor(a / b)',
    total: simple('total', `${module}.sum(tensor(v))`),
    dot: 'def dot(a, b):\n    return total(a * b)',
    column: simple('column', words.column),
    transpose: simple('transpose', words.transpose),
    outer: 'def outer(a, b):\n    return matmul(a, transpose(b))',
    matmul: `def matmul(*factors):
    """The product of matrices, among which may be numbers."""
    product = tensor(factors[0])
    for factor in map(tensor, factors[1:]):
        matrices = len(product.shape) == len(factor.shape) == 2
        product = product @ factor if matrices else product * factor
    return product`,
    identity: `def identity(a):\n    n = a.shape[0]\n    return ${words.eye}`,
    diagonal: 'def diagonal(a):\n    return a * identity(a)',
    symmetric: `def symmetric(a, function):
    """A function of a symmetric 2 x 2 matrix, by its eigenvalues: one rotation of Jacobi's."""
    (p, off), (_, q) = ${words.lists}
    tau = (q - p) / (2 * off) if off != 0 else math.inf
    t = math.copysign(1, tau) / (abs(tau) + math.sqrt(1 + tau * tau))
    c = 1 / math.sqrt(1 + t * t)
    values = tensor([p - t * off, q + t * off])
    vectors = tensor([[c, t * c], [-t * c, c]])
    return matmul(vectors * function(values), transpose(vectors))`,
    matpow: `def matpow(a, exponent):
    a = tensor(a)
    return symmetric(a, lambda values: values**exponent) if len(a.shape) == 2 else a**exponent`,
    matabs: 'def matabs(a):\n    return symmetric(a, lambda values: absolute(values))',
    pinv: `def pinv(a):
    """The inverse, but for directions that are flat."""
    def inverse(values):
        sizes = absolute(values)
        return where(sizes <= 1e-14 * maximum(sizes[0], sizes[1]), 0.0, 1 / values)
    return symmetric(a, inverse)`,
    concatenate: `def concatenate(columns):\n    return ${words.concatenate}`,
    ...JOINT,
  };
}

/** Over PyTorch. */
export const TORCH_HELPERS: Helpers = arrayHelpers({
  module: 'torch',
  tensor: 'torch.as_tensor(v, dtype=torch.float64)',
  inverse: 'a',
  sigmoid: 'torch.sigmoid(tensor(v))',
  transpose: 'v.T',
  column: 'v.reshape(-1, 1)',
  eye: 'torch.eye(n, dtype=torch.float64)',
  concatenate: 'torch.cat(columns, dim=1)',
  lists: 'a.tolist()',
});

/** Over JAX: `float` is float64 where that is enabled, else float32. */
export const JAX_HELPERS: Helpers = arrayHelpers({
  module: 'jnp',
  tensor: 'jnp.asarray(v, dtype=float)',
  inverse: 'arc',
  sigmoid: 'jax.nn.sigmoid(tensor(v))',
  transpose: 'v.T',
  column: 'v.reshape(-1, 1)',
  eye: 'jnp.eye(n)',
  concatenate: 'jnp.concatenate(columns, axis=1)',
  lists: 'a.tolist()',
});

/** Over Keras, whatever computes for it. */
export const KERAS_HELPERS: Helpers = arrayHelpers({
  module: 'ops',
  // Only a cast makes a tensor of a variable.
  tensor: 'ops.cast(ops.convert_to_tensor(v, dtype=keras.config.floatx()), keras.config.floatx())',
  inverse: 'arc',
  sigmoid: 'ops.sigmoid(tensor(v))',
  transpose: 'ops.transpose(v)',
  column: 'ops.reshape(v, (-1, 1))',
  eye: 'ops.eye(n, dtype=keras.config.floatx())',
  concatenate: 'ops.concatenate(columns, axis=1)',
  lists: 'ops.convert_to_numpy(a).tolist()',
});
