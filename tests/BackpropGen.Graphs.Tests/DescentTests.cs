using System.Linq;
using BackpropGen.Generator.Emission;
using BackpropGen.Generator.Planning;
using Xunit;

namespace BackpropGen.Graphs.Tests;

/// <summary>Which parameters plain descent can move within the product that is their gradient.</summary>
public class DescentTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(32)]
    public void Every_weight_in_panels_of_a_residual_stack_descends_in_one_panel_or_several(int width)
    {
        var programs = ModelPrograms.Of(StackTests.Residual(3, width));
        Assert.Equal(6, programs.Panels.Keys.Count(static path => path.StartsWith("blocks", System.StringComparison.Ordinal)));
        Assert.Equal(
            programs.Panels.Keys.Where(static path => path.StartsWith("blocks", System.StringComparison.Ordinal)).Order(System.StringComparer.Ordinal),
            programs.Training!.Descents.Select(static descent => descent.Gradient.Symbol[Planner.GradientOf.Length..])
                .Where(static path => path.StartsWith("blocks", System.StringComparison.Ordinal)).Order(System.StringComparer.Ordinal));
    }

    [Fact]
    public void The_gradient_of_a_decayed_weight_is_more_than_a_product()
    {
        var program = ModelPrograms.Of(StackTests.Residual(3, width: 64) with { WeightDecay = 1e-3 }).Training!;
        Assert.Empty(program.Descents);
    }

    [Fact]
    public void A_weight_whose_rows_are_no_whole_registers_keeps_its_gradient()
    {
        var program = ModelPrograms.Of(StackTests.Residual(3, width: 20)).Training!;
        Assert.DoesNotContain(program.Descents, static descent => descent.Gradient.Panels is null);
        Assert.DoesNotContain(program.Descents, static descent => descent.Gradient.Symbol.Contains("blocks", System.StringComparison.Ordinal));
    }

    [Fact]
    public void A_parameter_whose_gradient_is_summed_in_a_loop_over_the_samples_descends_behind_it()
    {
        var program = ModelPrograms.Of(StackTests.Residual(1, width: 4, classes: 4)).Training!;
        Assert.Contains(program.Descents, descent => program.Steps[descent.Step] is RowLoopStep);
        foreach (var loop in program.Steps.OfType<RowLoopStep>())
        {
            var gradients = loop.Members.Select(static member => member.Accesses[0].Buffer).Where(buffer => program.Buffers[buffer].Region == Region.Gradients);
            Assert.Equal(gradients, loop.Descends);
        }
    }

    [Fact]
    public void Where_all_parameters_descend_no_gradient_is_stored()
    {
        var programs = ModelPrograms.Of(StackTests.Regression(width: 4));
        Assert.True(programs.Training!.DescendsWhole);
        Assert.False(programs.Prediction.DescendsWhole);
        Assert.False(ModelPrograms.Of(StackTests.Regression(width: 9)).Training!.DescendsWhole);
    }

    [Theory]
    [InlineData(1, 160, true)]
    [InlineData(2, 256, false)]
    [InlineData(3, 64, false)]
    public void Threads_meet_between_the_last_step_that_reads_a_large_weight_and_that_in_which_it_moves(int layers, int width, bool someAlone)
    {
        var program = ModelPrograms.Of(StackTests.Residual(layers, width: width)).Training!;
        var phaseOf = program.Phases.SelectMany(static phase => Enumerable.Repeat(phase.FirstStep, phase.StepCount)).ToList();
        Assert.Equal(someAlone, program.DescentsOnThreads.Count() < program.Descents.Count());
        foreach (var (gradient, moving) in program.Descents)
        {
            bool isAlone = Enumerable.Range(0, program.Steps.Length).Any(step => step != moving && phaseOf[step] == phaseOf[moving]
                && program.Steps[step].Accesses.Any(access => program.Buffers[access.Buffer] is { Region: Region.Parameters } read && read.Offset == gradient.Offset));
            Assert.Equal(isAlone, !program.DescentsOnThreads.Contains((gradient, moving)));
        }
    }

    [Theory]
    [InlineData(9, 32)]
    [InlineData(1, 4)]
    public void Nothing_reads_a_parameter_after_it_moved(int layers, int width)
    {
        var program = ModelPrograms.Of(StackTests.Residual(layers, width: width)).Training!;
        Assert.NotEmpty(program.Descents);
        foreach (var (gradient, step) in program.Descents)
        {
            var later = program.Steps.Skip(step + 1).SelectMany(static step => step.Accesses).Select(access => program.Buffers[access.Buffer]);
            Assert.DoesNotContain(later, buffer => buffer.Region is Region.Parameters or Region.Gradients && buffer.Offset == gradient.Offset);
        }
    }
}
