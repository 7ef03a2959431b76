namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>The programs by group.</summary>
internal static class AllPrograms
{
    public static IReadOnlyList<(string Group, string Source)> Sources { get; } =
    [
        ("Loops", LoopPrograms.Source), ("Branches", BranchPrograms.Source), ("Leaving", LeavingPrograms.Source), ("Switches", SwitchPrograms.Source),
        ("Calls", CallPrograms.Source), ("Structures", StructurePrograms.Source), ("Memory", MemoryPrograms.Source), ("Integers", IntegerPrograms.Source),
        ("Mathematics", MathematicsPrograms.Source),
    ];
}
