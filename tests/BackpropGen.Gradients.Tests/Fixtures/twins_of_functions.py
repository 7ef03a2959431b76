"""The twins of the one-function models: Functions.*.cs and Kinks.cs."""
import torch
import torch.nn.functional as F

from twin import (Distribution, Labels, Reals, Twin, batch_norm, binary, cross_entropy, dense, dense_shapes, layer_norm,
                  norm_shapes, norm_states, softplus, squared)

FUNCTIONS = []
POSITIVE = dict(range=(0.2, 1.0))


def add(model, forward, x, y, *parameters, loss=squared, targets=None, **options):
    """A model of the input x that is compared with a target of the shape of y."""
    shapes = {}
    for group in parameters:
        shapes.update(group)
    x = x if isinstance(x, Reals) else Reals(*x)
    options.setdefault("file", "vectors" if len(x.shape) == 1 and len(y) == 1 else "arrays")
    FUNCTIONS.append(Twin(model, forward, loss, {"x": x}, targets or {"target": Reals(*y)}, shapes, **options))


def elementwise(model, function, large=False, **options):
    x = Reals(3, low=0.3, high=1.5) if options else Reals(3)
    def forward(p, s, t, x):
        return function(dense(p, "dense", x))
    add(model, forward, x, (4,), dense_shapes("dense", 3, 4), **options)
    if large:
        # Before the function lie hundreds: what a naive formula makes infinite or NaN.
        add(model, forward, x, (4,), dense_shapes("dense", 3, 4), variant="large", scale=600.0, differences=False)


elementwise("SigmoidFunction", torch.sigmoid)
elementwise("TanhFunction", torch.tanh)
elementwise("ReluFunction", torch.relu, large=True)
elementwise("LeakyReluFunction", F.leaky_relu, large=True)
elementwise("EluFunction", F.elu, large=True)
elementwise("SeluFunction", F.selu, large=True)
elementwise("GeluFunction", F.gelu, large=True)
elementwise("SwishFunction", F.silu, large=True)
elementwise("SoftplusFunction", softplus, large=True)
elementwise("SoftsignFunction", F.softsign, large=True)
elementwise("ExpFunction", torch.exp)
elementwise("LogFunction", torch.log, **POSITIVE)
elementwise("SqrtFunction", torch.sqrt, **POSITIVE)
elementwise("SquareFunction", torch.square)
elementwise("AbsFunction", torch.abs)
elementwise("SinFunction", torch.sin)
elementwise("CosFunction", torch.cos)
elementwise("SteepLeakyReluFunction", lambda z: F.leaky_relu(z, 0.3))
elementwise("ScaledEluFunction", lambda z: F.elu(z, 1.5))
elementwise("FractionalPowFunction", lambda z: z ** 2.5, **POSITIVE)
elementwise("NegativePowFunction", lambda z: z ** -1.5, **POSITIVE)
elementwise("CubicPowFunction", lambda z: z ** 3)
elementwise("LambdaMap", lambda v: v * v / (1 + v * v))
elementwise("BranchingMap", lambda v: torch.where(v > 0, torch.sqrt(v * v + 1) - 1, 0.5 * v * torch.exp(0.5 * v)))


def mixed(x):
    positive = 1.25 + x * x
    a = positive ** 1.5 + torch.log(positive) + torch.sqrt(positive)
    b = torch.sin(x) * torch.cos(x) + torch.tanh(x) - torch.exp(-positive)
    corner = torch.maximum(x, torch.tensor(0.3)) * torch.minimum(x, torch.tensor(-0.2))
    return a * 0.1 + torch.where(x < 0, b, b * b) + corner + x.abs()


elementwise("LibraryMap", mixed)


def binary_function(model, function, *parameters, **options):
    add(model, lambda p, s, t, x: function(dense(p, "dense", x), dense(p, "other", x), p), (3,), (4,),
        dense_shapes("dense", 3, 4), dense_shapes("other", 3, 4), *parameters, **options)


binary_function("AddOperator", lambda a, b, p: a + b)
binary_function("SubtractOperator", lambda a, b, p: a - b)
binary_function("MultiplyOperator", lambda a, b, p: a * b)
binary_function("DivideOperator", lambda a, b, p: a / (1.5 + b * b))
binary_function("NegateOperator", lambda a, b, p: -a * torch.tanh(-b))
binary_function("ConstantOperators", lambda a, b, p: 2 / (3 - 0.5 * a) + (b - 1) / 4, range=(-0.6, 0.6))
binary_function("MaximumFunction", lambda a, b, p: torch.maximum(a, b))
binary_function("MinimumFunction", lambda a, b, p: torch.minimum(a, b))
binary_function("BinaryMap", lambda a, b, p: a * torch.sin(b) + torch.sigmoid(a - b))
binary_function("TernaryMap", lambda a, b, p: a * b + torch.tanh(p["scale"]) / (1 + a * a), {"scale": (1,)})
binary_function("QuaternaryMap", lambda a, b, p: torch.sigmoid(a) * p["scale"] + torch.sigmoid(a * b) * torch.tanh(b), {"scale": (4,)})


def broadcast(p, s, t, x):
    grid = dense(p, "dense", x)
    return (p["row"] * grid + p["column"]) / (2 + p["cell"] ** 2) - p["row"] * p["column"] + grid * grid[:, :, 2:3]


# Functions of arrays: a dense layer on [3, 2] gives the array [3, 4].

def array(model, function, y, parameters=None, x=(3, 2), **options):
    add(model, lambda p, s, t, x: function(dense(p, "dense", x), p), x, y, dense_shapes("dense", x[-1], 4), parameters or {}, **options)


add("BroadcastOperators", broadcast, (3, 2), (3, 4), dense_shapes("dense", 2, 4), {"row": (4,), "column": (3, 1), "cell": (1,)})

REDUCTIONS = {
    "Sum": lambda h, axes, keep: h.sum(axes, keepdim=keep),
    "Mean": lambda h, axes, keep: h.mean(axes, keepdim=keep),
    "Max": lambda h, axes, keep: torch.amax(h, axes, keepdim=keep),
    "LogSumExp": lambda h, axes, keep: torch.logsumexp(h, axes, keepdim=keep),
}
for name, reduce in REDUCTIONS.items():
    array(name + "OfAll", lambda h, p, reduce=reduce: reduce(h, (1, 2), False), ())
    array(name + "OverAxis", lambda h, p, reduce=reduce: reduce(h, (1,), False), (4,))
    array(name + "KeepingAxis", lambda h, p, reduce=reduce: h * reduce(h, (2,), True), (3, 4))
array("LogSumExpOverAxis", lambda h, p: torch.logsumexp(h, 1), (4,), variant="large", scale=600.0, differences=False)

for name, function in {"Softmax": torch.softmax, "LogSoftmax": torch.log_softmax}.items():
    array(name + "Function", lambda h, p, function=function: function(h, 2), (3, 4))
    array(name + "OverAxis", lambda h, p, function=function: function(h, 1), (3, 4), zero=("dense.bias",))
array("LogSoftmaxFunction", lambda h, p: torch.log_softmax(h, 2), (3, 4), variant="large", scale=600.0, differences=False)

array("MatrixByMatrix", lambda h, p: h @ p["matrix"], (3, 5), {"matrix": (4, 5)})
array("MatrixByVector", lambda h, p: h @ p["vector"], (3,), {"vector": (4,)})
array("VectorByMatrix", lambda h, p: h @ p["matrix"], (5,), {"matrix": (4, 5)}, x=(2,))
array("VectorByVector", lambda h, p: h @ p["vector"], (), {"vector": (4,)}, x=(2,))
array("SampleByItsTranspose", lambda h, p: h @ h.transpose(1, 2), (3, 3))
array("StackOfMatrices", lambda h, p: h.reshape(-1, 3, 2, 2) @ p["stack"], (3, 2, 5), {"stack": (3, 2, 5)})
array("BroadcastMatrices", lambda h, p: h[:, None] @ p["stack"], (2, 3, 5), {"stack": (2, 4, 5)})
add("SharedProduct", lambda p, s, t, x: x @ (p["first"] @ p["second"]), (2,), (4,), {"first": (2, 3), "second": (3, 4)})
array("TransposeFunction", lambda h, p: h.transpose(1, 2) * p["grid"], (4, 3), {"grid": (4, 3)})
array("PermutedAxes", lambda h, p: h.reshape(-1, 3, 2, 2).permute(0, 3, 1, 2) * p["grid"], (2, 3, 2), {"grid": (2, 3, 2)})
array("ReshapeFunction", lambda h, p: h.reshape(-1, 2, 6) * p["row"], (2, 6), {"row": (6,)})
array("FlattenFunction", lambda h, p: h.flatten(1) * p["row"], (12,), {"row": (12,)})
array("SliceFunction", lambda h, p: h[:, 1:3], (2, 4))
array("StridedSlice", lambda h, p: h[:, :, 1:4:2], (3, 2))
array("BackwardSlice", lambda h, p: torch.stack([h[:, :, 3], h[:, :, 1]], 2), (3, 2))
add("ConcatenateFunction", lambda p, s, t, x: torch.cat([dense(p, "dense", x), x, dense(p, "dense", x) ** 2], -1),
    (3, 2), (3, 10), dense_shapes("dense", 2, 4))
array("ConcatenateOverAxis", lambda h, p: torch.cat([h, p["row"].expand(h.shape[0], 1, 4), torch.tanh(h)], 1), (7, 4), {"row": (1, 4)})
array("PadFunction", lambda h, p: F.pad(h, (0, 0, 1, 2)) * p["column"], (6, 4), {"column": (6, 1)}, zero=())


def interior_pad(h, p):
    padded = h.new_zeros(h.shape[0], 3, 11)
    padded[:, :, 1::3] = h
    return padded * p["row"]


array("InteriorPad", interior_pad, (3, 11), {"row": (11,)})
array("RangeFunction", lambda h, p: h * torch.arange(4.0) + torch.arange(4.0), (3, 4))
array("ConstantFunction", lambda h, p: h * torch.tensor([0.5, -1, 2, 1e-3]) + torch.tensor([[1.0], [-2], [3]]), (3, 4))
array("GatherOfArgMax", lambda h, p: p["table"][h.argmax(1)] * h.sum(1, keepdim=True), (3,), {"table": (4, 3)}, x=(2,))
array("OneHotOfArgMax", lambda h, p: F.one_hot(h.argmax(1), 4) * h, (4,), x=(2,))
array("StopGradientFunction", lambda h, p: h * (h ** 2).detach(), (3, 4), differences=False)


def derivative(y, x):
    return torch.autograd.grad(y.sum(), x, create_graph=True)[0]


def second_derivative(p, s, t, x):
    return derivative(derivative(torch.exp(0.5 * dense(p, "dense", x)), x) ** 2, x)


add("GradientFunction", lambda p, s, t, x: derivative(torch.sin(dense(p, "dense", x)) * dense(p, "dense", x), x),
    (3,), (3,), dense_shapes("dense", 3, 4))
add("SecondDerivative", second_derivative, (3,), (3,), dense_shapes("dense", 3, 4))

# Over the batch, and layers

array("SumOverBatchFunction", lambda h, p: h * torch.tanh(h.sum(0)), (4,), x=(3,), mean_of_samples=False)
array("MeanOverBatchFunction", lambda h, p: h - h.mean(0), (4,), x=(3,), mean_of_samples=False, zero=("dense.bias",))
array("BatchSizeFunction", lambda h, p: h / h.shape[0] + (h ** 2).sum(0) / h.shape[0], (4,), x=(3,), mean_of_samples=False)
add("DenseWithoutBias", lambda p, s, t, x: dense(p, "dense", x), (3,), (4,), dense_shapes("dense", 3, 4, bias=False))
array("DenseOverTokens", lambda h, p: h, (3, 4))
array("LayerNormFunction", lambda h, p: layer_norm(p, "norm", h, 1e-3), (3, 4), norm_shapes("norm", 4))
add("BatchNormFunction", lambda p, s, t, x: batch_norm(p, s, "norm", dense(p, "dense", x), t, 0.3, 1e-3), (3,), (4,),
    dense_shapes("dense", 3, 4), norm_shapes("norm", 4), states=norm_states("norm", 4), random_states=True,
    zero=("dense.bias",), mean_of_samples=False)
add("BatchNormOverTokens", lambda p, s, t, x: batch_norm(p, s, "norm", dense(p, "dense", x), t), (3, 2), (3, 4),
    dense_shapes("dense", 2, 4), norm_shapes("norm", 4), states=norm_states("norm", 4), random_states=True,
    zero=("dense.bias",), mean_of_samples=False)
add("SequenceFunction", lambda p, s, t, x: dense(p, "layers.2.1", torch.tanh(layer_norm(p, "layers.1", dense(p, "layers.0", x)))),
    (3,), (4,), dense_shapes("layers.0", 3, 5), norm_shapes("layers.1", 5), dense_shapes("layers.2.1", 5, 4))

# Losses


def soft_cross_entropy(o, i, t):
    return F.cross_entropy(o[0], t[0], reduction="none")


for model, loss, targets in [
        ("MeanSquaredErrorLoss", squared, {"target": Reals(4)}),
        ("BinaryCrossEntropyLoss", binary, {"target": Reals(4, low=0, high=1)}),
        ("DistributionCrossEntropyLoss", soft_cross_entropy, {"target": Distribution(4)}),
        ("WeightedBySampleLoss", lambda o, i, t: ((o[0] ** 2).sum(1) * t[0], 0.5 + t[0]), {"target": Reals(low=0, high=1)}),
        ("LabelCrossEntropyLoss", cross_entropy, {"label": Labels(4)}),
        ("OneHotCrossEntropyLoss", cross_entropy, {"label": Labels(4)})]:
    for variant, scale in (("", 1.0), ("large", 600.0)):
        add(model, lambda p, s, t, x: dense(p, "dense", x), (3,), (), dense_shapes("dense", 3, 4), loss=loss, targets=targets,
            variant=variant, scale=scale, differences=not variant, mean_of_samples=model != "WeightedBySampleLoss")

# Kinks and ties: the parameters put the function exactly on them.

POINT = [0.0, -0.7, 0.0, 1.2]


def kink(model, function, y=(4,), **values):
    values = values or {"point": POINT}
    add(model, lambda p, s, t, x: function(p, x), (4,), y, {path: (4,) for path in values}, values=values, kinks=True)


TIED = dict(point=[0.5, -0.7, 0.0, 1.2], other=[0.5, -0.7, 0.3, 0.0])
kink("ReluKink", lambda p, x: torch.relu(p["point"] * x))
kink("LeakyReluKink", lambda p, x: F.leaky_relu(p["point"] * x))
kink("EluKink", lambda p, x: F.elu(p["point"] * x))
kink("SeluKink", lambda p, x: F.selu(p["point"] * x))
kink("AbsKink", lambda p, x: torch.abs(p["point"] * x))
kink("SoftsignKink", lambda p, x: F.softsign(p["point"] * x))
kink("EluKinkOfAlpha", lambda p, x: F.elu(p["point"] * x, 1.5))
kink("MaximumTie", lambda p, x: torch.maximum(p["point"] * x, p["other"] * x), **TIED)
kink("MinimumTie", lambda p, x: torch.minimum(p["point"] * x, p["other"] * x), **TIED)
kink("MaxTie", lambda p, x: torch.amax(p["point"]) * x, point=[0.8, -0.3, 0.8, 0.1])
kink("MaxTieOverAxis", lambda p, x: torch.amax((p["point"] * x).reshape(-1, 2, 2), 1), (2,), point=[0.0, 0.6, 0.0, -0.4])
