namespace BackpropGen.Analyzers.Tests.GradientFlow.Validation;

/// <summary>A model's definition, made at random.</summary>
/// <param name="Name">The class.</param>
/// <param name="Summary">What it is made of, in words.</param>
/// <param name="Source">Its source text.</param>
/// <param name="Probed">For a model whose samples see each other, by the batch's statistics: the same with a probe at every
/// dense layer; else null.</param>
internal sealed record Architecture(string Name, string Summary, string Source, string? Probed)
{
    /// <summary>The width of the input and of most layers.</summary>
    internal const int Width = 256;

    /// <summary>How many samples a probed model can tell apart.</summary>
    internal const int ProbedBatch = 32;

    /// <summary>What a file of architectures begins with.</summary>
    internal const string Usings = """
        using System;
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;


        """;
}
