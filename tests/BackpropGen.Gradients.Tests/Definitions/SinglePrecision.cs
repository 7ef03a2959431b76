using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Gradients.Tests;

// The 32-bit twins of five models: the same definitions under the other precision, compared with the same fixtures.

/// <summary>The twin of <see cref="TanhMlp"/>.</summary>
[Model]
public sealed partial class SingleTanhMlp
{
    private readonly Layer _hidden = Dense(8), _output = Dense(1);

    public Tensor Forward([Shape(2)] Tensor x) => _output(Tanh(_hidden(x)));

    public Tensor Loss(Tensor y, [Shape(1)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>The twin of <see cref="ResidualMlp"/>.</summary>
[Model(Precision = Precision.Single)]
public sealed partial class SingleResidualMlp
{
    private readonly Layer _stem = Dense(8), _head = Dense(3);
    private readonly Layer[] _blocks = Repeat(3, _ => Blocks.Residual(8));

    public Tensor Forward([Shape(2, 3)] Tensor x)
    {
        var h = Tanh(_stem(Flatten(x)));
        foreach (var block in _blocks)
        {
            h = block(h);
        }

        return _head(h);
    }

    public Tensor Loss(Tensor logits, [Classes(3)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
}

/// <summary>The twin of <see cref="BatchNormMlp"/>.</summary>
[Model(Precision = Precision.Single)]
public sealed partial class SingleBatchNormMlp
{
    private readonly Layer _first = Dense(6), _norm = BatchNorm(), _second = Dense(5), _scale = BatchNorm(momentum: 0.25), _head = Dense(3);

    public Tensor Forward([Shape(4)] Tensor x) => _head(Tanh(_scale(_second(Swish(_norm(_first(x)))))));

    public Tensor Loss(Tensor logits, [Classes(3)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
}

/// <summary>The twin of <see cref="AttentionNetwork"/>.</summary>
[Model(Precision = Precision.Single)]
public sealed partial class SingleAttentionNetwork
{
    private readonly Layer _embed = Dense(6), _norm = LayerNorm(), _attention = Blocks.Attention(4, 6, 2), _head = Dense(3);
    private readonly Parameter _places = Parameter([4, 6]);

    public Tensor Forward([Shape(4, 3)] Tensor x)
    {
        var h = _embed(x) + _places;
        h = h + _attention(_norm(h));
        return _head(Mean(h, axis: 0));
    }

    public Tensor Loss(Tensor logits, [Classes(3)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
}

/// <summary>The twin of <see cref="MishMlp"/>: here the overload for <see cref="float"/> is differentiated.</summary>
[Model(Precision = Precision.Single)]
public sealed partial class SingleMishMlp
{
    private readonly Layer _first = Dense(6), _second = Dense(5), _head = Dense(2);

    public Tensor Forward([Shape(3)] Tensor x) => _head(Map(MishMlp.Mish, _second(Map(MishMlp.Mish, _first(x)))));

    public Tensor Loss(Tensor y, [Shape(2)] Tensor target) => MeanSquaredError(y, target);
}
