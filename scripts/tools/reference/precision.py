"""Writes numbers rounded to short formats, which src/core/gradient/precision.test.ts compares ours with.

    python3 scripts/tools/reference/precision.py

needs torch. Rows of [x, fp32, fp16, bf16], infinities as strings, in
src/core/gradient/reference/precision.json.

The x are float32 numbers, so that PyTorch's casts round once; from a double it casts by way of float32. The rows
after them are doubles, rounded to fp32 and fp16 by Python's struct, which rounds once too; their bf16 is null.
"""

import json
import random
import re
import struct
from pathlib import Path

import torch

OUT = Path(__file__).parents[3] / "src/core/gradient/reference/precision.json"
chance = random.Random(1)


def packed(code, x):
    try:
        return struct.unpack(code, struct.pack(code, x))[0]
    except OverflowError:
        return float("inf") if x > 0 else float("-inf")


def near(exponent):
    return chance.choice((-1, 1)) * (1 + chance.random()) * 2.0**exponent


rows = []
exponents = [chance.randint(-150, 128) for _ in range(60)] + [chance.randint(-27, 17) for _ in range(140)]
for exponent in exponents:
    single = torch.tensor(near(exponent), dtype=torch.float64).float()
    rows.append([single.double().item(), single.item(), single.half().item(), single.bfloat16().item()])
for exponent in exponents:
    # Every other number lies within a hair of a tie of fp16, where rounding twice goes wrong.
    x = near(exponent)
    half = packed("<e", x)
    if len(rows) % 2 and 0 < abs(half) < 65504:
        step = abs(half) - abs(packed("<e", abs(half) * (1 - 2.0**-11)))
        x = (abs(half) + step / 2) * (1 + chance.choice((-1, 0, 1)) * 2.0**-40)
    rows.append([x, packed("<f", x), packed("<e", x), None])

text = ",\n".join(json.dumps(row) for row in rows)
text = re.sub("-?Infinity", r'"\g<0>"', text)
OUT.parent.mkdir(exist_ok=True)
OUT.write_text(f"[\n{text}\n]\n")
print(f"{len(rows)} rows")
