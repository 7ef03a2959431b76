#!/usr/bin/env python3
"""Writes what PyTorch (float64) answers for every model of ../Definitions, as JSON beside this file.

Run by hand with PyTorch 1.13 and NumPy; the tests only read the JSON.

Of each model: the parameters and states it starts with, a batch, the outputs and the loss at inference, then of one
training step the loss, the gradient by each parameter and the next states. Each answer carries its `noise`: by how
much PyTorch's own answer changes when the real inputs and targets move by one unit in the last place, and when the
samples of the batch change places. A tensor whose gradient is zero by mathematics is marked `zero`.

Conventions on which libraries differ, and what is used here:
  softplus     logaddexp(x, 0); torch.nn.functional.softplus switches to the identity beyond its threshold
  maxima       torch.amax and torch.maximum, which split a tie evenly; max(dim) takes the first
  variances    biased to normalize, unbiased in BatchNorm's running variance
  batch loss   the mean over samples, or sum(value) / sum(weight)
"""
import json
import os
import zlib

import numpy as np
import torch

from twins import TWINS

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
FOLDER = os.path.dirname(os.path.abspath(__file__))
PERTURBATIONS = 6


def draw(twin, generator):
    """The parameters, states and columns of a twin, from its own seeded generator."""
    low, high = twin.range
    def values(shape, kind):
        if isinstance(kind, (list, tuple)):
            return np.array(kind, dtype=np.float64).reshape(shape)
        return twin.scale * generator.uniform(low, high, shape)

    parameters = {path: values(shape, twin.values.get(path)) for path, shape in twin.parameters.items()}
    states = {path: np.full(shape, float(value)) if not twin.random_states else generator.uniform(0.5, 1.5, shape)
              for path, (shape, value) in twin.states.items()}
    columns = {}
    for name, column in {**twin.inputs, **twin.targets}.items():
        columns[name] = column.draw(generator, twin.batch)
    return parameters, states, columns


def run(twin, parameters, states, columns):
    """Everything a fixture records, by PyTorch."""
    p = {path: torch.tensor(value, requires_grad=True) for path, value in parameters.items()}
    def column_tensors():
        return {name: torch.tensor(value, requires_grad=value.dtype == np.float64 and name in twin.inputs)
                for name, value in columns.items()}

    def loss_of(training):
        s = {path: torch.tensor(value) for path, value in states.items()}
        c = column_tensors()
        inputs = [c[name] for name in twin.inputs]
        outputs = twin.forward(p, s, training, *inputs)
        outputs = outputs if isinstance(outputs, tuple) else (outputs,)
        value = twin.loss(outputs, inputs, [c[name] for name in twin.targets])
        loss = value[0].sum() / value[1].sum() if isinstance(value, tuple) else value.mean()
        return outputs, loss + twin.penalty(p), s

    outputs, evaluation, _ = loss_of(False)
    _, loss, after = loss_of(True)
    gradients = torch.autograd.grad(loss, list(p.values()), allow_unused=True)
    assert outputs[0].shape[0] == twin.batch, (twin.name, outputs[0].shape)
    return {
        "outputs": {name: output.detach().numpy() for name, output in zip(twin.outputs, outputs)},
        "evaluation": evaluation.detach().numpy(),
        "loss": loss.detach().numpy(),
        "gradients": {path: np.zeros_like(parameters[path]) if g is None else g.numpy() for path, g in zip(p, gradients)},
        "states": {path: value.detach().numpy() for path, value in after.items()},
    }


def distance(left, right):
    return float(np.max(np.abs(left - right))) if left.size else 0.0


def noise_of(twin, parameters, states, columns, answer, generator):
    """The largest change of each answer under one-ulp changes of the reals and under permutations of the batch."""
    noise = {"outputs": {name: 0.0 for name in answer["outputs"]}, "evaluation": 0.0, "loss": 0.0,
             "gradients": {path: 0.0 for path in answer["gradients"]}, "states": {path: 0.0 for path in answer["states"]}}

    def see(other, order):
        for name, output in answer["outputs"].items():
            noise["outputs"][name] = max(noise["outputs"][name], distance(output[order], other["outputs"][name]))
        for kind in ("gradients", "states"):
            for path, value in answer[kind].items():
                noise[kind][path] = max(noise[kind][path], distance(value, other[kind][path]))
        for kind in ("evaluation", "loss"):
            noise[kind] = max(noise[kind], distance(answer[kind], other[kind]))

    straight = np.arange(twin.batch)
    for _ in range(PERTURBATIONS):
        order = generator.permutation(twin.batch)
        see(run(twin, parameters, states, {name: value[order] for name, value in columns.items()}), order)
        if not twin.kinks:
            nudged = {name: value if value.dtype != np.float64
                      else np.nextafter(value, np.where(generator.random(value.shape) < 0.5, -np.inf, np.inf))
                      for name, value in columns.items()}
            see(run(twin, parameters, states, nudged), straight)
    return noise


def check(twin, parameters, states, columns, answer):
    """PyTorch's gradient against central differences of PyTorch's loss, so that no twin is wrong by itself."""
    largest = max(np.max(np.abs(g)) for g in answer["gradients"].values())
    for path, gradient in answer["gradients"].items():
        size = np.max(np.abs(gradient))
        if path in twin.zero:
            assert size <= 1e-14 * largest, (twin.name, path, size, largest)
        else:
            assert size > 1e-7 * largest, (twin.name, path, "vanishes but is not marked")
    if not twin.differences:
        return
    step = 2e-4
    for path, gradient in answer["gradients"].items():
        for index in np.ndindex(gradient.shape):
            def loss_at(offset):
                moved = {key: value.copy() for key, value in parameters.items()}
                moved[path][index] += offset
                return run(twin, moved, states, columns)["loss"]
            slope = (8 * (loss_at(step) - loss_at(-step)) - (loss_at(2 * step) - loss_at(-2 * step))) / (12 * step)
            bound = 1e-6 * max(np.max(np.abs(gradient)), 1e-4 * largest)
            assert abs(slope - gradient[index]) <= bound, (twin.name, path, index, slope, gradient[index])


def numbers(values):
    return [float(value) for value in np.asarray(values).ravel()]


def fixture(twin):
    generator = np.random.default_rng(zlib.crc32(twin.seed.encode()))
    parameters, states, columns = draw(twin, generator)
    answer = run(twin, parameters, states, columns)
    noise = noise_of(twin, parameters, states, columns, answer, generator)
    check(twin, parameters, states, columns, answer)

    def column(name):
        value = columns[name]
        key = "reals" if value.dtype == np.float64 else "labels"
        return {"name": name, "shape": list(value.shape[1:]), key: numbers(value) if key == "reals" else value.tolist()}

    result = {
        "name": twin.name, "model": twin.model, "batch": twin.batch,
        "differences": twin.differences, "meanOfSamples": twin.mean_of_samples,
        "inputs": [column(name) for name in twin.inputs], "targets": [column(name) for name in twin.targets],
        "outputs": [{"name": name, "shape": list(value.shape[1:]), "values": numbers(value), "noise": noise["outputs"][name]}
                    for name, value in answer["outputs"].items()],
        "evaluation": {"value": float(answer["evaluation"]), "noise": noise["evaluation"]},
        "loss": {"value": float(answer["loss"]), "noise": noise["loss"]},
        "parameters": [{"path": path, "shape": list(value.shape), "values": numbers(value),
                        "gradient": numbers(answer["gradients"][path]), "noise": noise["gradients"][path],
                        "zero": path in twin.zero} for path, value in parameters.items()],
        "states": [{"path": path, "shape": list(value.shape), "values": numbers(value),
                    "after": numbers(answer["states"][path]), "noise": noise["states"][path]} for path, value in states.items()],
    }
    return result


def main():
    files = {}
    for twin in TWINS:
        files.setdefault(twin.file, []).append(fixture(twin))
    for name, fixtures in files.items():
        lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in fixtures)
        path = os.path.join(FOLDER, name + ".json")
        with open(path, "w", encoding="utf-8", newline="\n") as stream:
            stream.write("[\n" + lines + "\n]\n")
        print(f"{name}.json: {len(fixtures)} fixtures, {os.path.getsize(path) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
