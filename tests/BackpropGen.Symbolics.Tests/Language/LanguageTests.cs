namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>Programs in the language of differentiable methods: each is compared with itself, executed.</summary>
public sealed class LanguageTests
{
    private static readonly Dictionary<string, Lazy<ProgramGroup>> Groups =
        AllPrograms.Sources.ToDictionary(static pair => pair.Group, static pair => new Lazy<ProgramGroup>(() => new ProgramGroup(pair.Source)));

    public static TheoryData<string, string> Programs
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (group, source) in AllPrograms.Sources)
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
}
