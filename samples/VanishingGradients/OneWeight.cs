using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Samples.VanishingGradients;

/// <summary>A single weight of 1 in single precision: the gradient by it is the input.</summary>
[Model]
public sealed partial class SingleWeight
{
    private readonly Parameter _weight = Parameter(1, Initializer.Ones);

    public Tensor Forward([Shape(1)] Tensor x) => _weight * x;

    public Tensor Loss(Tensor y) => Sum(y);
}

/// <summary>The same in double precision.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class DoubleWeight
{
    private readonly Parameter _weight = Parameter(1, Initializer.Ones);

    public Tensor Forward([Shape(1)] Tensor x) => _weight * x;

    public Tensor Loss(Tensor y) => Sum(y);
}
