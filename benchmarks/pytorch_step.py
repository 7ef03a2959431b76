"""The training steps of `benchmarks -- step` in PyTorch eager mode, one thread.

Started by the benchmark. Reads commands, a line each, and answers each with a line:
    begin CASE OPTIMIZER    makes the model and warms it up; answers its number of parameters
    round SECONDS           steps for about that long; answers the microseconds of a step
A step is zero_grad, forward, loss, backward and update.
"""
import sys
import time

import torch
from torch import nn
from torch.nn import functional


class Residual(nn.Module):
    def __init__(self, width, depth):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(width, width) for _ in range(depth))
        self.head = nn.Linear(width, 10)

    def forward(self, x):
        for layer in self.layers:
            x = x + torch.tanh(layer(x))
        return self.head(x)


# Case: model, batch, inputs.
CASES = {
    "a1": (lambda: nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1)), 1, 2),
    "a4": (lambda: nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1)), 4, 2),
    "b": (lambda: nn.Sequential(nn.Linear(64, 32), nn.Tanh(), nn.Linear(32, 10)), 32, 64),
    "c": (lambda: nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)), 64, 784),
    "d": (lambda: nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(), nn.Linear(512, 10)), 128, 784),
    "e": (lambda: Residual(64, 20), 32, 64),
}
OPTIMIZERS = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}


def make_step(case, optimizer_name):
    make, batch, inputs = CASES[case]
    torch.manual_seed(1)
    model = make()
    # As small a rate as the other side's: the loss stays where it is.
    optimizer = OPTIMIZERS[optimizer_name](model.parameters(), lr=1e-7)
    x = 2 * torch.rand(batch, inputs) - 1
    if case.startswith("a"):
        target, criterion = 2 * torch.rand(batch, 1) - 1, functional.mse_loss
    else:
        target, criterion = torch.randint(10, (batch,)), functional.cross_entropy

    def step():
        # None instead of zeros: the faster of the two.
        optimizer.zero_grad(set_to_none=True)
        criterion(model(x), target).backward()
        optimizer.step()

    return step, sum(parameter.numel() for parameter in model.parameters())


def measure(step, calls):
    start = time.perf_counter()
    for _ in range(calls):
        step()
    return (time.perf_counter() - start) / calls


def blas():
    try:
        with open("/proc/self/maps", encoding="utf-8") as maps:
            text = maps.read()
    except OSError:
        return "BLAS unknown"
    return next((name for name in ("openblas", "mkl_rt", "blis") if name in text), "reference BLAS (slow: install OpenBLAS)")


def main():
    torch.set_num_threads(1)
    torch.mm(torch.ones(8, 8), torch.ones(8, 8))
    print(f"torch {torch.__version__}, {torch.get_num_threads()} thread, {blas()}", flush=True)
    step, estimate = None, 0.0
    for line in sys.stdin:
        command, *arguments = line.split()
        if command == "begin":
            step, parameters = make_step(*arguments)
            until = time.perf_counter() + 0.3
            measure(step, 20)
            while time.perf_counter() < until:
                estimate = measure(step, 5)
            print(parameters, flush=True)
        elif command == "round":
            estimate = measure(step, max(1, int(float(arguments[0]) / estimate)))
            print(repr(1e6 * estimate), flush=True)
        else:
            raise ValueError(command)


if __name__ == "__main__":
    main()
