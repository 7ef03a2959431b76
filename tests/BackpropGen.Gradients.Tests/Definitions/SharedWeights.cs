using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Gradients.Tests;

/// <summary>The decoder is the transposed encoder: one weight, two uses; the loss sees the input.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class TiedAutoencoder
{
    private readonly Layer _encoder = Dense(3);
    private readonly Parameter _shift = Parameter(6);

    public Tensor Forward([Shape(6)] Tensor x)
    {
        // Applied first: only then has the weight a shape.
        var code = Tanh(_encoder(x));
        return MatMul(Transpose(_encoder.Weight), code) + _shift;
    }

    public Tensor Loss(Tensor reconstruction, Tensor x) => MeanSquaredError(reconstruction, x);
}

/// <summary>Two outputs, the code and the reconstruction; the input is the target, on logits.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class Autoencoder
{
    private readonly Layer _encoder = Dense(2), _decoder = Dense(6);

    public (Tensor Code, Tensor Logits) Forward([Shape(6)] Tensor x)
    {
        var code = Tanh(_encoder(x));
        return (code, _decoder(code));
    }

    public Tensor Loss(Tensor code, Tensor logits, Tensor x) => BinaryCrossEntropy(logits, x) + 0.1 * Mean(Abs(code));
}

/// <summary>One encoder for both inputs. Source of the loss: Hadsell, Chopra, LeCun, 2006.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class Siamese
{
    private readonly Layer _encoder = Sequence(Dense(6), Tanh, Dense(3));

    public Tensor Forward([Shape(4)] Tensor left, [Shape(4)] Tensor right)
        => Sqrt(Sum(Square(_encoder(left) - _encoder(right))) + 1e-6);

    public Tensor Loss(Tensor distance, [Shape()] Tensor same)
        => same * Square(distance) + (1 - same) * Square(Relu(2 - distance));
}

/// <summary>One recurrent cell over the rows of the input. Source: Elman, 1990.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class UnrolledRecurrence : IRealModel
{
    private readonly Layer _input = Dense(4), _recurrent = Dense(4, bias: false), _head = Dense(2);

    public Tensor Forward([Shape(5, 3)] Tensor x)
    {
        Tensor At(int time) => _input(Reshape(Slice(x, 0, time, 1), 3));

        var hidden = Tanh(At(0));
        for (int time = 1; time < 5; time++)
        {
            hidden = Tanh(At(time) + _recurrent(hidden));
        }

        return _head(hidden);
    }

    public Tensor Loss(Tensor y, [Shape(2)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>The target branch learns nothing: its gradient is stopped. Source: Chen, He, 2021.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class StoppedTarget
{
    private readonly Layer _encoder = Dense(5), _predictor = Dense(5);

    public (Tensor Prediction, Tensor Projection) Forward([Shape(4)] Tensor left, [Shape(4)] Tensor right)
        => (_predictor(Tanh(_encoder(left))), Tanh(_encoder(right)));

    public Tensor Loss(Tensor prediction, Tensor projection) => MeanSquaredError(prediction, StopGradient(projection));
}
