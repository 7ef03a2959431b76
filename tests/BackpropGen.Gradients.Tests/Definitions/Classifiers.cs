using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Gradients.Tests;

[Model(Precision = Precision.Double)]
public sealed partial class SoftmaxClassifier
{
    private readonly Layer _line = Dense(3);

    public Tensor Forward([Shape(4)] Tensor x) => _line(x);

    public Tensor Loss(Tensor logits, [Classes(3)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
}

/// <summary>Class weights through a loss of (value, weight), as torch's cross_entropy with weight.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class WeightedClassifier
{
    private readonly Layer _hidden = Dense(5), _output = Dense(3);

    public Tensor Forward([Shape(4)] Tensor x) => _output(Swish(_hidden(x)));

    public (Tensor Value, Tensor Weight) Loss(Tensor logits, [Classes(3)] ClassLabel label)
    {
        var weight = Gather(Constant([0.5, 1, 2.5]), label);
        return (weight * SoftmaxCrossEntropy(logits, label), weight);
    }
}

/// <summary>Rows of tables, selected by two labels.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class EmbeddingClassifier
{
    private readonly Parameter _words = Parameter([7, 4], Initializer.Normal());
    private readonly Parameter _places = Parameter([3, 4], Initializer.Normal());
    private readonly Layer _hidden = Dense(5), _output = Dense(3);

    public Tensor Forward([Classes(7)] ClassLabel word, [Classes(3)] ClassLabel place)
        => _output(Tanh(_hidden(Gather(_words, word) + Gather(_places, place))));

    public Tensor Loss(Tensor logits, [Classes(3)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
}

/// <summary>Two outputs, each with its own target: one real, one a class.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class TwoHeads
{
    private readonly Layer _trunk = Dense(6), _place = Dense(2), _kind = Dense(3);

    public (Tensor Place, Tensor Kind) Forward([Shape(4)] Tensor x)
    {
        var shared = Gelu(_trunk(x));
        return (_place(shared), _kind(shared));
    }

    public Tensor Loss(Tensor place, Tensor kind, [Shape(2)] Tensor position, [Classes(3)] ClassLabel label)
        => MeanSquaredError(place, position) + 0.5 * SoftmaxCrossEntropy(kind, label);
}

/// <summary>The largest of every pair of neighbours: max-pooling by Reshape and Max.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class MaxPooling
{
    private readonly Layer _wide = Dense(12), _output = Dense(3);

    public Tensor Forward([Shape(5)] Tensor x) => _output(Max(Reshape(_wide(x), -1, 2), axis: -1));

    public Tensor Loss(Tensor logits, [Classes(3)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
}

/// <summary>Learns another model's distribution, and is told apart by its temperature.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class Distillation : IRealModel
{
    private readonly Layer _student = Sequence(Dense(6), Softplus, Dense(4));

    public Tensor Forward([Shape(3)] Tensor x) => _student(x);

    public Tensor Loss(Tensor logits, [Shape(4)] Tensor distribution) => 4 * SoftmaxCrossEntropy(logits / 2, distribution);
}
