"""Writes what the elementary functions should give, which src/core/elementary/reference.test.ts compares ours with.

    python3 scripts/tools/reference/elementary.py

needs mpmath. 10,000 arguments a function, drawn by a generator that the test repeats, from the regions that the file names.
Of each correctly rounded result the file has the lowest byte of its bits: enough to tell how many units in the last
place ours is off, as long as these are fewer than 128, which any other implementation shows.
"""

import base64
import json
import math
import struct
from pathlib import Path

from mpmath import mp, mpf

OUT = Path(__file__).parents[3] / "src/core/elementary/reference/elementary.json"
mp.prec = 160
MASK = 0xFFFFFFFF


def draws(seed):
    """Mulberry32: whole numbers below 2^32."""
    while True:
        seed = (seed + 0x6D2B79F5) & MASK
        t = ((seed ^ (seed >> 15)) * (seed | 1)) & MASK
        t ^= (t + ((t ^ (t >> 7)) * (t | 61) & MASK)) & MASK
        yield t ^ (t >> 14)


def fraction(draw):
    return (next(draw) * 2097152 + (next(draw) >> 11)) / 9007199254740992


def argument(region, draw):
    kind, low, high = region[:3]
    if kind == "uniform":
        return low + (high - low) * fraction(draw)
    if kind == "whole":
        return float(low + math.floor((high - low + 1) * fraction(draw)))
    # "log": an exponent of 2 from low to high; "signed": of either sign.
    exponent = low + math.floor((high - low + 1) * fraction(draw))
    x = math.ldexp(1 + fraction(draw), exponent)
    return -x if kind == "signed" and fraction(draw) < 0.5 else x


def rounded(exact):
    """The nearest float64, ties to even, also below the smallest normal one."""
    if exact == 0:
        return 0.0
    _, _, exponent, size = exact._mpf_
    top = exponent + size - 1
    if top > 1023:
        return math.copysign(math.inf, exact)
    unit = max(top - 52, -1074)
    whole = int(mp.nint(mp.ldexp(exact, -unit)))
    try:
        return math.ldexp(whole, unit)
    except OverflowError:
        return math.copysign(math.inf, whole)


def big(f):
    """sin and its like with enough digits for large arguments."""

    def exact(x):
        with mp.workprec(1300 if abs(x) > 1e15 else 200):
            return +f(x)

    return exact


def small(f):
    """A difference that cancels for small arguments."""

    def exact(x):
        with mp.workprec(400):
            return +f(x)

    return exact


FUNCTIONS = {
    "exp": (mp.exp, [[["uniform", -745.5, 709.9]], [["uniform", -2, 2]], [["signed", -60, 6]]]),
    "exp2": (lambda x: mpf(2) ** x, [[["uniform", -1075, 1024]], [["uniform", -2, 2]], [["signed", -60, 6]]]),
    "expm1": (small(lambda x: mp.exp(x) - 1), [[["uniform", -50, 709.9]], [["uniform", -1, 1]], [["signed", -70, 0]]]),
    "log": (mp.log, [[["log", -1073, 1023]], [["uniform", 0.5, 2]], [["uniform", 0.98, 1.02]], [["whole", 1, 100000]]]),
    "log2": (lambda x: mp.log(x, 2), [[["log", -1073, 1023]], [["uniform", 0.5, 2]], [["uniform", 0.98, 1.02]], [["whole", 1, 100000]]]),
    "log10": (mp.log10, [[["log", -1073, 1023]], [["uniform", 0.5, 2]], [["uniform", 0.98, 1.02]], [["whole", 1, 100000]]]),
    "log1p": (small(lambda x: mp.log(1 + x)), [[["log", -70, 1023]], [["uniform", -1, 1]], [["signed", -60, -1]]]),
    "pow": (
        lambda x, y: mp.power(x, y),
        [
            [["log", -30, 30], ["uniform", -25, 25]],
            [["uniform", 0.9, 1.1], ["uniform", -7000, 7000]],
            [["uniform", 0.5, 1], ["whole", 1, 5000]],
            [["log", -1070, 1023], ["uniform", -1, 1]],
            [["uniform", -10, -0.1], ["whole", -300, 300]],
        ],
    ),
    "sin": (big(mp.sin), [[["uniform", -10, 10]], [["signed", -30, 20]], [["signed", 20, 1023]], [["whole", -100000, 100000]]]),
    "cos": (big(mp.cos), [[["uniform", -10, 10]], [["signed", -30, 20]], [["signed", 20, 1023]], [["whole", -100000, 100000]]]),
    "tan": (big(mp.tan), [[["uniform", -10, 10]], [["signed", -30, 20]], [["signed", 20, 1023]], [["whole", -100000, 100000]]]),
    "asin": (mp.asin, [[["uniform", -1, 1]], [["uniform", 0.99, 1]], [["signed", -40, -1]]]),
    "acos": (mp.acos, [[["uniform", -1, 1]], [["uniform", 0.99, 1]], [["signed", -40, -1]]]),
    "atan": (mp.atan, [[["uniform", -3, 3]], [["signed", -40, 60]]]),
    "atan2": (mp.atan2, [[["uniform", -3, 3], ["uniform", -3, 3]], [["signed", -20, 20], ["signed", -20, 20]], [["signed", -700, 700], ["signed", -700, 700]]]),
    "sinh": (small(mp.sinh), [[["uniform", -710.4, 710.4]], [["uniform", -3, 3]], [["signed", -60, 6]]]),
    "cosh": (mp.cosh, [[["uniform", -710.4, 710.4]], [["uniform", -3, 3]], [["signed", -60, 6]]]),
    "tanh": (small(mp.tanh), [[["uniform", -25, 25]], [["uniform", -2, 2]], [["signed", -60, 4]]]),
    "asinh": (small(mp.asinh), [[["signed", -60, 1023]], [["uniform", -3, 3]], [["signed", -30, 30]]]),
    "acosh": (small(mp.acosh), [[["log", 0, 1023]], [["uniform", 1, 3]], [["uniform", 1, 1.001]]]),
    "atanh": (small(mp.atanh), [[["uniform", -1, 1]], [["signed", -60, -1]], [["uniform", 0.99, 1]]]),
    "cbrt": (lambda x: mp.sign(x) * mp.cbrt(abs(x)), [[["signed", -1073, 1023]], [["uniform", -30, 30]], [["whole", -100000, 100000]]]),
    "hypot": (
        mp.hypot,
        [[["uniform", -3, 3], ["uniform", -3, 3]], [["signed", -20, 20], ["signed", -20, 20]], [["signed", -900, 900], ["signed", -900, 900]]],
    ),
}
COUNT = 10000


def main():
    result = {}
    for seed, (name, (exact, regions)) in enumerate(FUNCTIONS.items(), 1):
        draw = draws(seed)
        lowest = bytearray()
        for i in range(COUNT):
            x = [argument(one, draw) for one in regions[i % len(regions)]]
            value = rounded(mpf(exact(*[mpf(v) for v in x])))
            lowest.append(struct.pack("<d", value)[0])
        result[name] = {"seed": seed, "regions": regions, "lowest": base64.b64encode(bytes(lowest)).decode()}
        print(name)
    text = ",\n".join(f"{json.dumps(name)}: {json.dumps(row)}" for name, row in result.items())
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(f"{{\n{text}\n}}\n")


if __name__ == "__main__":
    main()
