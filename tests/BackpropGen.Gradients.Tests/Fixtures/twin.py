"""The description of one model's twin, and the pieces that twins are made of."""

import numpy as np
import torch
import torch.nn.functional as F


class Reals:
    """A column of real numbers, uniform on a range."""

    def __init__(self, *shape, low=-1.5, high=1.5):
        self.shape, self.low, self.high = shape, low, high

    def draw(self, generator, batch):
        return np.asarray(generator.uniform(self.low, self.high, (batch, *self.shape)))


class Choices(Reals):
    """A column of reals, each one of a few values."""

    def __init__(self, *shape, values):
        super().__init__(*shape)
        self.values = values

    def draw(self, generator, batch):
        drawn = np.array(self.values, dtype=np.float64)[generator.integers(0, len(self.values), (batch, *self.shape))]
        drawn.flat[0], drawn.flat[-1] = self.values[0], self.values[-1]
        return drawn


class Distribution(Reals):
    """A column of rows that sum to one."""

    def draw(self, generator, batch):
        weights = generator.uniform(0.1, 1.0, (batch, *self.shape))
        return weights / weights.sum(-1, keepdims=True)


class Labels:
    """A column of class labels."""

    def __init__(self, classes):
        self.classes = classes

    def draw(self, generator, batch):
        return generator.integers(0, self.classes, batch)


class Twin:
    """What PyTorch computes for one model of ../Definitions."""

    def __init__(self, model, forward, loss, inputs, targets, parameters, *, variant="", file="functions", outputs=("y",),
                 states=None, zero=(), values=None, batch=5, range=(-1.0, 1.0), scale=1.0, penalty=None,
                 differences=True, mean_of_samples=True, kinks=False, random_states=False, seed=None):
        self.model, self.name = model, model + ("@" + variant if variant else "")
        self.forward, self.loss, self.inputs, self.targets, self.parameters = forward, loss, inputs, targets, parameters
        self.file, self.outputs, self.states, self.zero = file, outputs, states or {}, zero
        self.values, self.batch, self.range, self.scale = values or {}, batch, range, scale
        self.penalty = penalty or (lambda p: 0.0)
        self.differences, self.mean_of_samples, self.kinks = differences and not kinks, mean_of_samples, kinks
        self.random_states = random_states
        self.seed = seed or self.name


def dense(p, name, x):
    """W x + b over the last axis."""
    y = x @ p[name + ".weight"].T
    return y + p[name + ".bias"] if name + ".bias" in p else y


def dense_shapes(name, inputs, outputs, bias=True):
    shapes = {name + ".weight": (outputs, inputs)}
    if bias:
        shapes[name + ".bias"] = (outputs,)
    return shapes


def norm_shapes(name, width):
    return {name + ".weight": (width,), name + ".bias": (width,)}


def norm_states(name, width):
    return {name + ".running_mean": ((width,), 0.0), name + ".running_variance": ((width,), 1.0)}


def layer_norm(p, name, x, epsilon=1e-5):
    return F.layer_norm(x, x.shape[-1:], p[name + ".weight"], p[name + ".bias"], epsilon)


def batch_norm(p, s, name, x, training, momentum=0.1, epsilon=1e-5):
    """F.batch_norm with the last axis as the features; it updates the running statistics in place."""
    flat = x.reshape(-1, x.shape[-1])
    y = F.batch_norm(flat, s[name + ".running_mean"], s[name + ".running_variance"], p[name + ".weight"], p[name + ".bias"],
                     training, momentum, epsilon)
    return y.reshape(x.shape)


def softplus(x):
    return torch.logaddexp(x, torch.zeros_like(x))


def mish(x):
    return x * torch.tanh(torch.log(1 + torch.exp(x)))


def per_sample(x):
    """The mean over all axes but the batch."""
    return x.reshape(x.shape[0], -1).mean(1)


def squared(outputs, inputs, targets):
    return per_sample((outputs[0] - targets[0]) ** 2)


def binary(outputs, inputs, targets):
    return per_sample(F.binary_cross_entropy_with_logits(outputs[0], targets[0], reduction="none"))


def cross_entropy(outputs, inputs, targets):
    return F.cross_entropy(outputs[0], targets[0], reduction="none")


