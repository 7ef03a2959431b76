using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Gradients.Tests;

[Model(Precision = Precision.Double)]
public sealed partial class DeepSigmoidMlp : IRealModel
{
    private readonly Layer[] _layers = Repeat(6, _ => Dense(5));
    private readonly Layer _head = Dense(2);

    public Tensor Forward([Shape(3)] Tensor x)
    {
        for (int i = 0; i < _layers.Length; i++)
        {
            x = Sigmoid(_layers[i](x));
        }

        return _head(x);
    }

    public Tensor Loss(Tensor y, [Shape(2)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class ResidualMlp
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

[Model(Precision = Precision.Double)]
public sealed partial class PreNormNetwork
{
    private readonly Layer _stem = Dense(6), _head = Dense(3), _norm = LayerNorm();
    private readonly Layer[] _blocks = Repeat(3, _ => Blocks.PreNormResidual(6));

    public Tensor Forward([Shape(4)] Tensor x)
    {
        var h = _stem(x);
        foreach (var block in _blocks)
        {
            h = block(h);
        }

        return _head(_norm(h));
    }

    public Tensor Loss(Tensor logits, [Classes(3)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
}

/// <summary>Batch statistics while training, running ones at inference; the bias before it cannot matter.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class BatchNormMlp
{
    private readonly Layer _first = Dense(6), _norm = BatchNorm(), _second = Dense(5), _scale = BatchNorm(momentum: 0.25), _head = Dense(3);

    public Tensor Forward([Shape(4)] Tensor x) => _head(Tanh(_scale(_second(Swish(_norm(_first(x)))))));

    public Tensor Loss(Tensor logits, [Classes(3)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
}

/// <summary>Every layer sees all before it. Source: Huang et al., 2017.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class DenselyConnected : IRealModel
{
    private readonly Layer[] _layers = Repeat(4, i => Dense(2 + i % 2));
    private readonly Layer _head = Dense(2);

    public Tensor Forward([Shape(3)] Tensor x)
    {
        var seen = x;
        foreach (var layer in _layers)
        {
            seen = Concatenate(seen, Elu(layer(seen)));
        }

        return _head(seen);
    }

    public Tensor Loss(Tensor y, [Shape(2)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>A different activation after every layer.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class ActivationMedley : IRealModel
{
    private readonly Layer[] _layers = Repeat(8, _ => Dense(5));

    public Tensor Forward([Shape(5)] Tensor x)
    {
        for (int i = 0; i < 8; i++)
        {
            var z = _layers[i](x);
            x = i switch
            {
                0 => Gelu(z),
                1 => Swish(z),
                2 => Elu(z, 0.7),
                3 => Selu(z),
                4 => LeakyRelu(z, 0.2),
                5 => Softplus(z),
                6 => Softsign(z),
                _ => z,
            };
        }

        return x;
    }

    public Tensor Loss(Tensor y, [Shape(5)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>The user's own activation, written once for each precision.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class MishMlp : IRealModel
{
    private readonly Layer _first = Dense(6), _second = Dense(5), _head = Dense(2);

    public Tensor Forward([Shape(3)] Tensor x) => _head(Map(Mish, _second(Map(Mish, _first(x)))));

    public Tensor Loss(Tensor y, [Shape(2)] Tensor target) => MeanSquaredError(y, target);

    /// <summary>Source: Misra, 2019.</summary>
    [Differentiable]
    public static double Mish(double x) => x * Math.Tanh(Math.Log(1 + Math.Exp(x)));

    /// <inheritdoc cref="Mish(double)"/>
    [Differentiable]
    public static float Mish(float x) => x * MathF.Tanh(MathF.Log(1 + MathF.Exp(x)));
}

[Model(Precision = Precision.Double)]
public sealed partial class RunningScaleMlp : IRealModel
{
    private readonly Layer _first = Dense(5), _scale = Blocks.RunningScale(0.2), _head = Dense(2);

    public Tensor Forward([Shape(3)] Tensor x) => _head(Tanh(_scale(_first(x))));

    public Tensor Loss(Tensor y, [Shape(2)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class WeightNormalizedMlp : IRealModel
{
    private readonly Layer _first = Blocks.WeightNormalized(3, 5), _second = Blocks.WeightNormalized(5, 2);

    public Tensor Forward([Shape(3)] Tensor x) => _second(Tanh(_first(x)));

    public Tensor Loss(Tensor y, [Shape(2)] Tensor target) => MeanSquaredError(y, target);
}
