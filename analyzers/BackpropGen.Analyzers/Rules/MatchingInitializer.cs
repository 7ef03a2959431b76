using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Generator;
using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Analyzers.Rules;

/// <summary>An initializer for the hidden layers of a path with which the gradient keeps its size.</summary>
/// <param name="Name">The member of <c>BackpropGen.Initializer</c>.</param>
/// <param name="Layers">The layers that it is for, by path.</param>
internal sealed record MatchingInitializer(string Name, IReadOnlyList<string> Layers)
{
    /// <summary>The gradient keeps its size within these limits.</summary>
    internal const double Least = 0.1, Most = 10;

    private static readonly string[] ForSaturating = ["GlorotUniform", "LecunNormal", "HeNormal"];
    private static readonly string[] ForOthers = ["HeNormal", "GlorotUniform", "LecunNormal"];

    /// <summary>Estimates the model again with other initializers; null where none helps.</summary>
    internal static MatchingInitializer? For(ModelAnalysis model, GradientPath path)
    {
        // Those that a later layer follows on the way: what the last layer's weights are is the output's business.
        var hidden = path.Above.Append(path.Layer).Where(static layer => !double.IsNaN(layer.Gain)).ToList();
        if (hidden.Count == 0)
        {
            return null;
        }

        var weights = new HashSet<string>(hidden.Select(static layer => layer.Weight));

        // Up to three estimates each, asked for again at every change of any file.
        string? first = model.Analysis.MatchingInitializers.GetOrAdd(
            path.Layer.Node,
            _ => (path.IsSaturating ? ForSaturating : ForOthers).FirstOrDefault(name => Deviation(model, weights, name) <= Math.Log(Most)));
        return first is null ? null : new(first, [.. hidden.Select(static layer => layer.Layer).Distinct()]);
    }

    /// <summary>How far the gradient of any of the layers is from the size that it has at the last ones, as a logarithm.</summary>
    private static double Deviation(ModelAnalysis model, HashSet<string> weights, string name)
    {
        var parameters = model.Definition.Parameters
            .Select(parameter => weights.Contains(parameter.Path) && parameter.Shape.Rank > 1
                ? parameter with { Initialization = new InitializerSpec(name).Resolve(parameter.Shape) }
                : parameter)
            .ToEquatableArray();
        var estimate = FlowEstimate.With(model.Definition, parameters);
        return estimate.Layers.Where(layer => weights.Contains(layer.Weight))
            .GroupBy(static layer => layer.Weight)
            .Max(static applications => Math.Abs(Math.Log(applications.Max(static layer => layer.GradientRatio))));
    }
}
