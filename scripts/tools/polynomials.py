"""Prints the constants of src/core/elementary: polynomials, and numbers in parts that multiply exactly.

    python3 scripts/tools/polynomials.py

needs mpmath. The polynomials have the least largest error (Remez 1934), relative to the function that is
computed; coefficients are rounded one by one, which these short intervals forgive.
"""

from mpmath import asin, atan, cos, exp, floor, log, lu_solve, matrix, mp, mpf, nint, nstr, pi, sin, sqrt

mp.prec = 200


def minimax(f, weight, a, b, degree):
    """The polynomial p of a degree with the least largest |(p − f) · weight| on [a, b], and that error."""
    points = [(a + b) / 2 - (b - a) / 2 * cos(pi * i / (degree + 1)) for i in range(degree + 2)]
    grid = [a + (b - a) * mpf(i) / 400 for i in range(401)]
    for _ in range(12):
        system = matrix(degree + 2, degree + 2)
        right = matrix(degree + 2, 1)
        for i, x in enumerate(points):
            for j in range(degree + 1):
                system[i, j] = x**j
            system[i, degree + 1] = (-1) ** i / weight(x)
            right[i] = f(x)
        solution = lu_solve(system, right)
        p = list(solution[: degree + 1])
        errors = [(sum(c * x**j for j, c in enumerate(p)) - f(x)) * weight(x) for x in grid]
        # The next points are where the error is largest between two changes of its sign.
        stretches = [[0]]
        for i in range(1, len(grid)):
            if (errors[i] > 0) != (errors[i - 1] > 0):
                stretches.append([])
            stretches[-1].append(i)
        points = [grid[max(stretch, key=lambda i: abs(errors[i]))] for stretch in stretches]
        if len(points) != degree + 2:
            raise ArithmeticError("the error does not alternate")
    return [float(c) for c in p], max(abs(e) for e in errors)


def show(name, f, weight, a, b, degree):
    p, error = minimax(f, weight, a, b, degree)
    print(f"{name}: {p}, error 2^{nstr(log(error, 2), 4)}")


def parts(name, value, *places):
    """A number as a sum, each part with so many binary places, the last one as a float64."""
    shown = []
    for n in places:
        part = nint(value * mpf(2) ** n) / mpf(2) ** n
        shown.append(float(part))
        value -= part
    print(f"{name}: {[*shown, float(value)]}")


# Zero itself is left out: there the quotients are 0/0.
little = mpf(2) ** -40
eighth = (pi / 4 * mpf("1.0001")) ** 2
show("(sin r − r)/r³ in r²", lambda z: (sin(sqrt(z)) / sqrt(z) - 1) / z, lambda z: z, little, eighth, 5)
show("(cos r − 1 + r²/2)/r⁴ in r²", lambda z: (cos(sqrt(z)) - 1 + z / 2) / z**2, lambda z: z**2, little, eighth, 5)
reach = log(2) / 128 * mpf("1.001")
show("(eʳ − 1 − r)/r²", lambda r: (exp(r) - 1 - r) / r**2 if r else mpf(1) / 2, lambda r: r**2, -reach, reach * mpf("1.0000001"), 3)
show("(atan x − x)/x³ in x²", lambda z: (atan(sqrt(z)) / sqrt(z) - 1) / z, lambda z: z, little, mpf("0.0626"), 7)
show("(asin x − x)/x³ in x²", lambda z: (asin(sqrt(z)) / sqrt(z) - 1) / z, lambda z: z, little, mpf("0.2501"), 12)
show("(log(1 + x) − x + x²/2)/x³", lambda x: (log(1 + x) - x + x**2 / 2) / x**3, lambda x: x**2, mpf("-0.03126"), mpf("0.03125"), 7)
parts("ln 2", log(2), 41)
parts("ln 2/64", log(2) / 64, 41)
mp.prec = 1600
parts("π/2", pi / 2, 32, 65, 98)
parts("π/2 of two float64", pi / 2, 52)
print(f"64/ln 2: {float(64 / log(2))}, 2/π: {float(2 / pi)}")
print(f"2/π · 2^1280: {int(floor(2 / pi * mpf(2) ** 1280)):#x}")
