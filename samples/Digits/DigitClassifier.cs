using System;
using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Samples.Digits;

public static class Blocks
{
    [Layer]
    public static Layer Residual(int width, int reduction = 4)
    {
        Layer down = Dense(width / reduction), up = Dense(width);
        return x => x + up(Tanh(down(x)));
    }
}

[Model]
[ClipGradients(MaxNorm = 1)]
public sealed partial class DigitClassifier
{
    private readonly Layer _stem = Dense(64), _head = Dense(10);
    private readonly Layer[] _blocks = Repeat(8, _ => Blocks.Residual(64));

    public Tensor Forward([Shape(8, 8)] Tensor image)
    {
        var x = Tanh(_stem(Flatten(image)));
        foreach (var block in _blocks)
        {
            x = block(x);
        }

        return _head(Map(Mish, x));
    }

    public Tensor Loss(Tensor logits, [Classes(10)] ClassLabel digit) => SoftmaxCrossEntropy(logits, digit);

    [Differentiable]
    public static float Mish(float x) => x * MathF.Tanh(MathF.Log(1 + MathF.Exp(x)));
}
