using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Gradients.Tests;

/// <summary>Layers whose weights are stored in panels, one panel and several, decayed; one weight lies by inputs, so that the
/// axis in panels is the second.</summary>
[Model(Precision = Precision.Double)]
[WeightDecay(0.03)]
public sealed partial class PanelMlp : IRealModel
{
    private readonly Layer _first = Dense(32), _second = Dense(48), _head = Dense(3);
    private readonly Parameter _third = Parameter([48, 32], Initializer.GlorotUniform);

    public Tensor Forward([Shape(5)] Tensor x) => _head(Sigmoid(MatMul(Tanh(_second(Tanh(_first(x)))), _third)));

    public Tensor Loss(Tensor y, [Shape(3)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>A recurrent weight in panels, whose gradient is a sum over the time; a layer over the rows of each sample.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class PanelRecurrence : IRealModel
{
    private readonly Layer _rows = Dense(16), _recurrent = Dense(16, bias: false), _head = Dense(2);

    public Tensor Forward([Shape(3, 4)] Tensor x)
    {
        var rows = _rows(x);
        var hidden = Tanh(Reshape(Slice(rows, 0, 0, 1), 16));
        for (int time = 1; time < 3; time++)
        {
            hidden = Tanh(Reshape(Slice(rows, 0, time, 1), 16) + _recurrent(hidden));
        }

        return _head(hidden);
    }

    public Tensor Loss(Tensor y, [Shape(2)] Tensor target) => MeanSquaredError(y, target);
}
