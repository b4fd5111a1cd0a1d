"""Second derivatives of Ackley's function with 50 digits, for src/core/surfaces/values.test.ts.

Needs mpmath: python3 scripts/tools/reference/hessians.py
"""

import mpmath

mpmath.mp.dps = 50


def ackley(x, y):
    radius = mpmath.sqrt((x * x + y * y) / 2)
    waves = (mpmath.cos(2 * mpmath.pi * x) + mpmath.cos(2 * mpmath.pi * y)) / 2
    return -20 * mpmath.exp(-mpmath.mpf("0.2") * radius) - mpmath.exp(waves) + mpmath.e + 20


for x, y in [(1e-6, 2e-6), (0.3, -0.7), (-4.6, 2.5), (1, 1), (0, 0.01)]:
    at = (mpmath.mpf(x), mpmath.mpf(y))
    values = [mpmath.diff(ackley, at, order) for order in [(2, 0), (1, 1), (0, 2)]]
    print([x, y, *map(float, values)])
