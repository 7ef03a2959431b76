"""Writes functions.json: arguments and values of elementary functions, computed by mpmath with 60 digits.

Each value is the correctly rounded double of the exact value; the arguments of "single" are exact in binary32.
"""
import json
import os
import random
import struct

import mpmath
from mpmath import mp, mpf

mp.dps = 60
random.seed(20240229)


def single(x):
    return struct.unpack("f", struct.pack("f", x))[0]


def magnitudes(low, high, count):
    """Random numbers between two powers of two, even in the exponent."""
    return [random.uniform(1, 2) * 2.0 ** random.uniform(low, high) for _ in range(count)]


def signed(low, high, count):
    return [x * random.choice((-1, 1)) for x in magnitudes(low, high, count)]


def uniform(low, high, count):
    return [random.uniform(low, high) for _ in range(count)]


def sigmoid(x):
    return 1 / (1 + mpmath.exp(-x))


def softplus(x):
    return mpmath.log1p(mpmath.exp(x)) if x < 200 else x + mpmath.exp(-x)


def density(x):
    return mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi)


def near(points, width):
    return [p + random.uniform(-width, width) for p in points for _ in range(6)]


def quarter_turns(bits, highest):
    """Numbers below 2^highest of so many bits next to multiples of π/2, where a reduced argument loses most.

    The nearest of all, m · 2^e with m the numerator of a convergent of π/2 · 2^-e, are found as in Muller, Elementary Functions,
    3rd edition, 2016, section 11.2; beside them stand powers of two times small odd multiples.
    """
    numbers = {float(k * mpmath.pi / 2) for odd in (1, 3, 5, 7) for k in (odd << power for power in range(highest - 4))}
    for exponent in range(1 - bits, highest - bits):
        rest = mpmath.pi / 2 * mpf(2) ** -exponent
        last, now = 1, int(rest)
        while now.bit_length() <= bits:
            nearest, rest = now, 1 / (rest - mpmath.floor(rest))
            last, now = now, now * int(rest) + last
        numbers.add(nearest * 2.0 ** exponent)
    return [sign * x for x in sorted(numbers) for sign in (1, -1)]


# function, arguments in double precision, arguments in single precision
functions = {
    "Exp": (mpmath.exp, signed(-60, 8, 60) + uniform(-745, 709.7, 120), signed(-30, 6, 60) + uniform(-103, 88.7, 120)),
    "Expm1": (mpmath.expm1, signed(-70, 8, 80) + uniform(-40, 709.7, 60) + uniform(-2, 2, 60),
              signed(-40, 6, 80) + uniform(-20, 88.7, 60) + uniform(-2, 2, 60)),
    "Log": (mpmath.log, magnitudes(-1073, 1022, 100) + near([1.0], 0.4) * 3 + near([1.0], 1e-6) * 2,
            magnitudes(-148, 126, 100) + near([1.0], 0.4) * 3 + near([1.0], 1e-4) * 2),
    "Log1p": (mpmath.log1p, signed(-70, -1.1, 100) + magnitudes(-1, 1000, 60) + uniform(-0.999, 2, 60),
              signed(-40, -1.1, 100) + magnitudes(-1, 120, 60) + uniform(-0.999, 2, 60)),
    "Tanh": (mpmath.tanh, signed(-70, 2, 80) + uniform(-22, 22, 60) + uniform(-1, 1, 60),
             signed(-40, 2, 80) + uniform(-12, 12, 60) + uniform(-1, 1, 60)),
    "Sigmoid": (sigmoid, signed(-70, 2, 40) + uniform(-740, 60, 100) + uniform(-4, 4, 60),
                signed(-40, 2, 40) + uniform(-102, 30, 100) + uniform(-4, 4, 60)),
    "Softplus": (softplus, signed(-70, 2, 40) + uniform(-740, 60, 100) + uniform(-4, 4, 60),
                 signed(-40, 2, 40) + uniform(-102, 30, 100) + uniform(-4, 4, 60)),
    "NormalDensity": (density, uniform(-38, 38, 120) + signed(-60, 1, 40), uniform(-14, 14, 120) + signed(-40, 1, 40)),
    "Erf": (mpmath.erf, signed(-70, 1, 80) + uniform(-6.5, 6.5, 120) + near([0.84375, 1.0, 1.25, 2.857], 0.01),
            signed(-40, 1, 80) + uniform(-5, 5, 120) + near([0.84375, 1.0, 1.25, 2.857], 0.01)),
    "Erfc": (mpmath.erfc, signed(-60, 1, 60) + uniform(-6, 26, 120) + near([0.25, 0.5, 0.84375, 1.25, 2.857], 0.01),
             signed(-30, 1, 60) + uniform(-4, 10, 120) + near([0.25, 0.5, 0.84375, 1.25, 2.857], 0.01)),
    "Sin": (mpmath.sin, signed(-40, 3, 80) + signed(3, 50, 60) + quarter_turns(53, 50),
            signed(-30, 3, 80) + signed(3, 40, 60) + quarter_turns(24, 40)),
    "Cos": (mpmath.cos, signed(-40, 3, 80) + signed(3, 50, 60) + quarter_turns(53, 50),
            signed(-30, 3, 80) + signed(3, 40, 60) + quarter_turns(24, 40)),
    "Tan": (mpmath.tan, signed(-40, 3, 60) + quarter_turns(53, 50), signed(-30, 3, 60) + quarter_turns(24, 40)),
    "Asin": (mpmath.asin, uniform(-1, 1, 40) + signed(-30, -1.1, 20), uniform(-1, 1, 40) + signed(-20, -1.1, 20)),
    "Acos": (mpmath.acos, uniform(-1, 1, 40), uniform(-1, 1, 40)),
    "Atan": (mpmath.atan, signed(-30, 30, 60), signed(-20, 20, 60)),
    "Sinh": (mpmath.sinh, signed(-30, 8, 60), signed(-20, 5, 60)),
    "Cosh": (mpmath.cosh, signed(-30, 8, 60), signed(-20, 5, 60)),
    "Asinh": (mpmath.asinh, signed(-30, 60, 60), signed(-20, 60, 60)),
    "Acosh": (mpmath.acosh, [1 + x for x in magnitudes(-20, 60, 60)], [1 + x for x in magnitudes(-10, 30, 60)]),
    "Atanh": (mpmath.atanh, signed(-30, -1.001, 60), signed(-20, -1.001, 60)),
    "Cbrt": (lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)), signed(-200, 200, 60), signed(-100, 100, 60)),
    "Sqrt": (mpmath.sqrt, magnitudes(-200, 200, 30), magnitudes(-100, 100, 30)),
}

out = {}
for name, (function, doubles, singles) in functions.items():
    out[name] = {
        "double": [[x, float(function(mpf(x)))] for x in doubles],
        "single": [[x, float(function(mpf(x)))] for x in map(single, singles)],
    }



def powers(low, high, limit, count):
    """Bases and exponents whose power is between e^-limit and e^limit, near 1 and far from it, and integer powers of negative bases."""
    rows = []
    for x in magnitudes(low, high, count) + near([1.0], 0.4) * 6 + near([1.0], 1e-6) * 4:
        rows.append((x, random.uniform(-limit, limit) / abs(float(mpmath.log(x)))))
        rows.append((x, random.choice((-3, -2, -1, -0.5, 0, 0.25, 0.5, 1 / 3, 1, 1.5, 2, 3, 5))))
    rows += [(-random.uniform(0.1, 4), float(random.randint(-40, 40))) for _ in range(count)]
    return rows


def power(rows, smallest, largest):
    values = [(x, y, mpmath.power(mpf(x), mpf(y))) for x, y in rows]
    return [[x, y, float(value)] for x, y, value in values if smallest <= abs(value) <= largest]


out["Pow"] = {
    "double": power(powers(-1070, 1020, 700, 120), 2.3e-308, 1.7e308),
    "single": power([(single(x), single(y)) for x, y in powers(-140, 120, 85, 120)], 1.2e-38, 3.3e38),
}

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "functions.json")
with open(path, "w", encoding="utf-8", newline="\n") as file:
    file.write("{\n")
    names = list(out)
    for name in names:
        file.write(f' "{name}": {{\n')
        for precision in ("double", "single"):
            rows = ",\n".join("   " + json.dumps(row) for row in out[name][precision])
            file.write(f'  "{precision}": [\n{rows}\n  ]' + (",\n" if precision == "double" else "\n"))
        file.write(" }" + (",\n" if name != names[-1] else "\n"))
    file.write("}\n")
