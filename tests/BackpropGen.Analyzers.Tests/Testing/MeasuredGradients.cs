using BackpropGen.Generator.Vocabulary;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Testing;

/// <summary>
/// The norms of the gradients that generated code computes, root mean square over random samples and initializations:
/// what a prediction of gradient flow has to agree with. Inputs and real targets are drawn from N(0, 1), labels evenly.
/// </summary>
/// <remarks>
/// A batch of one is the rule: the mean over a batch also measures how far its samples agree. Then the gradient of a dense
/// layer's bias is the gradient by its pre-activation, δ, and that of its weight has the norm |δ| |input|. A model with batch normalization
/// needs a batch; there the bias of a dense layer before a normalization has no gradient at all, and weights are compared.
/// </remarks>
internal sealed class MeasuredGradients
{
    private readonly Dictionary<string, double> _meanSquares;

    private MeasuredGradients(Dictionary<string, double> meanSquares) => _meanSquares = meanSquares;

    /// <summary>The paths of the parameters, in the order of the definition.</summary>
    internal required IReadOnlyList<string> Paths { get; init; }

    /// <summary>The Euclidean norm of a parameter's gradient, root mean square.</summary>
    internal double Norm(string path) => Math.Sqrt(_meanSquares[path]);

    /// <summary>The norm of one parameter's gradient over that of another.</summary>
    internal double Ratio(string path, string to) => Norm(path) / Norm(to);

    /// <summary>The ratio of the first to the last parameter whose path ends with a name, <c>bias</c> or <c>weight</c>, and that is
    /// of some number of axes: the weights of dense layers have two, the gains of normalizations one.</summary>
    internal double FirstToLast(string name, Func<string, bool>? isCounted = null)
    {
        string[] counted = [.. Paths.Where(path => path.Split('.')[^1] == name && (isCounted?.Invoke(path) ?? true))];
        return Ratio(counted[0], counted[^1]);
    }

    /// <summary>Measures the only model of a source text.</summary>
    internal static MeasuredGradients Of(string source, int seeds = 8, int samples = 16, int batch = 1) =>
        Of(CompiledModel.Compile(source), seeds, samples, batch);

    /// <summary>Measures a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="seeds">How many initializations.</param>
    /// <param name="samples">How many batches for each.</param>
    /// <param name="batch">How many samples are in a batch.</param>
    /// <param name="given">The values of inputs and targets that are not drawn, by name, the same for each batch.</param>
    internal static MeasuredGradients Of(
        CompiledModel model, int seeds = 8, int samples = 16, int batch = 1, IReadOnlyDictionary<string, double[]>? given = null)
    {
        var columns = model.Definition.Inputs.Concat(model.Definition.Targets).ToList();
        var squares = model.Definition.Parameters.ToDictionary(static parameter => parameter.Path, static _ => 0.0);
        var random = new Random(1);
        for (int seed = 1; seed <= seeds; seed++)
        {
            model.Initialize((ulong)seed);
            for (int i = 0; i < samples; i++)
            {
                double[] gradient = model.Backpropagate(
                    [.. columns.Select(column => given?.GetValueOrDefault(column.Name) ?? Draw(column, random, batch))]);
                foreach (var parameter in model.Layout.Where(static array => array.Kind == StoredKind.Parameter))
                {
                    var own = gradient.AsSpan(parameter.Offset, parameter.Length);
                    squares[parameter.Path] += System.Numerics.Tensors.TensorPrimitives.SumOfSquares<double>(own) / (seeds * samples);
                }
            }
        }

        Assert.All(squares, static pair => Assert.True(double.IsFinite(pair.Value), $"The gradient of '{pair.Key}' is not finite."));
        return new(squares) { Paths = [.. model.Definition.Parameters.Select(static parameter => parameter.Path)] };
    }

    private static double[] Draw(ColumnDeclaration column, Random random, int batch)
    {
        var values = new double[batch * column.Shape.Size];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = column.IsLabel ? random.Next(column.Classes) : Normal(random);
        }

        return values;
    }

    /// <summary>Box and Muller's transform of two even numbers.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
