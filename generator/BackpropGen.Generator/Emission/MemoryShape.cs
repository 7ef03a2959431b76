using System.Linq;
using BackpropGen.Generator.Planning;

namespace BackpropGen.Generator.Emission;

/// <summary>Which kinds of memory a program's steps use: what none uses has no field.</summary>
/// <param name="IsRented">Whether workspace is rented (<see cref="Program.RentsWorkspace"/>).</param>
internal readonly record struct MemoryShape(
    bool HasStates, bool HasGradients, bool HasWorkspace, bool HasShared, bool IsRented, bool HasIndexes, bool HasDescents, bool DescendsWhole, bool DescendsLessOnThreads)
{
    /// <summary>Whether the numbers needed once are locals of the method that runs the program.</summary>
    public bool HasLocals => HasShared && !IsRented;

    /// <summary>The shape of a program's memory; of a program that is not there, nothing.</summary>
    public static MemoryShape Of(Program? program) => program is null ? default : new(
        program.Buffers.Any(static buffer => buffer.Region == Region.States),
        program.Buffers.Any(static buffer => buffer.Region == Region.Gradients),
        program.WorkspacePerSample > 0, program.WorkspaceShared > 0, program.RentsWorkspace,
        program.IndexesPerSample > 0, program.Descents.Any(), program.DescendsWhole, program.DescentsOnThreads.Count() < program.Descents.Count());
}
