"""Makes expressions.json: values, gradients and Hessians of C# expressions, to 30 digits.

Run with a Python that has sympy (1.11) and mpmath:  python3 make_expressions.py

Each expression is C# that is also Python: it is evaluated with sympy's functions under C#'s names, differentiated by sympy, and
computed with 700 digits. Noise is how much each number changes when the arguments change by half a unit in their last place:
no computation in double can be more accurate than that.
"""
import json
import os
import re
import sympy as sp
import mpmath as mp

mp.mp.dps = 700  # ln(1 + exp(-700)) needs 310 of them
x, y, z = ARGUMENTS = sp.symbols("x y z", real=True)


def step(name):
    """A function that is constant between its steps."""
    return type(name, (sp.Function,), {"fdiff": lambda self, argindex=1: sp.Integer(0)})


Floor, Ceiling, Round, Truncate, Sign = STEPS = [step(name) for name in ("Floor", "Ceiling", "Round", "Truncate", "Sign")]
STEP_VALUES = {"Floor": mp.floor, "Ceiling": mp.ceil, "Round": mp.nint, "Truncate": lambda u: mp.floor(u) if u > 0 else mp.ceil(u), "Sign": mp.sign, "DiracDelta": lambda *_: 0}


class Math:
    Floor, Ceiling, Round, Truncate, Sign = STEPS
    IEEERemainder = staticmethod(lambda u, v: u - v * Round(u / v))
    Exp, Log, Sqrt, Sin, Cos, Tan = sp.exp, sp.log, sp.sqrt, sp.sin, sp.cos, sp.tan
    Asin, Acos, Atan, Atan2 = sp.asin, sp.acos, sp.atan, sp.atan2
    Sinh, Cosh, Tanh, Asinh, Acosh, Atanh = sp.sinh, sp.cosh, sp.tanh, sp.asinh, sp.acosh, sp.atanh
    Pow = staticmethod(lambda u, v: u ** v)
    Log2 = staticmethod(lambda u: sp.log(u) / sp.log(2))
    Log10 = staticmethod(lambda u: sp.log(u) / sp.log(10))
    Cbrt = staticmethod(lambda u: sp.Piecewise((u ** sp.Rational(1, 3), u > 0), (-(-u) ** sp.Rational(1, 3), True)))
    Abs = staticmethod(lambda u: sp.Piecewise((u, u > 0), (-u, True)))
    Max = staticmethod(lambda u, v: sp.Piecewise((u, u > v), (v, True)))
    Min = staticmethod(lambda u, v: sp.Piecewise((v, u > v), (u, True)))
    Clamp = staticmethod(lambda u, a, b: sp.Piecewise((a, u < a), (b, u > b), (u, True)))


class Double:
    Exp2 = staticmethod(lambda u: sp.Integer(2) ** u)
    ExpM1 = staticmethod(lambda u: sp.exp(u) - 1)
    LogP1 = staticmethod(lambda u: sp.log(1 + u))
    Hypot = staticmethod(lambda u, v: sp.sqrt(u ** 2 + v ** 2))


class ScalarMath:
    Sigmoid = staticmethod(lambda u: 1 / (1 + sp.exp(-u)))
    Softplus = staticmethod(lambda u: sp.log(1 + sp.exp(u)))
    Erf, Erfc = sp.erf, sp.erfc


def to_sympy(text):
    text = re.sub(r"(?<![\w.])(\d+\.\d+(?:[eE][-+]?\d+)?|\d+)", r"N('\1')", text).replace("double.", "Double.")
    # Numbers are the doubles of the C# text, exactly.
    exact = lambda digits: sp.Rational(*float(digits).as_integer_ratio())
    value = sp.sympify(eval(text, {"Math": Math, "Double": Double, "ScalarMath": ScalarMath, "N": exact, "x": x, "y": y, "z": z}))
    # Python's remainder has the sign of the divisor, C#'s that of the dividend.
    return value.replace(sp.Mod, lambda u, v: u - v * Truncate(u / v))


UNARY = [
    "Math.Exp({})", "double.Exp2({})", "double.ExpM1({})", "Math.Log({})", "Math.Log2({})", "Math.Log10({})", "double.LogP1({})",
    "ScalarMath.Sigmoid({})", "ScalarMath.Softplus({})", "Math.Sqrt({})", "Math.Cbrt({})", "Math.Sin({})", "Math.Cos({})", "Math.Tan({})",
    "Math.Asin({})", "Math.Acos({})", "Math.Atan({})", "Math.Sinh({})", "Math.Cosh({})", "Math.Tanh({})", "Math.Asinh({})",
    "Math.Acosh({})", "Math.Atanh({})", "ScalarMath.Erf({})", "ScalarMath.Erfc({})", "Math.Abs({})", "Math.Max({}, 0.0)",
]
BINARY = ["Math.Pow({}, {})", "double.Hypot({}, {})", "Math.Atan2({}, {})", "Math.Max({}, {})", "Math.Min({}, {})", "({}) / ({})"]
INNER = ["x * y + 0.5", "Math.Sin(x) * Math.Exp(0.25 * y)", "x / (1 + y * y)", "Math.Sqrt(x * x + y * y + 0.5) - 0.25"]
ONE = [[-2.7], [-1.3], [-0.6], [-0.04], [0.07], [0.4], [0.9], [1.6], [3.2]]
TWO = [[0.3, 0.7], [-0.8, 0.45], [1.2, -0.35], [0.15, 1.4], [2.1, 0.6]]
THREE = [[0.3, -0.7, 1.1], [1.4, 0.2, -0.6], [-0.5, 0.9, 0.35]]
SMALL = [[-1e-3], [1e-8], [1e-4], [0.02]]
LARGE = [[-700], [-40], [-20], [25], [300]]
OTHERS = [
    # activations, losses, densities
    ("x * Math.Tanh(Math.Log(1 + Math.Exp(x)))", ONE + [[-30], [30]]), ("x / (1 + Math.Exp(-x))", ONE + [[-40], [40]]),
    ("0.5 * x * (1 + ScalarMath.Erf(x / Math.Sqrt(2.0)))", ONE), ("Math.Log(1 + Math.Exp(x))", ONE + LARGE), ("1 / (1 + Math.Exp(-x))", ONE + LARGE),
    ("-Math.Log(1 / (1 + Math.Exp(-x)))", ONE + LARGE), ("-Math.Log(1 - ScalarMath.Sigmoid(x))", ONE + LARGE), ("Math.Exp(x) / (1 + Math.Exp(x))", ONE + LARGE),
    ("Math.Exp(-x * x / 2) / Math.Sqrt(6.283185307179586)", ONE), ("Math.Log(Math.Exp(-0.5 * (x - y) * (x - y)) / y)", TWO[:2]),
    ("y * Math.Log(1 + Math.Exp(-x)) + (1 - y) * Math.Log(1 + Math.Exp(x))", TWO + [[300, 0.2], [-300, 0.2]]),
    ("Math.Log(Math.Exp(x) + Math.Exp(y) + Math.Exp(z))", THREE + [[900, 899, 10], [-800, -801, -799]]), ("Math.Log(1 + Math.Exp(x) + Math.Exp(y))", TWO + [[800, 799.5]]),
    ("Math.Exp(x) / (Math.Exp(x) + Math.Exp(y) + Math.Exp(z))", THREE + [[900, 899, 897]]), ("Math.Log(2.5 * Math.Exp(x - y) + 0.5 * Math.Exp(x * y))", TWO),
    # near removable singularities, where differences of nearly equal numbers arise
    ("Math.Exp(x) - 1", ONE + SMALL), ("Math.Log(1 + x)", SMALL + [[0.5], [2.0]]), ("(Math.Exp(x) - 1) * (Math.Exp(x) + 1)", ONE + SMALL),
    ("double.ExpM1(x) / x", ONE), ("double.LogP1(x) / x", [[0.4], [0.9], [1.6]]), ("Math.Sin(x) / x", ONE[:3] + ONE[5:]), ("Math.Tanh(x) / x", ONE[:3] + ONE[5:]),
    ("Math.Log(1 + x * x)", ONE + SMALL), ("Math.Exp(x * y) - 1", TWO + [[1e-5, 1e-3]]), ("Math.Exp(-x) - 1", ONE + SMALL), ("1 - Math.Exp(x)", ONE + SMALL),
    # norms and directions
    ("Math.Sqrt(x * x + y * y)", TWO + [[3e-9, 4e-9], [3e9, 4e9]]), ("Math.Sqrt(x * x + y * y + z * z)", THREE), ("x / Math.Sqrt(x * x + y * y)", TWO), ("Math.Sqrt(x * x)", ONE),
    ("1 / Math.Sqrt(x * x + y * y + z * z)", THREE), ("Math.Pow(x * x + y * y, 1.5)", TWO), ("Math.Atan(y / x)", TWO), ("double.Hypot(x - y, z)", THREE),
    # powers and quotients
    ("x * x * x - 2 * x", ONE), ("Math.Pow(x, 5)", ONE), ("Math.Pow(x, -3)", ONE), ("Math.Pow(x, 0.5)", ONE[5:]), ("Math.Pow(x, -0.5)", ONE[5:]), ("Math.Pow(2.5, x)", ONE), ("Math.Pow(x, x)", ONE[4:]),
    ("(x - y) / (x + y)", TWO[:2]), ("(x * y) / (z * y)", THREE), ("1 / (1 / x + 1 / y)", TWO), ("x * y * z / (x * x + y * y + z * z)", THREE), ("(x + y) * (x - y)", TWO), ("1 / (x * y * z)", THREE),
    ("Math.Pow(x, 3) / (1 + Math.Pow(y, 4))", TWO), ("Math.Exp(Math.Log(2 + x) * y)", TWO), ("Math.Log(x * x * Math.Exp(y))", TWO),
    # steps and remainders
    ("Math.Floor(x * y) * x", TWO), ("Math.Ceiling(3 * x) * Math.Sin(x)", ONE), ("Math.Round(4 * x) * x * x", ONE), ("Math.Truncate(x * x) * Math.Exp(x)", ONE), ("Math.Sign(x) * x * x", ONE),
    ("(x - Math.Floor(x)) * (1 - (x - Math.Floor(x)))", ONE), ("x % y", TWO + [[7.25, -0.6], [-7.25, 0.6]]), ("(5 * x) % y * (x * x)", TWO), ("Math.IEEERemainder(x, y)", TWO + [[7.25, -0.6], [-7.25, 0.7]]),
    ("Math.IEEERemainder(7 * x, y) * y", TWO),
    # physics, geometry, finance
    ("0.5 * (1 + ScalarMath.Erf(Math.Log(x / y) / (z * Math.Sqrt(2.0))))", [[1.1, 0.9, 0.4], [0.7, 1.3, 0.8]]), ("4 * (Math.Pow(x, -12) - Math.Pow(x, -6))", [[0.9], [1.1], [1.6], [2.5]]),
    ("Math.Acos((x * y + 0.5) / Math.Sqrt((1 + x * x) * (1 + y * y)))", [[0.3, 0.7], [-0.8, 0.45]]), ("Math.Exp(-x) * Math.Cos(6.5 * x + y)", TWO), ("Math.Sin(x + y) * Math.Sin(x - y)", TWO),
    ("Math.Tanh(x) * Math.Tanh(x) + Math.Sin(y) * Math.Sin(y)", TWO), ("ScalarMath.Sigmoid(x) * (1 - ScalarMath.Sigmoid(x))", ONE), ("(1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)", TWO),
    ("Math.Clamp(x * y, -0.5, 0.5) * z", THREE), ("Math.Max(x, y) * Math.Min(y, z)", THREE), ("Math.Abs(x - y) * Math.Exp(z)", THREE), ("Math.Log(Math.Sqrt(x * x + 1) + x)", ONE[3:]),
]


# The derivative of the sigmoid is taken as y (1 - y), as PyTorch takes it: from the value, hence with the value's rounding
# where that is near 1. What contains it is compared there relative to the largest of the results.
SATURATED = {
    "x * Math.Tanh(Math.Log(1 + Math.Exp(x)))", "x / (1 + Math.Exp(-x))", "1 / (1 + Math.Exp(-x))", "-Math.Log(1 / (1 + Math.Exp(-x)))",
    "Math.Exp(x) / (1 + Math.Exp(x))", "-Math.Log(1 - ScalarMath.Sigmoid(x))", "Math.Log(1 + Math.Exp(x))",
    "y * Math.Log(1 + Math.Exp(-x)) + (1 - y) * Math.Log(1 + Math.Exp(x))",
}


def numbers(expression, arguments):
    """The value, the gradient and the upper triangle of the Hessian."""
    gradient = [sp.diff(expression, a) for a in arguments]
    return [expression, *gradient, *[sp.diff(g, b) for i, g in enumerate(gradient) for b in arguments[i:]]]


def case(text, points):
    expression = to_sympy(text)
    arguments = ARGUMENTS[:len(points[0])]
    compute = sp.lambdify(arguments, numbers(expression, arguments), [STEP_VALUES, "mpmath"])
    rows = []
    for point in points:
        at = [mp.mpf(v) for v in point]
        try:
            result = [mp.mpf(r) for r in compute(*at)]
        except (TypeError, ValueError, ZeroDivisionError):
            continue  # outside of the domain
        if not all(mp.isfinite(r) for r in result):
            continue
        noise = [mp.mpf(0)] * len(result)
        for i in range(len(at)):
            moved = list(at)
            moved[i] *= 1 + mp.mpf(2) ** -53
            noise = [n + abs(mp.re(m) - r) for n, m, r in zip(noise, compute(*moved), result)]
        rows.append({"x": point, "results": [mp.nstr(r, 30) for r in result], "noise": [float(mp.nstr(n, 3)) for n in noise],
                     "scale": float(max(abs(r) for r in result)) if text in SATURATED and abs(point[0]) >= 20 else 0})
    assert rows, text
    return {"code": text, "sympy": str(expression), "points": rows}


def main():
    cases = [case(f.format("x"), ONE + [[2.2], [0.001]]) for f in UNARY]
    cases += [case(f.format("x", "y"), TWO + [[0.8, 2.5]]) for f in BINARY]
    for f in UNARY:
        for inner in INNER:
            try:
                cases.append(case(f.format(inner), TWO))
            except AssertionError:
                pass  # no point of the inner function lies in the domain of the outer one
    cases += [case(f.format("x * y + 1.5", "Math.Cos(x - y)"), TWO) for f in BINARY]
    cases += [case(text, points) for text, points in OTHERS]
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "expressions.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
    print(len(cases), "expressions,", sum(len(c["points"]) for c in cases), "points")


main()
