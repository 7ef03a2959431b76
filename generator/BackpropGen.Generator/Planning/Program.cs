using System.Collections.Generic;
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

    /// <summary>The buffers of the gradients in whose products plain descent can move the parameters, with the steps that are those products.</summary>
    public IEnumerable<(Buffer Gradient, int Step)> Descents =>
        from step in Enumerable.Range(0, Steps.Length)
        where Steps[step] is ProductStep { Descends: true }
        let gradient = Buffers[Steps[step].Accesses[0].Buffer]
        orderby gradient.Offset
        select (gradient, step);
}

/// <summary>A scalar that the program leaves in a buffer.</summary>
internal sealed record ProgramResult(OutputRole Role, int Buffer);
