using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Gradients.Tests;

/// <summary>A transformer's encoder layer, pre-norm, on [tokens, width].</summary>
[Model(Precision = Precision.Double)]
public sealed partial class AttentionNetwork
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

[Model(Precision = Precision.Double)]
public sealed partial class MixerNetwork : IRealModel
{
    private readonly Layer _stem = Dense(5), _head = Dense(2);
    private readonly Layer[] _mixers = Repeat(2, _ => Blocks.Mixer(tokens: 4, channels: 5, hidden: 6));

    public Tensor Forward([Shape(4, 3)] Tensor x)
    {
        var h = _stem(x);
        foreach (var mixer in _mixers)
        {
            h = mixer(h);
        }

        return _head(Mean(h, 0));
    }

    public Tensor Loss(Tensor y, [Shape(2)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>Two inputs that meet in a bilinear form.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class BilinearNetwork
{
    private readonly Func<Tensor, Tensor, Tensor> _meet = Blocks.Bilinear(3, 4, 5);
    private readonly Layer _head = Dense(2);

    public Tensor Forward([Shape(3)] Tensor x, [Shape(4)] Tensor z) => _head(Tanh(_meet(x, z)));

    public Tensor Loss(Tensor y, [Shape(2)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>Experts weighed by a softmax gate. Source: Jacobs et al., 1991.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class MixtureOfExperts : IRealModel
{
    private readonly Layer _gate = Dense(3);
    private readonly Layer[] _experts = Repeat(3, _ => Dense(2));

    public Tensor Forward([Shape(4)] Tensor x)
    {
        var gates = Softmax(_gate(x));
        Tensor mixture = 0;
        for (int expert = 0; expert < _experts.Length; expert++)
        {
            mixture = mixture + Slice(gates, 0, expert, 1) * Tanh(_experts[expert](x));
        }

        return mixture;
    }

    public Tensor Loss(Tensor y, [Shape(2)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class GatedNetwork : IRealModel
{
    private readonly Layer _stem = Dense(5), _highway = Blocks.Highway(5), _gated = Blocks.SwishGated(4), _head = Dense(2);

    public Tensor Forward([Shape(3)] Tensor x) => _head(_gated(_highway(Tanh(_stem(x)))));

    public Tensor Loss(Tensor y, [Shape(2)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>Cuts, turns, pads and joins: every way to move elements, between two dense layers.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class Plumbing : IRealModel
{
    private readonly Layer _stem = Dense(12), _head = Dense(2);

    public Tensor Forward([Shape(4)] Tensor x)
    {
        var grid = Reshape(Tanh(_stem(x)), 3, 4);
        var turned = Transpose(grid);
        var reversed = Slice(turned, axis: 0, start: 3, length: 4, step: -1);
        var even = Slice(grid, axis: 1, start: 0, length: 2, step: 2);
        var padded = Pad(even, axis: 1, before: 1, after: 0);
        var spread = Pad(Slice(grid, -1, 1, 2), axis: 0, before: 0, after: 1, interior: 1);
        var joined = Concatenate(0, reversed, padded);
        return _head(Concatenate(Flatten(joined), Flatten(spread)));
    }

    public Tensor Loss(Tensor y, [Shape(2)] Tensor target) => MeanSquaredError(y, target);
}
