using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Emission;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Planning;
using Xunit;

namespace BackpropGen.Graphs.Tests;

/// <summary>Which parameters are stored in panels, and what the plan does with them.</summary>
public class PanelTests
{
    /// <summary>Two registers of 512 bits, in doubles.</summary>
    private const int Width = 16;

    [Theory]
    [InlineData(32, true)]
    [InlineData(96, true)]
    [InlineData(48, true)]
    [InlineData(24, false)]
    [InlineData(20, false)]
    public void Weights_are_in_panels_where_their_outputs_fill_registers(int width, bool isInPanels)
    {
        var panels = ModelPrograms.Of(StackTests.Residual(3, width)).Panels.Where(static pair => pair.Key.StartsWith("blocks", System.StringComparison.Ordinal)).ToDictionary();
        Assert.Equal(isInPanels, panels.Count > 0);
        Assert.All(panels, static pair => Assert.Equal(new Panels(0, Width), pair.Value));
        Assert.DoesNotContain(panels.Keys, static path => path.EndsWith("bias", System.StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(3)]
    public void A_weight_of_few_elements_is_one_panel_of_all_its_outputs(int width)
    {
        var panels = ModelPrograms.Of(StackTests.Residual(1, width)).Panels;
        Assert.Equal(new Panels(0, width), panels["stem.weight"]);
        Assert.Equal(new Panels(0, width), panels["blocks.0.down.weight"]);
    }

    [Fact]
    public void Every_program_reads_a_parameter_in_the_same_panels_and_writes_its_gradient_so()
    {
        var programs = ModelPrograms.Of(StackTests.Residual(3, width: 64));
        foreach (var program in programs.All)
        {
            var stored = program.Buffers.Where(static buffer => buffer.Region is Region.Parameters or Region.Gradients).ToLookup(static buffer => buffer.Offset);
            Assert.All(stored, static same => Assert.Single(same.Select(static buffer => buffer.Panels).Distinct()));
            Assert.Contains(stored, static same => same.First().Panels is not null);
        }
    }

    [Fact]
    public void The_gradient_of_a_decayed_weight_in_panels_is_one_step()
    {
        var program = ModelPrograms.Of(StackTests.Residual(3, width: 64) with { WeightDecay = 1e-3 }).Training!;
        var gradients = program.Steps.Where(step => program.Buffers[step.Accesses[0].Buffer] is { Region: Region.Gradients, Panels: not null }).ToList();
        Assert.NotEmpty(gradients);
        Assert.All(gradients, static step => Assert.True(step is ProductStep { Epilogue: not null, IsStacked: true }));
    }

    [Fact]
    public void A_parameter_that_is_sliced_is_stored_row_by_row()
    {
        Assert.Single(Choose(slices: false));
        Assert.Empty(Choose(slices: true));
    }

    [Fact]
    public void A_weight_that_serves_two_products_by_different_axes_is_stored_row_by_row()
    {
        var graph = new GraphBuilder();
        int x = graph.Add(new Input("x", Shape.Of(64), 0)), weight = graph.Add(new Parameter("w", Shape.Of(64, 64)));
        int code = graph.Add(new Contract([0], [1, 0], [1], false), x, weight), back = graph.Add(new Contract([0], [0, 1], [1], false), code, weight);
        Assert.Empty(ParameterPanels.Choose([graph.ToGraph([new(OutputRole.Prediction, "y", back)])], [new("w", Shape.Of(64, 64), default!)], sizeof(float)));
    }

    private static IReadOnlyDictionary<string, Panels> Choose(bool slices)
    {
        var graph = new GraphBuilder();
        int x = graph.Add(new Input("x", Shape.Of(5), 0)), weight = graph.Add(new Parameter("w", Shape.Of(64, 5)));
        var outputs = new List<GraphOutput> { new(OutputRole.Prediction, "y", graph.Add(new Contract([0], [1, 0], [1], false), x, weight)) };
        if (slices)
        {
            outputs.Add(new(OutputRole.Prediction, "part", graph.Add(new Slice(0, 3, 7, 1), weight)));
        }

        return ParameterPanels.Choose([graph.ToGraph(outputs)], [new("w", Shape.Of(64, 5), default!)], sizeof(float));
    }
}
