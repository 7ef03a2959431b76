#!/usr/bin/env python3
"""Makes gaps.json: quotients with a removable gap at 0, and their derivatives up to the fourth, at the gap and around it, to 25 digits.

Run with a Python that has sympy (1.11) and mpmath:  python3 make_gaps.py

Each expression is C# of x; beside it stands the same for sympy. At 0 the derivatives are those of sympy's series, elsewhere sympy's
derivatives computed with 600 digits. Noise is how much each number changes when x changes by half a unit in its last place.
"""
import json
import os

import mpmath as mp
import sympy as sp

mp.mp.dps = 600
x = sp.Symbol("x")
ORDER = 4
POINTS = [0.0, 1e-60, 1e-12, -3e-6, 1e-3, -0.04, 0.3, -0.8]
FAR = [1.7, -2.9, 6.1, 40.5]

CASES = [
    ("Math.Sin(x) / x", sp.sin(x) / x, FAR), ("x == 0 ? 1 : Math.Sin(x) / x", sp.sin(x) / x, FAR), ("x != 0 ? Math.Sin(x) / x : 1.0", sp.sin(x) / x, FAR),
    ("Math.Sin(2 * x) / x", sp.sin(2 * x) / x, FAR), ("Math.Sin(-3 * x) / (2 * x)", -sp.sin(3 * x) / (2 * x), FAR), ("Math.Sin(x * x) / x", sp.sin(x * x) / x, [1.7]), ("Math.Log(1 + x * x) / x", sp.log(1 + x * x) / x, FAR),
    ("Math.Sin(x) * Math.Sin(x) / (x * x)", (sp.sin(x) / x) ** 2, FAR), ("x / Math.Sin(x)", x / sp.sin(x), FAR[:2]),
    ("Math.Exp(Math.Sin(x) / x) * x", sp.exp(sp.sin(x) / x) * x, FAR), ("Math.Sin(x) / x * x", sp.sin(x), FAR), ("x * x / (1 - Math.Cos(x))", x * x / (1 - sp.cos(x)), FAR[:2]),
    ("(1 - Math.Cos(x)) / (x * x)", (1 - sp.cos(x)) / x ** 2, FAR), ("(1 - Math.Cos(3 * x)) / x / x", (1 - sp.cos(3 * x)) / x ** 2, FAR), ("(Math.Cos(x) - 1) / x", (sp.cos(x) - 1) / x, FAR),
    ("x == 0 ? 0.5 : (1 - Math.Cos(x)) / (x * x)", (1 - sp.cos(x)) / x ** 2, FAR),
    ("Math.Tan(x) / x", sp.tan(x) / x, FAR[1:3]), ("x / Math.Tan(x)", x / sp.tan(x), FAR[:2]), ("Math.Tan(2 * x) / x", sp.tan(2 * x) / x, FAR[:1]),
    ("Math.Sinh(x) / x", sp.sinh(x) / x, FAR), ("x / Math.Sinh(x)", x / sp.sinh(x), FAR), ("(Math.Cosh(x) - 1) / (x * x)", (sp.cosh(x) - 1) / x ** 2, FAR),
    ("(Math.Exp(x) - 1) / x", (sp.exp(x) - 1) / x, FAR), ("(1 - Math.Exp(-x)) / x", (1 - sp.exp(-x)) / x, FAR), ("x / (Math.Exp(x) - 1)", x / (sp.exp(x) - 1), FAR), ("double.ExpM1(0.5 * x) / x", (sp.exp(x / 2) - 1) / x, FAR),
    ("Math.Log(1 + x) / x", sp.log(1 + x) / x, [1.7, 6.1, 40.5]), ("x / double.LogP1(x)", x / sp.log(1 + x), [1.7, 6.1, 40.5]), ("-Math.Log(1 - x) / x", -sp.log(1 - x) / x, [-2.9, -40.5]),
    ("Math.Atan(x) / x", sp.atan(x) / x, FAR), ("Math.Atanh(x) / x", sp.atanh(x) / x, [0.97]), ("x / Math.Atan(2 * x)", x / sp.atan(2 * x), FAR),
    ("1 - Math.Cos(x)", 1 - sp.cos(x), FAR), ("3 * Math.Cosh(x) - 3", 3 * (sp.cosh(x) - 1), FAR),
]


def derivatives(expression, point):
    if point == 0:
        series = sp.series(expression, x, 0, ORDER + 2).removeO()
        return [mp.mpf(str(sp.N(sp.factorial(k) * series.coeff(x, k), 60))) for k in range(ORDER + 1)]
    return [mp.mpf(mp.re(f(mp.mpf(point)))) for f in compiled[expression]]


compiled = {expression: [sp.lambdify(x, sp.diff(expression, x, k), "mpmath") for k in range(ORDER + 1)] for _, expression, _ in CASES}
cases = []
for code, expression, far in CASES:
    rows = []
    for point in POINTS + far:
        values = derivatives(expression, point)
        moved = derivatives(expression, mp.mpf(point) * (1 + mp.mpf(2) ** -53)) if point != 0 else values
        rows.append({"x": point, "derivatives": [mp.nstr(v, 25) for v in values], "noise": [float(mp.nstr(abs(m - v), 3)) for m, v in zip(moved, values)]})
    cases.append({"code": code, "points": rows})
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "gaps.json"), "w", encoding="utf-8", newline="\n") as file:
    file.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
print(len(cases), "expressions,", sum(len(case["points"]) for case in cases), "points")
