using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.Reading;
using Xunit;

namespace BackpropGen.Analyzers.Tests.GradientFlow;

/// <summary>The estimate for dense layers of 64 units with one activation between each two, read from source text.</summary>
internal static class Chain
{
    /// <summary>As many layers as any row of the table asks for.</summary>
    internal const int Depth = 101;

    /// <summary>A chain of layers.</summary>
    /// <param name="activation">C# for the activation of <c>z</c>.</param>
    /// <param name="initializers">The arguments of Dense.</param>
    /// <param name="input">C# for what the first layer is applied to, of <c>x</c>.</param>
    /// <param name="layers">How many.</param>
    internal static FlowEstimate Of(string activation, string initializers = "", string input = "x", int layers = Depth) => Read($$"""
        private readonly Layer[] _layers = Repeat({{layers}}, _ => Dense(64{{(initializers.Length > 0 ? ", " : "")}}{{initializers}}));

        public Tensor Forward([Shape(64)] Tensor x)
        {
            var z = _layers[0]({{input}});
            for (int i = 1; i < _layers.Length; i++)
            {
                z = _layers[i]({{activation}});
            }

            return z;
        }
        """);

    /// <summary>The estimate for a model without a loss.</summary>
    /// <param name="members">Its members.</param>
    internal static FlowEstimate Read(string members)
    {
        var compilation = TestCompilation.Create($$"""
            using System;
            using BackpropGen;
            using static BackpropGen.Functions;
            using static BackpropGen.Layers;

            [Model]
            public sealed partial class Chain
            {
            {{members}}
            }
            """);
        Verify.Compiles(compilation);
        var problems = new List<Problem>();
        var definition = ModelReader.Read(compilation.GetTypeByMetadataName("Chain")!, compilation, problems.Add, default);
        Assert.Empty(problems.Select(static problem => problem.Message));
        return FlowEstimate.Of(definition!);
    }

    /// <summary>R(L): the ratio over the first L layers of a chain.</summary>
    internal static double Ratio(this FlowEstimate flow, int layers) => flow.Layers[0].GradientRatio / flow.Layers[layers - 1].GradientRatio;

    /// <summary>χ where the chain has settled.</summary>
    internal static double SettledGain(this FlowEstimate flow) => Math.Pow(flow.Layers[^2].Gain, 2);

    /// <summary>From which depth on the ratio is under a limit; null where it never is.</summary>
    internal static int? DepthUnder(this FlowEstimate flow, double limit)
    {
        int depth = Enumerable.Range(1, flow.Layers.Length).FirstOrDefault(layers => flow.Ratio(layers) < limit);
        return depth == 0 ? null : depth;
    }
}
