using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Samples.VanishingGradients;

/// <summary>The generated <c>Backpropagate</c> of a model: no interface has it.</summary>
internal delegate float Backpropagation<in TSamples>(TSamples samples, Span<float> gradients);

/// <summary>
/// Measures how much of the loss's gradient reaches each dense layer of an untrained model. The gradient of a layer's bias
/// is that of its pre-activation. Samples are taken one at a time: a batch's mean would mix in how far samples agree.
/// </summary>
internal static class GradientProbe
{
    private const int Seeds = 20;
    private const int SamplesOfSeed = 50;

    /// <summary>For each dense layer the root mean square of the gradient's norm, over that of the last layer.</summary>
    public static IReadOnlyList<(string Name, double Ratio)> Measure<TModel, TSamples>(
        TModel model, TSamples samples, Backpropagation<TSamples> backpropagate)
        where TModel : IModel<float>
        where TSamples : struct, ISamples<TSamples>
    {
        ParameterInfo[] weights = [.. model.Layout.Where(static array => array.Shape.Length == 2)];
        ParameterInfo[] biases = [.. weights.Select(weight => model.Layout[NameOf(weight) + ".bias"])];
        var squares = new double[biases.Length];
        var gradients = new float[model.Parameters.Length];
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            model.Initialize(seed);
            for (int sample = 0; sample < SamplesOfSeed; sample++)
            {
                backpropagate(samples.Slice(sample * samples.Count / SamplesOfSeed, 1), gradients);
                for (int layer = 0; layer < biases.Length; layer++)
                {
                    squares[layer] += SumOfSquares(gradients.AsSpan(biases[layer].Offset, biases[layer].Length));
                }
            }
        }

        return [.. weights.Select((weight, layer) => (NameOf(weight), Math.Sqrt(squares[layer] / squares[^1])))];
    }

    private static string NameOf(ParameterInfo weight) => weight.Path[..weight.Path.LastIndexOf('.')];

    /// <summary>In double: the squares of a gradient that has vanished underflow in float.</summary>
    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += (double)value * value;
        }

        return sum;
    }
}
