"""Prints the numbers of HyperbolicTangent.Pieces.cs: a polynomial for each piece of the range of floats, fitted with mpmath.

A piece is a quarter of a power of two, and the first is everything below 1/8. Of a piece, the number c near its middle is one whose
tanh is nearly a float, so that rounding it costs nothing (Gal, Computing elementary functions, 1986).
"""
import struct

import mpmath
from mpmath import mp, mpf, matrix

mp.dps = 50
LOW_BITS, FIRST, LIMIT, DEGREE = 21, 495, 9.5, 5


def bits(x):
    return struct.unpack("I", struct.pack("f", x))[0]


def value(number):
    return struct.unpack("f", struct.pack("I", number))[0]


def single(x):
    return struct.unpack("f", struct.pack("f", float(x)))[0]


def center(low, high):
    """The float about the middle whose tanh is nearest to a float."""
    def distance(x):
        exact = mpmath.tanh(mpf(x))
        return abs(exact - single(exact)) / exact

    middle, margin = bits(single((low + high) / 2)), (high - low) / 20
    around = (value(middle + 16 * k) for k in range(-4000, 4001))
    return min((x for x in around if abs(x - (low + high) / 2) < margin), key=distance)


def minimax(f, weight, powers, low, high):
    """The polynomial of the least greatest weighted error, by Lawson's reweighted least squares (1961)."""
    points = [(low + high) / 2 - (high - low) / 2 * mpmath.cos(mp.pi * (i + 0.5) / 80) for i in range(80)]
    rows = [[weight(p) * p ** k for k in powers] for p in points]
    goals = [weight(p) * f(p) for p in points]
    shares, terms, best = [mpf(1) / len(points)] * len(points), range(len(powers)), None
    for _ in range(60):
        a, b = matrix(len(powers), len(powers)), matrix(len(powers), 1)
        for row, goal, share in zip(rows, goals, shares):
            for i in terms:
                b[i] += share * row[i] * goal
                for j in terms:
                    a[i, j] += share * row[i] * row[j]
        solution = mpmath.lu_solve(a, b)
        errors = [abs(goal - sum(solution[j] * row[j] for j in terms)) for row, goal in zip(rows, goals)]
        if best is None or max(errors) < best[1]:
            best = list(solution), max(errors)
        total = sum(share * error for share, error in zip(shares, errors))
        shares = [share * error / total for share, error in zip(shares, errors)]
    return best[0]


def piece(number):
    """c, and the factors of the powers of x - c."""
    low, high = mpf(value(number << LOW_BITS)), min(mpf(value(number + 1 << LOW_BITS)), mpf(LIMIT))
    if number == FIRST:
        third, fifth = minimax(lambda d: mpmath.tanh(d) - d, lambda d: 1 / mpmath.tanh(d), [3, 5], mpf(10) ** -6, high)
        return 0.0, [0.0, 1.0, 0.0, third, 0.0, fifth]
    if low >= LIMIT:
        return 0.0, [1.0] + [0.0] * DEGREE
    c = center(low, high)
    constant = mpf(single(mpmath.tanh(mpf(c))))
    factors = minimax(lambda d: mpmath.tanh(c + d) - constant, lambda d: 1 / mpmath.tanh(c + d), range(1, DEGREE + 1), low - c, high - c)
    return c, [constant] + factors


def shortest(x):
    """The shortest decimal that is read as the same float."""
    return next(text for digits in range(1, 10) for text in [f"{single(x):.{digits}g}"] if single(float(text)) == single(x)) + "f"


pieces = {number & 31: piece(number) for number in range(FIRST, FIRST + 32)}
for name, numbers in [("Center", [pieces[i][0] for i in range(32)])] + [(str(k), [pieces[i][1][k] for i in range(32)]) for k in range(DEGREE + 1)]:
    print(name, *(", ".join(map(shortest, numbers[start:start + 16])) for start in (0, 16)), sep="\n")
