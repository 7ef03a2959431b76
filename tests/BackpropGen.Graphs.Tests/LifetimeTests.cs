using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator;
using BackpropGen.Generator.Emission;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Planning;
using BackpropGen.Generator.Vocabulary;
using Xunit;

namespace BackpropGen.Graphs.Tests;

/// <summary>What the plan says of its memory: what is held from when to when, and why.</summary>
public class LifetimeTests
{
    public static TheoryData<string> Models => [.. ModelsByName.Keys];

    private static SortedDictionary<string, ModelDefinition> ModelsByName { get; } = new(
        PrimitiveCases.All.Keys.ToDictionary(static name => name, static name => EmissionTests.Model(name))
            .Append(new("one residual layer", StackTests.Residual(1, width: 3)))
            .Append(new("nine residual layers", StackTests.Residual(9, width: 3)))
            .ToDictionary(static pair => pair.Key, static pair => pair.Value),
        System.StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Models))]
    public void Values_whose_lifetimes_meet_share_no_memory(string name)
    {
        foreach (var program in Programs(ModelsByName[name]))
        {
            var lifetimes = program.Lifetimes;
            for (int i = 0; i < lifetimes.Length; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    var (left, right) = (program.Buffers[lifetimes[i].Buffer], program.Buffers[lifetimes[j].Buffer]);
                    bool meet = lifetimes[i].FirstStep <= lifetimes[j].LastStep && lifetimes[j].FirstStep <= lifetimes[i].LastStep
                        && !IsInPlace(program, lifetimes[i], lifetimes[j]);
                    bool overlap = left.Region == right.Region && left.Offset < right.Offset + right.Size && right.Offset < left.Offset + left.Size;
                    Assert.False(meet && overlap, $"{left} and {right}");
                }
            }
        }
    }

    [Fact]
    public void The_gradient_of_softmax_cross_entropy_is_computed_in_the_place_of_the_logits()
    {
        var program = Programs(StackTests.Residual(1, width: 3, classes: 100)).Last();
        var exponentials = Assert.Single(program.Steps, static step => step.Comment.ToString().Contains("= exp(", System.StringComparison.Ordinal));
        var gradient = Assert.Single(program.Steps, static step => step is LoopStep { Kind: LoopKind.Map } && step.Comment.ToString().Contains("[i₁ = v₁]", System.StringComparison.Ordinal));
        int[] places = [.. exponentials.Accesses.Take(2).Append(gradient.Accesses[0]).Select(access => program.Buffers[access.Buffer].Offset)];
        Assert.Single(places.Distinct());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_value_is_written_first_and_lives_to_its_last_use(string name)
    {
        foreach (var program in Programs(ModelsByName[name]))
        {
            var listed = program.Lifetimes.ToDictionary(static lifetime => lifetime.Buffer);
            var uses = program.Steps.SelectMany(static (step, number) => step.Parts().SelectMany(static part => part.Accesses.Select(static (access, place) => (access.Buffer, Writes: place == 0)))
                    .Where(use => step is not RowLoopStep loop || !loop.Unstored.Contains(use.Buffer)).Select(use => (use.Buffer, Step: number, use.Writes)))
                .Where(use => program.Buffers[use.Buffer].Region is Region.Workspace or Region.Shared or Region.Indexes)
                .GroupBy(static use => use.Buffer).ToList();
            Assert.Equal(uses.Count, listed.Count);
            foreach (var use in uses)
            {
                var lifetime = listed[use.Key];
                Assert.True(use.First().Writes);
                Assert.Equal(use.First().Step, lifetime.FirstStep);
                Assert.Equal(lifetime.Use == BufferUse.Result ? program.Steps.Length - 1 : use.Last().Step, lifetime.LastStep);
                var buffer = program.Buffers[use.Key];
                int length = buffer.Region == Region.Workspace ? program.WorkspacePerSample
                    : buffer.Region == Region.Shared ? program.WorkspaceShared : program.IndexesPerSample;
                Assert.InRange(buffer.Offset, 0, length - buffer.Size);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_saved_value_is_read_by_what_it_is_saved_for(string name)
    {
        foreach (var program in Programs(ModelsByName[name]))
        {
            foreach (var saved in program.Lifetimes.Where(static lifetime => lifetime.Use == BufferUse.Saved))
            {
                Assert.Contains(program.Steps.SelectMany(static step => step.Parts()), step =>
                    step.Accesses[0].Buffer == saved.SavedFor && step.Accesses.Skip(1).Any(access => access.Buffer == saved.Buffer));
                Assert.DoesNotContain(program.Lifetimes, reader =>
                    reader.Buffer == saved.SavedFor && (reader.Use is BufferUse.Forward or BufferUse.Saved));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void What_several_steps_compute_is_made_of_what_each_of_them_reads(string name)
    {
        foreach (var program in Programs(ModelsByName[name]))
        {
            foreach (var value in program.Unstored)
            {
                Assert.Equal(value.Steps.Distinct().Order(), value.Steps);
                var read = value.Steps.Select(step => program.Steps[step].Accesses.Skip(1).Select(access => program.Buffers[access.Buffer].Symbol).ToHashSet()).ToList();
                foreach (string symbol in program.Buffers.Select(static buffer => buffer.Symbol).Where(symbol => value.Steps.Length > 1 && Names(value.Symbol, symbol)))
                {
                    Assert.All(read, symbols => Assert.Contains(symbol, symbols));
                }
            }
        }
    }

    [Theory]
    [InlineData("Map that its derivative computes again", "σ(z₁)", "h", "∂L/∂z₁")]
    [InlineData("Map that two products' operands compute again", "x + 0.5", "h", "h")]
    public void What_is_cheaper_to_compute_again_than_to_store_is_recorded(string name, string formula, string first, string again)
    {
        var program = Programs(EmissionTests.Model(name)).Last();
        var value = Assert.Single(program.Unstored, value => value.Symbol == formula);
        string[] targets = [.. value.Readers.Select(reader => program.Buffers[reader].Symbol)];
        Assert.Equal(2, targets.Length);
        Assert.StartsWith(first, targets[0], System.StringComparison.Ordinal);
        Assert.StartsWith(again, targets[1], System.StringComparison.Ordinal);
        Assert.DoesNotContain(program.Lifetimes, lifetime => program.Buffers[lifetime.Buffer].Symbol == formula);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void An_expensive_part_that_a_derivative_shares_is_stored_where_it_is_small(int width, bool isStored)
    {
        var program = Programs(StackTests.Residual(1, width, Scalars.Gelu)).Last();
        var steps = program.Steps.Where(static step => step.Comment.ToString().Contains("erf(", System.StringComparison.Ordinal)).ToList();
        var saved = program.Lifetimes.Where(static lifetime => lifetime.Use == BufferUse.Saved).Select(static lifetime => lifetime.Buffer);
        Assert.Equal(isStored ? 1 : 2, steps.Count);
        Assert.Equal(isStored, saved.Contains(steps[0].Accesses[0].Buffer) && steps[0].Comment.ToString().Contains("= erf(", System.StringComparison.Ordinal));
        Assert.NotEqual(isStored, program.Unstored.Any(static value => value.Symbol.StartsWith("erf(", System.StringComparison.Ordinal)));
    }

    [Fact]
    public void An_activation_whose_derivative_is_made_from_its_value_is_not_computed_again()
    {
        var program = Programs(StackTests.Residual(1, width: 3)).Last();
        Assert.DoesNotContain(program.Unstored, static value => value.Steps.Length > 1 && value.Symbol.Contains("tanh", System.StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_program_of_the_gradient_saves_values()
    {
        var model = StackTests.Residual(2, width: 3);
        var saved = Programs(model).Select(static program => program.Lifetimes.Count(static lifetime => lifetime.Use == BufferUse.Saved)).ToArray();
        Assert.Equal([0, 0], saved.Take(2));
        Assert.True(saved[2] > 0);
    }

    [Fact]
    public void An_activation_is_saved_for_the_weights_it_is_multiplied_with()
    {
        var program = Programs(StackTests.Residual(1, width: 3)).Last();
        BufferLifetime Of(string symbol) => Assert.Single(program.Lifetimes, lifetime => program.Buffers[lifetime.Buffer].Symbol == symbol);
        Assert.Equal("∂L/∂blocks.0.down.weight", program.Buffers[Of("h₁").SavedFor].Symbol);
        // The derivative of tanh is made from its value: what it was applied to is not even stored.
        Assert.Equal("∂L/∂a₁", program.Buffers[Of("h₂").SavedFor].Symbol);
        Assert.Contains(program.Unstored, static value => value.Symbol == "z₂");
    }

    [Fact]
    public void The_listing_of_the_workspace_does_not_grow_with_equal_layers()
    {
        static int Lines(int depth) => ModelEmitter.Emit(StackTests.Residual(depth, width: 3)).Split('\n').Count(static line => line.StartsWith("    //   ", System.StringComparison.Ordinal));
        int lines = Lines(10);
        Assert.InRange(lines, 20, 80);
        Assert.Equal(lines, Lines(100));
    }

    [Fact]
    public void Equal_definitions_have_equal_plans_of_memory()
    {
        var (first, second) = (Programs(StackTests.Residual(3, width: 3)).Last(), Programs(StackTests.Residual(3, width: 3)).Last());
        Assert.Equal(first.Lifetimes, second.Lifetimes);
        Assert.Equal(first.Unstored, second.Unstored);
        Assert.NotEmpty(first.Unstored);
    }

    /// <summary>Whether a formula has a symbol in it, not as a part of a longer one.</summary>
    private static bool Names(string formula, string symbol) => formula.Split(' ', '(', ')', '²', '[', ']').Contains(symbol);

    /// <summary>Whether a map writes one value where it reads the other for the last time, in the same order.</summary>
    private static bool IsInPlace(Program program, BufferLifetime written, BufferLifetime read) =>
        written.FirstStep == read.LastStep && program.Steps[written.FirstStep] is LoopStep { Kind: LoopKind.Map } map && map.Accesses[0].Buffer == written.Buffer
        && map.Accesses.Skip(1).Where(access => access.Buffer == read.Buffer).ToList() is [var operand] && operand.Strides == map.Accesses[0].Strides
        && (operand.Offset, map.Accesses[0].Offset) == (0, 0);

    /// <summary>Prediction, evaluation and training.</summary>
    private static IEnumerable<Program> Programs(ModelDefinition model) => ModelPrograms.Of(model).All;
}
