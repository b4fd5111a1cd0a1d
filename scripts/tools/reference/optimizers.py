"""Writes PyTorch's trajectories, the numbers that src/core/optimizers/reference.test.ts compares ours with.

    python3 scripts/tools/reference/optimizers.py

needs torch (1.13 or later). One file per optimizer in src/core/optimizers/reference, each a list of runs: our
names of the arguments, the surface and its arguments, the start, schedules and clipping, and [step, x, y] for the
steps kept.

Everything is float64, the scalars that torch keeps in its default dtype (NAdam's product of momenta, ASGD's eta)
too. NAdam is stepped by the class below: torch 1.13 multiplied that product by mu once too often for the next
momentum, and the current release is what we follow. `check_nadam` shows that nothing else differs.
"""

import json
import math
from pathlib import Path

import torch

torch.set_default_dtype(torch.float64)

OUT = Path(__file__).parents[3] / "src/core/optimizers/reference"
STEPS = 200
KEPT = [*range(1, 11), *range(20, STEPS + 1, 10)]


class CurrentNAdam(torch.optim.Optimizer):
    """torch.optim.NAdam of the 2.x releases, written from the documentation's algorithm."""

    def __init__(
        self, params, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, momentum_decay=4e-3, twice=False
    ):
        super().__init__(params, dict(lr=lr))
        self.betas, self.eps, self.weight_decay, self.psi = betas, eps, weight_decay, momentum_decay
        self.twice = twice
        self.t, self.product, self.m, self.v = 0, 1.0, 0.0, 0.0

    @torch.no_grad()
    def step(self):
        group = self.param_groups[0]
        (theta,) = group["params"]
        beta1, beta2 = self.betas
        self.t += 1
        mu, mu_next = (beta1 * (1 - 0.5 * 0.96 ** (t * self.psi)) for t in (self.t, self.t + 1))
        self.product *= mu
        g = theta.grad + self.weight_decay * theta
        self.m = beta1 * self.m + (1 - beta1) * g
        self.v = beta2 * self.v + (1 - beta2) * g * g
        after = self.product * mu_next * (mu if self.twice else 1)
        m_hat = mu_next * self.m / (1 - after) + (1 - mu) * g / (1 - self.product)
        v_hat = self.v / (1 - beta2**self.t)
        theta -= group["lr"] * m_hat / (v_hat.sqrt() + self.eps)


def betas(a):
    return (a.pop("beta1", 0.9), a.pop("beta2", 0.999))


def renamed(a, **names):
    """Our arguments under torch's names; `weightDecay` everywhere, others as given."""
    names = {"weightDecay": "weight_decay", **names}
    return {names.get(key, key): value for key, value in a.items()}


def adam(cls, **more):
    return lambda p, a: cls(p, betas=betas(a), **renamed(a), **more)


def flags(a, *keys):
    return {**a, **{key: bool(a[key]) for key in keys if key in a}}


MAKE = {
    "sgd": lambda p, a: torch.optim.SGD(p, **renamed(flags(a, "nesterov"))),
    "adagrad": lambda p, a: torch.optim.Adagrad(
        p, **renamed(a, lrDecay="lr_decay", initialAccumulator="initial_accumulator_value")
    ),
    "adadelta": lambda p, a: torch.optim.Adadelta(p, **renamed(a)),
    "rmsprop": lambda p, a: torch.optim.RMSprop(p, **renamed(flags(a, "centered"))),
    "adam": adam(torch.optim.Adam),
    "amsgrad": adam(torch.optim.Adam, amsgrad=True),
    "adamw": adam(torch.optim.AdamW),
    "adamax": adam(torch.optim.Adamax),
    "nadam": lambda p, a: CurrentNAdam(p, betas=betas(a), **renamed(a, momentumDecay="momentum_decay")),
    "radam": adam(torch.optim.RAdam),
    "rprop": lambda p, a: torch.optim.Rprop(
        p,
        lr=a["lr"],
        etas=(a.get("etaMinus", 0.5), a.get("etaPlus", 1.2)),
        step_sizes=(a.get("stepMin", 1e-6), a.get("stepMax", 50)),
    ),
    "asgd": lambda p, a: torch.optim.ASGD(p, **renamed(a)),
}

SCHEDULES = {
    "step": lambda o, a: torch.optim.lr_scheduler.StepLR(o, a["every"], a["gamma"]),
    "exponential": lambda o, a: torch.optim.lr_scheduler.ExponentialLR(o, a["gamma"]),
    "cosine": lambda o, a: torch.optim.lr_scheduler.CosineAnnealingLR(o, a["steps"], a["min"]),
}


def rosenbrock(x, y):
    return (1 - x) ** 2 + 100 * (y - x * x) ** 2


def beale(x, y):
    return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2


def himmelblau(x, y):
    return (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2


def quadratic(x, y):
    angle = math.radians(30)
    u = x * math.cos(angle) + y * math.sin(angle)
    v = y * math.cos(angle) - x * math.sin(angle)
    return 0.5 * (u * u + 20 * v * v)


SURFACES = {f.__name__: f for f in (rosenbrock, beale, himmelblau, quadratic)}
STARTS = {"rosenbrock": (-1.5, 2.0), "beale": (0.8, 1.2), "himmelblau": (-1.0, 0.5), "quadratic": (-2.5, 1.0)}

# Arguments of each optimizer, and the surfaces each set runs on: settings at which the run is lively but not
# chaotic, so that rounding in another order stays far below the tolerance.
R, B, H, Q = "rosenbrock", "beale", "himmelblau", "quadratic"
RUNS = {
    "sgd": [
        (dict(lr=0.0005), [R, B, H, Q]),
        (dict(lr=0.002, momentum=0.9), [B, H, Q]),
        (dict(lr=0.0002, momentum=0.95, dampening=0.3), [R, B]),
        (dict(lr=0.002, momentum=0.9, nesterov=1), [B, H, Q]),
        (dict(lr=0.0003, momentum=0.8, nesterov=1, weightDecay=0.1), [R, B, Q]),
        (dict(lr=0.01, weightDecay=0.05), [B, Q]),
    ],
    "adagrad": [
        (dict(lr=0.5), [R, B, H, Q]),
        (dict(lr=0.3, lrDecay=0.02), [R, B, Q]),
        (dict(lr=0.4, initialAccumulator=0.5, eps=1e-3), [B, H]),
        (dict(lr=0.2, weightDecay=0.3), [B, Q]),
    ],
    "adadelta": [
        (dict(lr=1.0), [B, H, Q]),
        (dict(lr=0.2), [R]),
        (dict(lr=0.5, rho=0.95, eps=1e-4), [B, H, Q]),
        (dict(lr=0.1, rho=0.8, eps=1e-3, weightDecay=0.1), [B, Q]),
    ],
    "rmsprop": [
        (dict(lr=0.01), [B, H, Q]),
        (dict(lr=0.002), [R]),
        (dict(lr=0.005, alpha=0.9, momentum=0.5), [B, H, Q]),
        (dict(lr=0.002, momentum=0.9, eps=1e-3), [R, B]),
        (dict(lr=0.01, alpha=0.95, centered=1), [B, H]),
        (dict(lr=0.002, centered=1, momentum=0.8, weightDecay=0.1), [B, Q]),
    ],
    "adam": [
        (dict(lr=0.05), [R, B, H, Q]),
        (dict(lr=0.02, beta1=0.8, beta2=0.99), [R, B]),
        (dict(lr=0.1, beta1=0.0, eps=1e-2), [B, Q]),
        (dict(lr=0.03, beta2=0.95, weightDecay=0.2), [B, H]),
    ],
    "amsgrad": [
        (dict(lr=0.05), [R, B, H, Q]),
        (dict(lr=0.03, beta1=0.8, beta2=0.9), [R, B, H]),
        (dict(lr=0.05, beta2=0.95, eps=1e-3, weightDecay=0.2), [B, Q]),
    ],
    "adamw": [
        (dict(lr=0.05), [R, B, H, Q]),
        (dict(lr=0.03, weightDecay=0.0), [B]),
        (dict(lr=0.02, beta1=0.8, beta2=0.95, weightDecay=1.0), [R, B, Q]),
    ],
    "adamax": [
        (dict(lr=0.05), [R, B, H, Q]),
        (dict(lr=0.005, beta1=0.8, beta2=0.9, eps=1e-2), [R, B]),
        (dict(lr=0.03, weightDecay=0.2), [B, Q]),
    ],
    "nadam": [
        (dict(lr=0.03), [R, B, H, Q]),
        (dict(lr=0.001, beta1=0.8, beta2=0.95, momentumDecay=0.1), [R, B]),
        (dict(lr=0.03, momentumDecay=0.0, eps=1e-3, weightDecay=0.2), [B, Q]),
    ],
    "radam": [
        (dict(lr=0.005), [H, Q]),
        (dict(lr=0.002), [R, B]),
        (dict(lr=0.004, beta1=0.8, beta2=0.95), [B, H]),
        (dict(lr=0.002, beta2=0.7, weightDecay=0.2), [B, Q]),
        (dict(lr=0.003, beta2=0.99, eps=1e-2, weightDecay=0.1), [B, H]),
    ],
    "rprop": [
        (dict(lr=0.01), [R, B, H, Q]),
        (dict(lr=0.05, etaMinus=0.3, etaPlus=1.1), [R, B]),
        (dict(lr=0.5, stepMin=1e-3, stepMax=0.1), [H]),
    ],
    "asgd": [
        (dict(lr=0.0005), [R, B, H, Q]),
        (dict(lr=0.01, lambd=0.05, alpha=0.5, t0=20), [B, Q]),
        (dict(lr=0.002, lambd=0.2, t0=0, weightDecay=0.1), [B, H]),
    ],
}
MORE = [  # schedules and clipping, on Beale, with the first arguments of each optimizer
    dict(schedules=[("step", dict(every=15, gamma=0.7))]),
    dict(schedules=[("exponential", dict(gamma=0.98))], stages=[("clip", dict(norm=2.0, value=None))]),
    dict(schedules=[("cosine", dict(steps=STEPS, min=1e-4))], stages=[("clip", dict(norm=None, value=1.5))]),
]


def run(id, args, surface, schedules=(), stages=(), make=None, shift=0.0):
    start = [x + shift for x in STARTS[surface]]
    theta = torch.tensor(start, requires_grad=True)
    optimizer = (make or MAKE[id])([theta], dict(args))
    scheduler = [SCHEDULES[name](optimizer, a) for name, a in schedules]
    kept = []
    for step in range(1, STEPS + 1):
        optimizer.zero_grad()
        SURFACES[surface](theta[0], theta[1]).backward()
        for _, clip in stages:
            if clip["norm"]:
                torch.nn.utils.clip_grad_norm_([theta], clip["norm"])
            else:
                torch.nn.utils.clip_grad_value_([theta], clip["value"])
        optimizer.step()
        for s in scheduler:
            s.step()
        if step in KEPT:
            kept.append([step, *theta.tolist()])
    assert all(math.isfinite(number) for row in kept for number in row), (id, args, surface)
    record = {"args": args, "surface": surface, "start": start}
    record.update(schedules=list(schedules), stages=list(stages), theta=kept)
    return record


def distance(one, other):
    return max(abs(a - b) for x, y in zip(one["theta"], other["theta"]) for a, b in zip(x, y))


def calm(*args, **more):
    """A run that forgets rounding errors: a tiny shift of the start must not grow more than a hundredfold."""
    record = run(*args, **more)
    growth = distance(record, run(*args, **more, shift=1e-12)) / 1e-12
    if growth > 100:
        raise SystemExit(f"chaotic, times {growth:.0f}: {args} {more}")
    return record


def check_nadam():
    """The transcription, with the old release's doubled factor, agrees with a torch that has it."""
    if not torch.__version__.startswith("1.13"):
        return
    args = dict(lr=0.03, beta1=0.8, weightDecay=0.1, momentumDecay=0.1)
    theirs = run("nadam", args, "beale", make=lambda p, a: torch.optim.NAdam(
        p, betas=betas(a), **renamed(a, momentumDecay="momentum_decay")))
    ours = run("nadam", args, "beale", make=lambda p, a: CurrentNAdam(
        p, betas=betas(a), twice=True, **renamed(a, momentumDecay="momentum_decay")))
    assert distance(theirs, ours) < 1e-12


def main():
    check_nadam()
    OUT.mkdir(exist_ok=True)
    for id, sets in RUNS.items():
        runs = [calm(id, args, surface) for args, surfaces in sets for surface in surfaces]
        runs += [calm(id, sets[0][0], "beale", **more) for more in MORE]
        lines = ",\n".join(json.dumps(record, separators=(",", ":")) for record in runs)
        (OUT / f"{id}.json").write_text(f"[\n{lines}\n]\n")


main()
