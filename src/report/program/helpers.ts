/** Functions that programs define for themselves where a formula calls them, and nowhere else. */

/** Sources by name, each with what it is written with. */
export type Helpers = Readonly<Record<string, string>>;

/** The helpers that `text` calls, and those that these call, in the order of the table. */
export function helpersIn(text: string, helpers: Helpers): readonly string[] {
  const wanted = new Set<string>();
  const look = (source: string): void => {
    for (const name of Object.keys(helpers)) {
      if (wanted.has(name) || !new RegExp(`(?<![\\w.])${name}\\(`).test(source)) continue;
      wanted.add(name);
      look(helpers[name]);
    }
  };
  look(text);
  return Object.keys(helpers)
    .filter((name) => wanted.has(name))
    .map((name) => helpers[name]);
}

const simple = (name: string, body: string): string => `def ${name}(v):\n    return ${body}`;

/** What rules call whose coordinates move together, in terms of the library's own functions. */
const JOINT: Helpers = {
  append: `def append(a, one, most):
    """The columns of a, and one more, of which the last ones stay."""
    one = one.reshape(-1, 1)
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

/** In Python, over functions of PyTorch. */
export const TORCH_HELPERS: Helpers = {
  tensor: 'def tensor(v):\n    return torch.as_tensor(v, dtype=torch.float64)',
  where: `def where(condition, a, b):
    return torch.where(tensor(condition) != 0, tensor(a), tensor(b))`,
  minimum: 'def minimum(a, b):\n    return torch.minimum(tensor(a), tensor(b))',
  maximum: 'def maximum(a, b):\n    return torch.maximum(tensor(a), tensor(b))',
  ...Object.fromEntries(
    [
      'sqrt',
      'exp',
      'log',
      'log2',
      'log10',
      'sin',
      'cos',
      'tan',
      'sinh',
      'cosh',
      'tanh',
      'sign',
      'floor',
      'ceil',
    ].map((name) => [name, simple(name, `torch.${name}(tensor(v))`)]),
  ),
  asin: simple('asin', 'torch.asin(tensor(v))'),
  acos: simple('acos', 'torch.acos(tensor(v))'),
  atan: simple('atan', 'torch.atan(tensor(v))'),
  sigmoid: simple('sigmoid', 'torch.sigmoid(tensor(v))'),
  absolute: simple('absolute', 'torch.abs(tensor(v))'),
  round: 'def round(v):\n    """Halves upwards."""\n    return torch.floor(tensor(v) + 0.5)',
  cbrt: 'def cbrt(v):\n    return torch.sign(tensor(v)) * torch.abs(tensor(v)) ** (1 / 3)',
  power: 'def power(a, b):\n    return tensor(a) ** b',
  mod: 'def mod(a, b):\n    return a - b * torch.floor(tensor(a / b))',
  total: simple('total', 'torch.sum(tensor(v))'),
  dot: 'def dot(a, b):\n    return torch.sum(a * b)',
  transpose: 'def transpose(a):\n    return a.T',
  outer: 'def outer(a, b):\n    return a @ b.T',
  matmul: `def matmul(*factors):
    """The product of matrices, among which may be numbers."""
    product = tensor(factors[0])
    for factor in map(tensor, factors[1:]):
        product = product @ factor if product.ndim == factor.ndim == 2 else product * factor
    return product`,
  identity: 'def identity(a):\n    return torch.eye(len(a), dtype=torch.float64)',
  diagonal: 'def diagonal(a):\n    return torch.diag(torch.diagonal(a))',
  symmetric: `def symmetric(a, function):
    """A function of a symmetric 2 x 2 matrix, by its eigenvalues: one rotation of Jacobi's."""
    (p, off), (_, q) = a.tolist()
    tau = (q - p) / (2 * off) if off != 0 else math.inf
    t = math.copysign(1, tau) / (abs(tau) + math.sqrt(1 + tau * tau))
    c = 1 / math.sqrt(1 + t * t)
    values = torch.tensor([p - t * off, q + t * off])
    vectors = torch.tensor([[c, t * c], [-t * c, c]])
    return (vectors * function(values)) @ vectors.T`,
  matpow: `def matpow(a, exponent):
    a = tensor(a)
    return symmetric(a, lambda values: values**exponent) if a.ndim == 2 else a**exponent`,
  matabs: 'def matabs(a):\n    return symmetric(a, torch.abs)',
  pinv: `def pinv(a):
    """The inverse, but for directions that are flat."""
    def inverse(values):
        flat = torch.abs(values) <= 1e-14 * torch.abs(values).max()
        return torch.where(flat, torch.zeros_like(values), 1 / values)
    return symmetric(a, inverse)`,
  concatenate: 'def concatenate(columns):\n    return torch.cat(columns, dim=1)',
  ...JOINT,
};
