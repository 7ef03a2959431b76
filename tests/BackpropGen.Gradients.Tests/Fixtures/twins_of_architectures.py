"""The twins of the whole models: Regressions, Classifiers, DeepNetworks, SharedWeights and TokenNetworks."""
import math

import torch
import torch.nn.functional as F

from twin import (Choices, Distribution, Labels, Reals, Twin, batch_norm, binary, cross_entropy, dense, dense_shapes,
                  layer_norm, mish, norm_shapes, norm_states, per_sample, softplus, squared)

ARCHITECTURES = []


def add(model, forward, loss, inputs, targets, *parameters, **options):
    shapes = {}
    for group in parameters:
        shapes.update(group)
    options.setdefault("file", "architectures")
    ARCHITECTURES.append(Twin(model, forward, loss, inputs, targets, shapes, **options))


def many(count, shapes):
    """The shapes of a repeated layer: shapes(i) for each i."""
    merged = {}
    for i in range(count):
        merged.update(shapes(i))
    return merged


# Regressions

add("LinearRegression", lambda p, s, t, x: dense(p, "line", x), squared,
    {"x": Reals(3)}, {"target": Reals(2)}, dense_shapes("line", 3, 2), batch=7)

add("LogisticRegression", lambda p, s, t, x: dense(p, "line", x), binary,
    {"x": Reals(4)}, {"target": Choices(1, values=(0, 1))}, dense_shapes("line", 4, 1), batch=7)


def tanh_mlp(p, s, t, x):
    return dense(p, "output", torch.tanh(dense(p, "hidden", x)))


add("TanhMlp", tanh_mlp, squared, {"x": Reals(2)}, {"target": Reals(1)},
    dense_shapes("hidden", 2, 8), dense_shapes("output", 8, 1))

add("TanhMlpOfTripleLoss", tanh_mlp, lambda o, i, t: 3 * squared(o, i, t), {"x": Reals(2)}, {"target": Reals(1)},
    dense_shapes("hidden", 2, 8), dense_shapes("output", 8, 1), seed="TanhMlp")

add("HuberRegression", tanh_mlp, lambda o, i, t: per_sample(F.huber_loss(o[0], t[0], reduction="none", delta=1.0)),
    {"x": Reals(3)}, {"target": Reals(2, low=-4, high=4)}, dense_shapes("hidden", 3, 6), dense_shapes("output", 6, 2))

add("MaskedRegression", lambda p, s, t, x: dense(p, "output", softplus(dense(p, "hidden", x))),
    lambda o, i, t: (t[1] * squared(o, i, t), t[1]),
    {"x": Reals(3)}, {"target": Reals(2), "mask": Choices(values=(1, 0))},
    dense_shapes("hidden", 3, 5), dense_shapes("output", 5, 2), batch=6, mean_of_samples=False)

add("LogSumExpRegression",
    lambda p, s, t, x: torch.logsumexp(p["temperature"] * dense(p, "planes", x), -1, True) / p["temperature"], squared,
    {"x": Reals(3)}, {"target": Reals(1)}, dense_shapes("planes", 3, 6), {"temperature": (1,)}, values={"temperature": [1.3]})

add("PenalizedRegression", tanh_mlp, squared, {"x": Reals(3)}, {"target": Reals(2)},
    dense_shapes("hidden", 3, 5), dense_shapes("output", 5, 2),
    penalty=lambda p: 0.02 * (p["hidden.weight"] ** 2 + 0.01).sqrt().sum() + 0.05 * (p["output.bias"] ** 2).sum()
    + 0.03 * ((p["hidden.weight"] ** 2).sum() + (p["output.weight"] ** 2).sum()))

add("WholeDecayRegression", lambda p, s, t, x: dense(p, "line", x), squared,
    {"x": Reals(3)}, {"target": Reals(2)}, dense_shapes("line", 3, 2),
    penalty=lambda p: 0.03 * sum((w ** 2).sum() for w in p.values()))


def gradient_penalty(o, i, t):
    slope, = torch.autograd.grad(o[0].sum(), i[0], create_graph=True)
    return squared(o, i, t) + 0.3 * (slope ** 2).sum(1)


add("GradientPenalty",
    lambda p, s, t, x: dense(p, "output", torch.sigmoid(dense(p, "second", torch.tanh(dense(p, "first", x))))),
    gradient_penalty, {"x": Reals(3)}, {"target": Reals(1)},
    dense_shapes("first", 3, 6), dense_shapes("second", 6, 5), dense_shapes("output", 5, 1))

add("PanelMlp",
    lambda p, s, t, x: dense(p, "head", torch.sigmoid(torch.tanh(dense(p, "second", torch.tanh(dense(p, "first", x)))) @ p["third"])),
    squared, {"x": Reals(5)}, {"target": Reals(3)},
    dense_shapes("first", 5, 32), dense_shapes("second", 32, 48), {"third": (48, 32)}, dense_shapes("head", 32, 3),
    penalty=lambda p: 0.03 * sum((w ** 2).sum() for w in p.values() if w.dim() > 1))


def panel_recurrence(p, s, t, x):
    rows = dense(p, "rows", x)
    hidden = torch.tanh(rows[:, 0])
    for time in range(1, 3):
        hidden = torch.tanh(rows[:, time] + dense(p, "recurrent", hidden))
    return dense(p, "head", hidden)


add("PanelRecurrence", panel_recurrence, squared, {"x": Reals(3, 4)}, {"target": Reals(2)},
    dense_shapes("rows", 4, 16), dense_shapes("recurrent", 16, 16, bias=False), dense_shapes("head", 16, 2))

# Classifiers

add("SoftmaxClassifier", lambda p, s, t, x: dense(p, "line", x), cross_entropy,
    {"x": Reals(4)}, {"label": Labels(3)}, dense_shapes("line", 4, 3), batch=7, outputs=("logits",))

CLASS_WEIGHTS = [0.5, 1.0, 2.5]


def weighted(o, i, t):
    weight = torch.tensor(CLASS_WEIGHTS)
    return F.cross_entropy(o[0], t[0], weight, reduction="none"), weight[t[0]]


add("WeightedClassifier", lambda p, s, t, x: dense(p, "output", F.silu(dense(p, "hidden", x))), weighted,
    {"x": Reals(4)}, {"label": Labels(3)}, dense_shapes("hidden", 4, 5), dense_shapes("output", 5, 3), batch=6,
    mean_of_samples=False)

add("EmbeddingClassifier",
    lambda p, s, t, word, place: dense(p, "output", torch.tanh(dense(p, "hidden", p["words"][word] + p["places"][place]))),
    cross_entropy, {"word": Labels(7), "place": Labels(3)}, {"label": Labels(3)},
    {"words": (7, 4), "places": (3, 4)}, dense_shapes("hidden", 4, 5), dense_shapes("output", 5, 3), batch=7)


def two_heads(p, s, t, x):
    shared = F.gelu(dense(p, "trunk", x))
    return dense(p, "place", shared), dense(p, "kind", shared)


add("TwoHeads", two_heads,
    lambda o, i, t: per_sample((o[0] - t[0]) ** 2) + 0.5 * F.cross_entropy(o[1], t[1], reduction="none"),
    {"x": Reals(4)}, {"position": Reals(2), "label": Labels(3)},
    dense_shapes("trunk", 4, 6), dense_shapes("place", 6, 2), dense_shapes("kind", 6, 3), outputs=("place", "kind"))

add("MaxPooling", lambda p, s, t, x: dense(p, "output", torch.amax(dense(p, "wide", x).reshape(-1, 6, 2), -1)), cross_entropy,
    {"x": Reals(5)}, {"label": Labels(3)}, dense_shapes("wide", 5, 12), dense_shapes("output", 6, 3), batch=6)

add("Distillation", lambda p, s, t, x: dense(p, "student.2", softplus(dense(p, "student.0", x))),
    lambda o, i, t: 4 * F.cross_entropy(o[0] / 2, t[0], reduction="none"),
    {"x": Reals(3)}, {"distribution": Distribution(4)}, dense_shapes("student.0", 3, 6), dense_shapes("student.2", 6, 4))

# Deep networks


def deep_sigmoid(p, s, t, x):
    for i in range(6):
        x = torch.sigmoid(dense(p, f"layers.{i}", x))
    return dense(p, "head", x)


add("DeepSigmoidMlp", deep_sigmoid, squared, {"x": Reals(3)}, {"target": Reals(2)},
    many(6, lambda i: dense_shapes(f"layers.{i}", 3 if i == 0 else 5, 5)), dense_shapes("head", 5, 2), range=(-2.0, 2.0))


def residual_mlp(p, s, t, x):
    h = torch.tanh(dense(p, "stem", x.flatten(1)))
    for i in range(3):
        h = h + dense(p, f"blocks.{i}.up", torch.tanh(dense(p, f"blocks.{i}.down", h)))
    return dense(p, "head", h)


add("ResidualMlp", residual_mlp, cross_entropy, {"x": Reals(2, 3)}, {"label": Labels(3)},
    dense_shapes("stem", 6, 8), many(3, lambda i: {**dense_shapes(f"blocks.{i}.down", 8, 2), **dense_shapes(f"blocks.{i}.up", 2, 8)}),
    dense_shapes("head", 8, 3), batch=6)


def pre_norm(p, s, t, x):
    h = dense(p, "stem", x)
    for i in range(3):
        b = f"blocks.{i}."
        h = h + dense(p, b + "up", F.gelu(dense(p, b + "down", layer_norm(p, b + "norm", h))))
    return dense(p, "head", layer_norm(p, "norm", h))


add("PreNormNetwork", pre_norm, cross_entropy, {"x": Reals(4)}, {"label": Labels(3)},
    dense_shapes("stem", 4, 6), norm_shapes("norm", 6), dense_shapes("head", 6, 3),
    many(3, lambda i: {**norm_shapes(f"blocks.{i}.norm", 6), **dense_shapes(f"blocks.{i}.down", 6, 12),
                       **dense_shapes(f"blocks.{i}.up", 12, 6)}), batch=4)


def batch_norm_mlp(p, s, t, x):
    h = F.silu(batch_norm(p, s, "norm", dense(p, "first", x), t))
    return dense(p, "head", torch.tanh(batch_norm(p, s, "scale", dense(p, "second", h), t, momentum=0.25)))


add("BatchNormMlp", batch_norm_mlp, cross_entropy, {"x": Reals(4)}, {"label": Labels(3)},
    dense_shapes("first", 4, 6), norm_shapes("norm", 6), dense_shapes("second", 6, 5), norm_shapes("scale", 5),
    dense_shapes("head", 5, 3), states={**norm_states("norm", 6), **norm_states("scale", 5)}, random_states=True,
    zero=("first.bias", "second.bias"), batch=7, mean_of_samples=False)


def densely_connected(p, s, t, x):
    for i in range(4):
        x = torch.cat([x, F.elu(dense(p, f"layers.{i}", x))], -1)
    return dense(p, "head", x)


add("DenselyConnected", densely_connected, squared, {"x": Reals(3)}, {"target": Reals(2)},
    many(4, lambda i: dense_shapes(f"layers.{i}", (3, 5, 8, 10)[i], 2 + i % 2)), dense_shapes("head", 13, 2))

MEDLEY = [F.gelu, F.silu, lambda z: F.elu(z, 0.7), F.selu, lambda z: F.leaky_relu(z, 0.2), softplus, F.softsign, lambda z: z]


def medley(p, s, t, x):
    for i, activation in enumerate(MEDLEY):
        x = activation(dense(p, f"layers.{i}", x))
    return x


add("ActivationMedley", medley, squared, {"x": Reals(5)}, {"target": Reals(5)},
    many(8, lambda i: dense_shapes(f"layers.{i}", 5, 5)))

add("MishMlp", lambda p, s, t, x: dense(p, "head", mish(dense(p, "second", mish(dense(p, "first", x))))), squared,
    {"x": Reals(3)}, {"target": Reals(2)}, dense_shapes("first", 3, 6), dense_shapes("second", 6, 5), dense_shapes("head", 5, 2))


def running_scale(p, s, t, x):
    h = dense(p, "first", x)
    power = s["scale.power"]
    if t:
        power = (h ** 2).mean(-1, keepdim=True).mean(0)
        s["scale.power"] = 0.8 * s["scale.power"] + 0.2 * power
    return dense(p, "head", torch.tanh(h / torch.sqrt(power + 1e-3)))


add("RunningScaleMlp", running_scale, squared, {"x": Reals(3)}, {"target": Reals(2)},
    dense_shapes("first", 3, 5), dense_shapes("head", 5, 2), states={"scale.power": ((1,), 1.0)}, random_states=True,
    mean_of_samples=False)


def weight_normalized(p, name, x):
    v = p[name + ".direction"]
    return x @ (p[name + ".length"] * v / torch.sqrt((v ** 2).sum(1, keepdim=True))).T


add("WeightNormalizedMlp",
    lambda p, s, t, x: weight_normalized(p, "second", torch.tanh(weight_normalized(p, "first", x))), squared,
    {"x": Reals(3)}, {"target": Reals(2)},
    {"first.direction": (5, 3), "first.length": (5, 1), "second.direction": (2, 5), "second.length": (2, 1)})

# Shared weights

add("TiedAutoencoder", lambda p, s, t, x: torch.tanh(dense(p, "encoder", x)) @ p["encoder.weight"] + p["shift"],
    lambda o, i, t: per_sample((o[0] - i[0]) ** 2), {"x": Reals(6)}, {}, dense_shapes("encoder", 6, 3), {"shift": (6,)},
    outputs=("reconstruction",))


def autoencoder(p, s, t, x):
    code = torch.tanh(dense(p, "encoder", x))
    return code, dense(p, "decoder", code)


add("Autoencoder", autoencoder,
    lambda o, i, t: per_sample(F.binary_cross_entropy_with_logits(o[1], i[0], reduction="none")) + 0.1 * per_sample(o[0].abs()),
    {"x": Reals(6, low=0, high=1)}, {}, dense_shapes("encoder", 6, 2), dense_shapes("decoder", 2, 6), outputs=("code", "logits"))


def siamese(p, s, t, left, right):
    def encode(x):
        return dense(p, "encoder.2", torch.tanh(dense(p, "encoder.0", x)))
    return torch.sqrt(((encode(left) - encode(right)) ** 2).sum(1) + 1e-6)


add("Siamese", siamese, lambda o, i, t: t[0] * o[0] ** 2 + (1 - t[0]) * F.relu(2 - o[0]) ** 2,
    {"left": Reals(4), "right": Reals(4)}, {"same": Choices(values=(1, 0))},
    dense_shapes("encoder.0", 4, 6), dense_shapes("encoder.2", 6, 3), batch=6, outputs=("distance",), zero=("encoder.2.bias",))


def recurrence(p, s, t, x):
    hidden = torch.tanh(dense(p, "input", x[:, 0]))
    for time in range(1, 5):
        hidden = torch.tanh(dense(p, "input", x[:, time]) + dense(p, "recurrent", hidden))
    return dense(p, "head", hidden)


add("UnrolledRecurrence", recurrence, squared, {"x": Reals(5, 3)}, {"target": Reals(2)},
    dense_shapes("input", 3, 4), dense_shapes("recurrent", 4, 4, bias=False), dense_shapes("head", 4, 2))

add("StoppedTarget",
    lambda p, s, t, left, right: (dense(p, "predictor", torch.tanh(dense(p, "encoder", left))), torch.tanh(dense(p, "encoder", right))),
    lambda o, i, t: per_sample((o[0] - o[1].detach()) ** 2), {"left": Reals(4), "right": Reals(4)}, {},
    dense_shapes("encoder", 4, 5), dense_shapes("predictor", 5, 5), outputs=("prediction", "projection"), differences=False)

# Token networks


def attention(p, name, x, heads):
    tokens, width = x.shape[1:]
    q, k, v = (dense(p, name + part, x).reshape(-1, tokens, heads, width // heads).permute(0, 2, 1, 3)
               for part in (".query", ".key", ".value"))
    weights = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(width // heads), -1)
    return dense(p, name + ".output", (weights @ v).permute(0, 2, 1, 3).reshape(-1, tokens, width))


def attention_network(p, s, t, x):
    h = dense(p, "embed", x) + p["places"]
    h = h + attention(p, "attention", layer_norm(p, "norm", h), 2)
    return dense(p, "head", h.mean(1))


add("AttentionNetwork", attention_network, cross_entropy, {"x": Reals(4, 3)}, {"label": Labels(3)},
    dense_shapes("embed", 3, 6), norm_shapes("norm", 6),
    *[dense_shapes("attention." + part, 6, 6) for part in ("query", "key", "value", "output")],
    dense_shapes("head", 6, 3), {"places": (4, 6)}, zero=("attention.key.bias",))


def feed_forward(p, name, x):
    return dense(p, name + ".second", F.gelu(dense(p, name + ".first", x)))


def mixer_network(p, s, t, x):
    h = dense(p, "stem", x)
    for i in range(2):
        name = f"mixers.{i}."
        h = h + feed_forward(p, name + "across", layer_norm(p, name + "before", h).transpose(1, 2)).transpose(1, 2)
        h = h + feed_forward(p, name + "within", layer_norm(p, name + "between", h))
    return dense(p, "head", h.mean(1))


add("MixerNetwork", mixer_network, squared, {"x": Reals(4, 3)}, {"target": Reals(2)},
    dense_shapes("stem", 3, 5), dense_shapes("head", 5, 2),
    many(2, lambda i: {**norm_shapes(f"mixers.{i}.before", 5), **norm_shapes(f"mixers.{i}.between", 5),
                       **dense_shapes(f"mixers.{i}.across.first", 4, 6), **dense_shapes(f"mixers.{i}.across.second", 6, 4),
                       **dense_shapes(f"mixers.{i}.within.first", 5, 6), **dense_shapes(f"mixers.{i}.within.second", 6, 5)}),
    batch=3)

add("BilinearNetwork",
    lambda p, s, t, x, z: dense(p, "head", torch.tanh(torch.einsum("kij,ni,nj->nk", p["meet.weight"], x, z) + p["meet.bias"])),
    squared, {"x": Reals(3), "z": Reals(4)}, {"target": Reals(2)},
    {"meet.weight": (5, 3, 4), "meet.bias": (5,)}, dense_shapes("head", 5, 2))


def mixture(p, s, t, x):
    gates = torch.softmax(dense(p, "gate", x), -1)
    return sum(gates[:, i:i + 1] * torch.tanh(dense(p, f"experts.{i}", x)) for i in range(3))


add("MixtureOfExperts", mixture, squared, {"x": Reals(4)}, {"target": Reals(2)},
    dense_shapes("gate", 4, 3), many(3, lambda i: dense_shapes(f"experts.{i}", 4, 2)))


def gated(p, s, t, x):
    h = torch.tanh(dense(p, "stem", x))
    gate = torch.sigmoid(dense(p, "highway.gate", h))
    h = gate * torch.tanh(dense(p, "highway.candidate", h)) + (1 - gate) * h
    return dense(p, "head", F.silu(dense(p, "gated.gate", h)) * dense(p, "gated.value", h))


add("GatedNetwork", gated, squared, {"x": Reals(3)}, {"target": Reals(2)},
    dense_shapes("stem", 3, 5), dense_shapes("highway.gate", 5, 5), dense_shapes("highway.candidate", 5, 5),
    dense_shapes("gated.gate", 5, 4, bias=False), dense_shapes("gated.value", 5, 4, bias=False), dense_shapes("head", 4, 2))


def plumbing(p, s, t, x):
    grid = torch.tanh(dense(p, "stem", x)).reshape(-1, 3, 4)
    joined = torch.cat([grid.transpose(1, 2).flip(1), F.pad(grid[:, :, 0:3:2], (1, 0))], 1)
    spread = grid.new_zeros(grid.shape[0], 6, 2)
    spread[:, 0:5:2] = grid[:, :, 1:3]
    return dense(p, "head", torch.cat([joined.flatten(1), spread.flatten(1)], 1))


add("Plumbing", plumbing, squared, {"x": Reals(4)}, {"target": Reals(2)}, dense_shapes("stem", 4, 12), dense_shapes("head", 33, 2))
