#!/usr/bin/env python3
"""Writes quotients with a removable gap at 0, and their derivatives, computed with 60 digits from hypergeometric series, as JSON beside this file.

Run by hand with Debian's python3-mpmath; the tests only read the JSON. A row is [order, x, value, size]. Derivatives are by x for
the exponential and the logarithm, by z = x² or −x² for the others. Beside a zero, where no computation from the rounded sine and cosine
keeps its digits, the size is that of the values around; elsewhere it is the value.
"""
import json
import os

import mpmath as mp

mp.mp.dps = 60
SMALL = [0.0, 1e-200, 1e-160, 3e-9, 1.5e-5, 0.002, 0.03, 0.21, 0.47, 0.499, 0.501, 0.73, 0.99, 0.9999, 1.0, 1.01, 1.37]
LARGE = SMALL + [1.99, 2.0, 2.01, 2.6, 2.99, 3.2, 3.9, 4.1, 4.7, 5.5, 7.9, 12.3, 31.4, 250.0, 1234.5]
ORDERS = range(5)


def sine(n, z):
    return (-1) ** n * mp.factorial(n) / mp.factorial(2 * n + 1) * mp.hyp0f1(n + mp.mpf(3) / 2, -z / 4)


def versine(n, z):
    return (-1) ** n * mp.factorial(n) / mp.factorial(2 * n + 2) * mp.hyp1f2(n + 1, n + mp.mpf(3) / 2, n + 2, -z / 4)


def exponential(n, x):
    return mp.hyp1f1(n + 1, n + 2, x) / (n + 1)


def logarithm(n, x):
    return (-1) ** n * mp.factorial(n) * mp.hyp2f1(n + 1, n + 1, n + 2, -x) / (n + 1)


def arctangent(n, z):
    return (-1) ** n * mp.factorial(n) * mp.hyp2f1(n + 1, n + mp.mpf(1) / 2, n + mp.mpf(3) / 2, -z) / (2 * n + 1)


def rows(function, points, variable):
    result = []
    for n in ORDERS:
        for point in points:
            x = mp.mpf(point)
            value = function(n, variable(x))
            # Around: within half a period, of those that oscillate.
            around = [function(n, variable(x + d)) for d in ([-0.8, 0.8] if x > 2 and variable(x) > x else [])]
            result.append([n, point, mp.nstr(value, 20), mp.nstr(max([abs(value)] + [abs(a) for a in around]), 5)])
    return result


square, negative, itself = lambda x: x * x, lambda x: -x * x, lambda x: x
SIGNED = SMALL + [-x for x in SMALL[1:]]
tables = {
    "Sine": rows(sine, LARGE, square), "HyperbolicSine": rows(sine, LARGE[:-2], negative),
    "Versine": rows(versine, LARGE, square), "HyperbolicVersine": rows(versine, LARGE[:-2], negative),
    "Exponential": rows(exponential, LARGE[:-1] + [-x for x in LARGE[1:]], itself),
    "Logarithm": rows(logarithm, LARGE + [1e6] + [-x for x in SMALL[1:-3]], itself),
    "Arctangent": rows(arctangent, LARGE + [1e6], square), "HyperbolicArctangent": rows(arctangent, SMALL[:-3], negative),
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "quotients.json"), "w", encoding="utf-8", newline="\n") as file:
    file.write("{\n" + ",\n".join(f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in table) + "\n]" for name, table in tables.items()) + "\n}\n")
