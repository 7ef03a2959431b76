using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackpropGen.Gradients.Tests;

/// <summary>What PyTorch answers for one model and one batch, as Fixtures/make_fixtures.py wrote it.</summary>
/// <param name="Name">The model, and a variant after @ where it has several fixtures.</param>
/// <param name="Model">The class of the definition.</param>
/// <param name="Batch">The number of samples.</param>
/// <param name="Differences">Whether central differences can confirm the gradient: not at kinks, nor where it is stopped.</param>
/// <param name="MeanOfSamples">Whether the gradient of a batch is the mean of its samples' gradients.</param>
public sealed record Fixture(
    string Name, string Model, int Batch, bool Differences, bool MeanOfSamples,
    Column[] Inputs, Column[] Targets, Answer[] Outputs, Scalar Evaluation, Scalar Loss,
    ParameterAnswer[] Parameters, StateAnswer[] States)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    /// <summary>All fixtures by name.</summary>
    public static IReadOnlyDictionary<string, Fixture> All { get; } = new[] { "architectures.json", "vectors.json", "arrays.json" }
        .SelectMany(Read).ToDictionary(static fixture => fixture.Name, StringComparer.Ordinal);

    /// <summary>The largest element of all gradients: what an analytically zero one is compared with.</summary>
    [JsonIgnore]
    public double LargestGradient => Parameters.Max(static parameter => Metric.Largest(parameter.Gradient));

    private static Fixture[] Read(string file)
    {
        using var stream = typeof(Fixture).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The fixture '{file}' is not embedded.");
        return JsonSerializer.Deserialize<Fixture[]>(stream, Options)
            ?? throw new InvalidOperationException($"The fixture '{file}' is empty.");
    }
}

/// <summary>An input or a target of the whole batch: reals or labels.</summary>
public sealed record Column(string Name, int[] Shape, double[]? Reals, int[]? Labels)
{
    /// <summary>The number of elements of one sample.</summary>
    [JsonIgnore]
    public int Size => Shape.Aggregate(1, static (product, length) => product * length);
}

/// <summary>A number and how much PyTorch's own computation of it scatters.</summary>
public sealed record Scalar(double Value, double Noise);

/// <summary>An output of the whole batch at inference.</summary>
public sealed record Answer(string Name, int[] Shape, double[] Values, double Noise);

/// <summary>A parameter, and the gradient of the batch by it.</summary>
public sealed record ParameterAnswer(string Path, int[] Shape, double[] Values, double[] Gradient, double Noise, bool Zero);

/// <summary>A state before and after one training step.</summary>
public sealed record StateAnswer(string Path, int[] Shape, double[] Values, double[] After, double Noise);
