"""Writes the rates of PyTorch's schedulers, which src/core/schedules/reference.test.ts compares ours with.

    python3 scripts/tools/reference/schedules.py

needs torch (1.13 or later; PolynomialLR came with 1.13). One entry per setting in
src/core/schedules/reference/schedules.json: the run's rate, our names of the schedules and their arguments, and
`rates`, the rate of every update t = 1, 2, …: the one that the optimizer has after t − 1 calls of
`scheduler.step()`. Twelve digits; PyTorch multiplies step by step where a formula is exact.

Schedules that PyTorch lacks are LambdaLR of a formula written here.
"""

import json
import math
import random
from pathlib import Path

import torch
from torch.optim import lr_scheduler as S

OUT = Path(__file__).parents[3] / "src/core/schedules/reference/schedules.json"
STEPS = 300


def losses():
    """Losses that improve, stall, improve by less than a threshold, rise, turn negative and are not numbers."""
    chance = random.Random(1)
    falling = [2.0 * 0.97**t for t in range(STEPS)]
    return {
        "falling": falling,
        "stalling": [max(x, 0.3) for x in falling],
        "noisy": [max(x, 0.2) + 0.1 * chance.random() for x in falling],
        "slow": [1 - 2e-5 * t for t in range(STEPS)],
        "negative": [0.5 - 0.02 * t + 0.3 * math.sin(t / 3) for t in range(STEPS)],
        "holes": [math.nan if t % 40 > 25 else x for t, x in enumerate(falling)],
    }


# The losses that the schedules see are those that the file says: rounded before they are used.
LOSSES = {name: [round(x, 6) for x in values] for name, values in losses().items()}


def inverse_sqrt(warmup):
    return lambda epoch: min((epoch + 1) / warmup, math.sqrt(warmup / (epoch + 1)))


def warmup_stable_decay(warmup, stable, decay, floor):
    """`floor` is the lowest rate as a factor."""

    def factor(epoch):
        t = epoch + 1
        if t <= warmup:
            return t / warmup
        if t <= warmup + stable:
            return 1
        return max(0, 1 - (t - warmup - stable) / decay) * (1 - floor) + floor

    return factor


def rates(lr, makers, seen=None):
    """The rates of all updates under schedulers made by `makers`, each called with the optimizer."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=lr)
    schedulers = [make(optimizer) for make in makers]
    out = []
    for t in range(STEPS):
        out.append(float(f"{optimizer.param_groups[0]['lr']:.12g}"))
        optimizer.step()
        if t == STEPS - 1:
            break
        for scheduler in schedulers:
            if isinstance(scheduler, S.ReduceLROnPlateau):
                scheduler.step(seen[t])
            else:
                scheduler.step()
    return out


entries = []


def add(lr, *stages, seen=None):
    """`stages` are (id, arguments in our names, a function from an optimizer to a scheduler)."""
    entries.append(
        {
            "lr": lr,
            "schedules": [{"id": name, "args": args} for name, args, _ in stages],
            **({"losses": seen} if seen else {}),
            "rates": rates(lr, [make for *_, make in stages], LOSSES.get(seen)),
        }
    )


def step(every, gamma):
    return "step", dict(every=every, gamma=gamma), lambda o: S.StepLR(o, every, gamma)


def multistep(at, gamma):
    return "multistep", dict(at=at, gamma=gamma), lambda o: S.MultiStepLR(o, at, gamma)


def exponential(gamma):
    return "exponential", dict(gamma=gamma, min=0), lambda o: S.ExponentialLR(o, gamma)


def linear(a, b, steps):
    return "linear", {"from": a, "to": b, "steps": steps}, lambda o: S.LinearLR(o, a, b, steps)


def warmup(steps, a):
    return "warmup", {"steps": steps, "from": a, "wait": 0}, lambda o: S.LinearLR(o, a, 1, steps)


def add_sequential(lr, steps, a, other):
    """A warm-up, and another schedule that begins when it is over."""
    name, args, make = other

    def sequence(o):
        return S.SequentialLR(o, [S.LinearLR(o, a, 1, steps), make(o)], milestones=[steps])

    entries.append(
        {
            "lr": lr,
            "schedules": [
                {"id": name, "args": args},
                {"id": "warmup", "args": {"steps": steps, "from": a, "wait": 1}},
            ],
            "rates": rates(lr, [sequence]),
        }
    )


def polynomial(steps, power):
    return "polynomial", dict(steps=steps, power=power), lambda o: S.PolynomialLR(o, steps, power)


def cosine(steps, low):
    """Longer than the run, because PyTorch's rises again afterwards; what follows is checked apart."""
    return "cosine", dict(steps=steps, min=low), lambda o: S.CosineAnnealingLR(o, steps, low)


def restarts(period, mult, low):
    def make(o):
        return S.CosineAnnealingWarmRestarts(o, period, mult, low)

    return "cosine-restarts", dict(period=period, mult=mult, min=low), make


def cyclic(high, up, down, mode, gamma):
    def make(o):
        return S.CyclicLR(
            o,
            base_lr=o.param_groups[0]["lr"],
            max_lr=high,
            step_size_up=up,
            step_size_down=down,
            mode=mode.replace("-", "_"),
            gamma=gamma,
            cycle_momentum=False,
        )

    return "cyclic", dict(max=high, up=up, down=down, mode=mode, gamma=gamma), make


def one_cycle(steps, fraction, div, final):
    def make(o):
        lr = o.param_groups[0]["lr"]
        scheduler = S.OneCycleLR(
            o,
            max_lr=lr,
            total_steps=steps,
            pct_start=fraction,
            div_factor=div,
            final_div_factor=final,
            cycle_momentum=False,
        )
        # PyTorch's raises an error after its last step; ours stays where it is.
        advance = scheduler.step
        scheduler.step = lambda: advance() if scheduler.last_epoch < steps - 1 else None
        return scheduler

    return "one-cycle", dict(steps=steps, warmup=fraction, div=div, finalDiv=final), make


def plateau(factor, patience, threshold, cooldown, low):
    def make(o):
        return S.ReduceLROnPlateau(
            o, factor=factor, patience=patience, threshold=threshold, cooldown=cooldown, min_lr=low
        )

    args = dict(factor=factor, patience=patience, threshold=threshold, cooldown=cooldown, min=low)
    return "plateau", args, make


def by_formula(name, args, factor):
    return name, args, lambda o: S.LambdaLR(o, factor)


add(0.1, step(30, 0.1))
add(3.0, step(1, 0.99))
add(0.1, step(7, 1.1))
add(0.1, multistep([10, 40, 90], 0.1))
add(0.1, multistep([200, 3, 50, 50], 0.5))
add(0.1, exponential(0.99))
add(0.1, exponential(1.01))
add(0.1, linear(1 / 3, 1.0, 100))
add(0.1, linear(1.0, 0.0, 250))
add(0.1, linear(0.25, 0.5, 1))
add(0.1, polynomial(250, 1.0))
add(0.1, polynomial(100, 2.5))
add(0.1, polynomial(300, 0.5))
add(0.1, cosine(300, 0.0))
add(0.1, cosine(500, 0.001))
add(0.1, cosine(400, 0.3))
add(0.1, restarts(50, 1, 0.0))
add(0.1, restarts(10, 2, 0.01))
add(0.1, restarts(1, 3, 0.2))
add(0.01, cyclic(0.1, 20, 30, "triangular", 1.0))
add(0.01, cyclic(0.1, 25, 25, "triangular2", 1.0))
add(0.01, cyclic(0.1, 40, 10, "exp-range", 0.99))
add(0.1, cyclic(0.01, 1, 1, "triangular", 1.0))
add(0.1, one_cycle(300, 0.3, 25.0, 1e4))
add(0.1, one_cycle(200, 0.1, 10.0, 100.0))
add(0.1, one_cycle(77, 0.0, 25.0, 1e4))
add(0.1, one_cycle(100, 1.0, 25.0, 1e4))
for k in (0.01, 1.0):
    for p in (1, 0.5, 2.5):
        factor = lambda epoch, k=k, p=p: (1 + k * epoch) ** -p
        add(0.1, by_formula("inverse-time", dict(k=k, power=p), factor))
for gamma, low in ((0.98, 0.02), (0.9, 1e-3), (1.02, 0.05)):
    factor = lambda epoch, gamma=gamma, low=low: max(low / 0.1, gamma**epoch)
    add(0.1, by_formula("exponential", dict(gamma=gamma, min=low), factor))
for w in (1, 50):
    add(0.1, by_formula("inverse-sqrt", dict(warmup=w), inverse_sqrt(w)))
for w, s, d, low in ((50, 100, 100, 0.0), (1, 0, 299, 0.02), (300, 10, 10, 0.0)):
    args = dict(warmup=w, stable=s, decay=d, min=low)
    add(0.1, by_formula("warmup-stable-decay", args, warmup_stable_decay(w, s, d, low / 0.1)))
for seen in LOSSES:
    add(0.1, plateau(0.1, 10, 1e-4, 0, 0.0), seen=seen)
    add(0.1, plateau(0.5, 3, 0.02, 5, 0.004), seen=seen)
add(1e-6, plateau(0.1, 5, 1e-4, 0, 0.0), seen="stalling")
add(0.1, plateau(0.9, 0, 0.0, 0, 0.0), seen="noisy")

# Chained, as by ChainedScheduler: every scheduler transforms what the one before it left.
add(0.1, exponential(0.99), step(50, 0.5))
add(0.1, cosine(300, 0.0), warmup(40, 0.1))
add(0.1, multistep([100, 200], 0.1), warmup(20, 0.01))
add(0.1, polynomial(250, 2.0), exponential(0.995), warmup(60, 0.5))

# One after the other, as by SequentialLR.
add_sequential(0.1, 50, 0.1, cosine(250, 0.0))
add_sequential(0.1, 1, 0.01, exponential(0.99))
add_sequential(0.1, 30, 0.1, step(40, 0.5))
add_sequential(0.1, 80, 0.0625, multistep([10, 100], 0.1))
add_sequential(0.1, 20, 0.3, polynomial(200, 2.0))
add_sequential(0.1, 25, 0.2, restarts(50, 2, 0.01))
add_sequential(0.1, 400, 0.1, cosine(100, 0.0))
for k in (0.05,):
    factor = lambda epoch, k=k: 1 / (1 + k * epoch)
    add_sequential(0.1, 60, 0.1, by_formula("inverse-time", dict(k=k, power=1), factor))

OUT.parent.mkdir(exist_ok=True)
lines = ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in entries)
seen = json.dumps(LOSSES, separators=(",", ":")).replace("NaN", "null").replace("],", "],\n")
OUT.write_text(f'{{"torch":"{torch.__version__}",\n"losses":{seen},\n"entries":[\n{lines}\n]}}\n')
print(f"{len(entries)} settings, {OUT.stat().st_size // 1024} KiB")
