"""Makes optimizers.json and quantiles.json: what PyTorch's optimizers give in float64, and
quantiles of the normal distribution in 40 digits by mpmath, rounded to float64.

Run: python3 generate.py (PyTorch 1.13, mpmath). The tests read the files and need no Python.
"""
import json
import pathlib

import mpmath
import torch

STEPS = 12
LENGTH = 7

CASES = {
    "sgd": lambda p: torch.optim.SGD([p], lr=0.1),
    "sgd-momentum": lambda p: torch.optim.SGD([p], lr=0.05, momentum=0.9),
    "sgd-nesterov": lambda p: torch.optim.SGD([p], lr=0.05, momentum=0.9, nesterov=True),
    "adam": lambda p: torch.optim.Adam([p], lr=0.01),
    "adam-other-betas": lambda p: torch.optim.Adam([p], lr=0.02, betas=(0.8, 0.95), eps=1e-4),
    "adamw": lambda p: torch.optim.AdamW([p], lr=0.01, weight_decay=0.1),
}


def trajectory(make):
    torch.manual_seed(7)
    parameter = torch.nn.Parameter(torch.randn(LENGTH, dtype=torch.float64))
    gradients = torch.randn(STEPS, LENGTH, dtype=torch.float64)
    optimizer = make(parameter)
    points = [parameter.detach().tolist()]
    for gradient in gradients:
        parameter.grad = gradient.clone()
        optimizer.step()
        points.append(parameter.detach().tolist())
    return {"gradients": gradients.tolist(), "points": points}


def quantile(probability):
    with mpmath.workdps(40):
        return float(mpmath.findroot(lambda x: mpmath.ncdf(x) - mpmath.mpf(probability), float(torch.special.ndtri(torch.tensor(probability, dtype=torch.float64)))))


def quantiles():
    probabilities = [2.0 ** -53, 1e-14, 1e-11, 1e-8, 1e-5, 1e-3, 0.02, 0.0749, 0.0751, 0.2, 0.4, 0.5, 0.6, 0.9, 0.93, 0.999, 1 - 1e-9]
    return [[p, quantile(p)] for p in probabilities]


def main():
    folder = pathlib.Path(__file__).parent
    optimizers = {name: trajectory(make) for name, make in CASES.items()}
    (folder / "optimizers.json").write_text(json.dumps(optimizers, indent=1) + "\n")
    (folder / "quantiles.json").write_text(json.dumps(quantiles()) + "\n")


if __name__ == "__main__":
    main()
