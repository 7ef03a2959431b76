using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Emission;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Planning;
using Xunit;

namespace BackpropGen.Graphs.Tests;

/// <summary>The phases that threads share: in none does one read what another writes meanwhile.</summary>
public class PhaseTests
{
    public static TheoryData<string> Models => [.. ModelsByName.Keys];

    private static SortedDictionary<string, ModelDefinition> ModelsByName { get; } = new(
        PrimitiveCases.All.Keys.ToDictionary(static name => name, static name => EmissionTests.Model(name))
            .Append(new("narrow residual layers", StackTests.Residual(3, width: 3)))
            .Append(new("wide residual layers", StackTests.Residual(9, width: 64)))
            .Append(new("widest residual layers", StackTests.Residual(4, width: 160)))
            .Append(new("wide residual layers with decay", StackTests.Residual(3, width: 64) with { WeightDecay = 0.1, DecaysBiases = true }))
            .ToDictionary(static pair => pair.Key, static pair => pair.Value),
        System.StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_step_is_in_one_phase(string name)
    {
        foreach (var program in Programs(ModelsByName[name]))
        {
            int next = 0;
            foreach (var phase in program.Phases)
            {
                Assert.Equal(next, phase.FirstStep);
                Assert.True(phase.StepCount > 0);
                next += phase.StepCount;
            }

            Assert.Equal(program.Steps.Length, next);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Threads_that_share_samples_write_nothing_that_all_of_them_have(string name)
    {
        foreach (var (program, phase, steps) in Phases(name).Where(static one => one.Phase.Kind == PhaseKind.Samples))
        {
            Assert.All(steps, step => Assert.True(program.Buffers[step.Accesses[0].Buffer].IsPerSample));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void In_no_phase_of_several_threads_does_one_read_what_another_writes(string name)
    {
        foreach (var (program, phase, steps) in Phases(name).Where(static one => one.Phase.Kind == PhaseKind.Outputs))
        {
            foreach (var writer in steps)
            {
                var target = program.Buffers[writer.Accesses[0].Buffer];
                var met = from reader in steps
                          from access in reader.Accesses.Skip(1)
                          let buffer = program.Buffers[access.Buffer]
                          where target.Region == buffer.Region && target.Offset < buffer.Offset + buffer.Size && buffer.Offset < target.Offset + target.Size
                          select (Reader: reader, access.Buffer);
                Assert.All(met, one => Assert.True(one.Buffer == writer.Accesses[0].Buffer && Splitting.IsInStep(writer, one.Reader, one.Buffer)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void What_one_thread_does_alone_is_not_parted_and_what_several_do_is(string name)
    {
        foreach (var (_, phase, steps) in Phases(name))
        {
            Assert.All(steps, step => Assert.Equal(phase.Kind == PhaseKind.Outputs, Outer(step).Any(static extent => extent.Part == ExtentPart.First)));
        }
    }

    [Fact]
    public void Samples_of_a_plain_network_meet_once()
    {
        var training = Programs(StackTests.Residual(9, width: 64)).Last();
        Assert.Equal([PhaseKind.Once, PhaseKind.Samples, PhaseKind.Outputs, PhaseKind.Once], training.Phases.Select(static phase => phase.Kind));
        Assert.Equal([PhaseKind.Once, PhaseKind.Samples, PhaseKind.Once], Programs(StackTests.Residual(9, width: 3)).Last().Phases.Select(static phase => phase.Kind));
    }

    [Fact]
    public void Wide_layers_are_parted_by_their_outputs_while_training_alone()
    {
        var programs = Programs(StackTests.Residual(1, width: 160)).ToList();
        Assert.Equal([PhaseKind.Samples], programs[0].Phases.Select(static phase => phase.Kind));
        // The stem; down and up, whose inputs are the outputs of the layer before; the head and the loss; back again, the last
        // time with all sums over the batch.
        Assert.Equal(
            [
                PhaseKind.Once, PhaseKind.Outputs, PhaseKind.Outputs, PhaseKind.Outputs, PhaseKind.Samples,
                PhaseKind.Outputs, PhaseKind.Outputs, PhaseKind.Outputs, PhaseKind.Once,
            ],
            programs[2].Phases.Select(static phase => phase.Kind));
    }

    [Fact]
    public void Narrow_layers_over_few_samples_do_not_pay_for_the_weights_that_pass_between_processors()
    {
        var phases = Programs(StackTests.Residual(9, width: 64)).Last().Phases;
        Assert.All(phases.Where(static phase => phase.Kind != PhaseKind.Once), static phase =>
        {
            Assert.InRange(phase.Work.PerSample * 16, 0, -phase.Work.Once);
            Assert.InRange(phase.Work.PerSample * 256, -phase.Work.Once, long.MaxValue);
        });
    }

    [Fact]
    public void The_work_of_a_phase_is_that_of_its_products_and_maps()
    {
        var forward = Programs(StackTests.Residual(1, width: 100)).First().Phases.Single();
        // 6 × 100, twice 100 × 100 and 100 × 2 multiplications; the maps come to it.
        Assert.InRange(forward.Work.PerSample, 20_800, 30_000);
        Assert.Equal(0, forward.Work.Once);
    }

    private static IEnumerable<(Program Program, Phase Phase, List<Step> Steps)> Phases(string name) =>
        from program in Programs(ModelsByName[name])
        from phase in program.Phases
        select (program, phase, program.Steps.Skip(phase.FirstStep).Take(phase.StepCount).ToList());

    private static IEnumerable<Extent> Outer(Step step) => step switch
    {
        LoopStep loop => loop.OuterLoops,
        ProductStep product => product.OuterLoops,
        _ => [],
    };

    /// <summary>Prediction, evaluation and training.</summary>
    private static IEnumerable<Program> Programs(ModelDefinition model) => ModelPrograms.Of(model).All;
}
