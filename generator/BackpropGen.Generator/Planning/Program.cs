using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Planning;

/// <summary>A graph as kernel calls over buffers: what the emitter prints.</summary>
/// <param name="Steps">The calls, in order.</param>
/// <param name="Phases">The steps in runs that threads can share, in order.</param>
/// <param name="Buffers">The buffers, by number.</param>
/// <param name="WorkspacePerSample">The elements of workspace that each sample needs.</param>
/// <param name="WorkspaceShared">The elements of workspace needed once.</param>
/// <param name="IndexesPerSample">The class indexes that each sample needs.</param>
/// <param name="Constants">The constant arrays.</param>
/// <param name="Results">The buffers of the scalars it is evaluated for, by role.</param>
/// <param name="Lifetimes">What lies in the workspace, in the order of first use: from when to when, and why.</param>
/// <param name="Unstored">The values that are computed where they are read, and never stored.</param>
internal sealed record Program(
    EquatableArray<Step> Steps,
    EquatableArray<Phase> Phases,
    EquatableArray<Buffer> Buffers,
    int WorkspacePerSample,
    int WorkspaceShared,
    int IndexesPerSample,
    EquatableArray<Constant> Constants,
    EquatableArray<ProgramResult> Results,
    EquatableArray<BufferLifetime> Lifetimes,
    EquatableArray<UnstoredValue> Unstored)
{
    /// <summary>A large batch is computed in parts of this many samples, so that the workspace stays in the caches.</summary>
    public const int SamplesPerPart = 256;

    /// <summary>So many are cleared by two or four stores; more are no matter of registers, and may be as many as the weights.</summary>
    private const int MostLocals = 32;

    /// <summary>Whether workspace is rented: where all that samples need is in registers, the few numbers needed once are locals.</summary>
    public bool RentsWorkspace => WorkspacePerSample > 0 || WorkspaceShared > MostLocals;

    /// <summary>The buffers of the gradients by which plain descent can move the parameters where they are computed, with the steps that compute them.</summary>
    public IEnumerable<(Buffer Gradient, int Step)> Descents =>
        from step in Enumerable.Range(0, Steps.Length)
        from buffer in DescentsOf(Steps[step])
        orderby Buffers[buffer].Offset
        select (Buffers[buffer], step);

    /// <summary>Those of them whose parameters no thread reads while another moves them.</summary>
    public IEnumerable<(Buffer Gradient, int Step)> DescentsOnThreads => Descents.Where(descent => Steps[descent.Step] is not ProductStep { DescendsAlone: true });

    /// <summary>Whether plain descent moves every parameter so, on any number of threads: no gradient is stored then.</summary>
    public bool DescendsWhole => Buffers.Where(static buffer => buffer.Region == Region.Gradients).Select(static buffer => buffer.Offset).ToImmutableHashSet()
        is { IsEmpty: false } gradients && gradients.SetEquals(DescentsOnThreads.Select(static descent => descent.Gradient.Offset));

    private static IEnumerable<int> DescentsOf(Step step) => step switch
    {
        ProductStep { Descends: true } product => [product.Accesses[0].Buffer],
        RowLoopStep loop => loop.Descends,
        _ => [],
    };
}

/// <summary>A scalar that the program leaves in a buffer.</summary>
internal sealed record ProgramResult(OutputRole Role, int Buffer);
