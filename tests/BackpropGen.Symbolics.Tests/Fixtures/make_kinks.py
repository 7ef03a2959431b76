#!/usr/bin/env python3
"""Writes what PyTorch (float64) takes for the derivatives of functions where they have none, as JSON beside this file.

Run by hand with PyTorch 1.13; the tests only read the JSON. Each entry names a row of the function table, the arguments,
and the partial derivative by each of them: numbers, "inf", "-inf" or "nan".

hypot is compared with torch.norm, which takes the subgradient 0 at the origin; torch.hypot itself gives nan there.
cbrt has no counterpart in PyTorch.
"""
import json
import math
import os

import torch

torch.set_default_dtype(torch.float64)
FOLDER = os.path.dirname(os.path.abspath(__file__))

CASES = [
    ("relu", torch.relu, [[0.0], [-0.0]]),
    ("abs", torch.abs, [[0.0], [-0.0]]),
    ("sign", torch.sign, [[0.0]]),
    ("max", torch.maximum, [[1.5, 1.5], [-2.0, -2.0], [0.0, 0.0]]),
    ("min", torch.minimum, [[1.5, 1.5], [-2.0, -2.0], [0.0, 0.0]]),
    ("clamp", lambda x, low, high: torch.clamp(x, low, high),
     [[-1.0, -1.0, 2.0], [2.0, -1.0, 2.0], [0.5, -1.0, 2.0], [-1.5, -1.0, 2.0], [2.5, -1.0, 2.0]]),
    ("floor", torch.floor, [[3.0], [0.0]]),
    ("ceiling", torch.ceil, [[3.0], [0.0]]),
    ("round", torch.round, [[2.5], [-0.5]]),
    ("truncate", torch.trunc, [[3.0], [0.0]]),
    ("pow", torch.pow, [[0.0, 0.0], [0.0, 1.0], [0.0, 2.0], [0.0, 0.5]]),
    ("hypot", lambda x, y: torch.norm(torch.stack([x, y])), [[0.0, 0.0], [0.0, 2.0]]),
    ("sqrt", torch.sqrt, [[0.0]]),
    ("log", torch.log, [[0.0]]),
    ("log1p", torch.log1p, [[-1.0]]),
    ("asin", torch.asin, [[1.0], [-1.0]]),
    ("acos", torch.acos, [[1.0], [-1.0]]),
    ("acosh", torch.acosh, [[1.0]]),
    ("atanh", torch.atanh, [[1.0], [-1.0]]),
    ("atan2", torch.atan2, [[0.0, 0.0]]),
]


def text(value):
    return value if math.isfinite(value) else str(value)


def main():
    entries = []
    for name, function, points in CASES:
        for point in points:
            arguments = [torch.tensor(x, requires_grad=True) for x in point]
            function(*arguments).backward()
            gradient = [0.0 if x.grad is None else x.grad.item() for x in arguments]
            entries.append({"function": name, "at": point, "gradient": [text(g) for g in gradient]})

    lines = ",\n".join("  " + json.dumps(entry) for entry in entries)
    with open(os.path.join(FOLDER, "kinks.json"), "w", encoding="utf-8", newline="\n") as file:
        file.write("[\n" + lines + "\n]\n")


main()
