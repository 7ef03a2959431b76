namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>Programs in the language of differentiable methods: each is compared with itself, executed.</summary>
public sealed class LanguageTests
{
    private static readonly Dictionary<string, Lazy<ProgramGroup>> Groups = new()
    {
        ["Loops"] = Group(LoopPrograms.Source),
        ["Branches"] = Group(BranchPrograms.Source),
        ["Leaving"] = Group(LeavingPrograms.Source),
        ["Switches"] = Group(SwitchPrograms.Source),
        ["Calls"] = Group(CallPrograms.Source),
        ["Structures"] = Group(StructurePrograms.Source),
        ["Memory"] = Group(MemoryPrograms.Source),
        ["Integers"] = Group(IntegerPrograms.Source),
        ["Mathematics"] = Group(MathematicsPrograms.Source),
    };

    public static TheoryData<string, string> Programs
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (group, source) in new[]
            {
                ("Loops", LoopPrograms.Source), ("Branches", BranchPrograms.Source), ("Leaving", LeavingPrograms.Source), ("Switches", SwitchPrograms.Source),
                ("Calls", CallPrograms.Source), ("Structures", StructurePrograms.Source), ("Memory", MemoryPrograms.Source), ("Integers", IntegerPrograms.Source),
                ("Mathematics", MathematicsPrograms.Source),
            })
            {
                foreach (string name in ProgramGroup.NamesIn(source))
                {
                    data.Add(group, name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_and_its_derivatives_agree_with_the_program_executed(string group, string name) => ProgramCheck.Agrees(Groups[group].Value, name);

    private static Lazy<ProgramGroup> Group(string source) => new(() => new ProgramGroup(source));
}
