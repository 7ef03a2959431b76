using BackpropGen.Generator.Models;
using BackpropGen.Generator.Tests.Emission;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Generator.Tests.Summaries;

/// <summary>Where a class uses the name of a member that only informs, it keeps its own.</summary>
public sealed class OwnMemberTests
{
    public static TheoryData<string, string> Declarations
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string name in InformationMembers.All)
            {
                data.Add(name, $"public partial class M {{ public int {name} => 1; BODY }}");
                data.Add(name, $"public partial class M {{ private string {name}() => \"\"; BODY }}");
                data.Add(name, $"public partial class M {{ public const int {name} = 1; BODY }}");
                data.Add(name, $"public partial class M {{ public record {name}(int Value); BODY }}");
                data.Add(name, $"public partial class M {{ private readonly Layer {name} = Dense(2); BODY }}");
                data.Add(name, $"public partial class M<{name}> {{ BODY }}");
                data.Add(name, $"public partial class {name} {{ BODY }}");
                data.Add(name, $"public partial class M : Base {{ BODY }} public class Base {{ public int {name} => 1; }}");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Declarations))]
    public void A_member_of_the_users_own_stays_and_nothing_collides(string name, string declaration)
    {
        string body = declaration.Contains("Layer " + name, StringComparison.Ordinal)
            ? $"public Tensor Forward([Shape(3)] Tensor x) => {name}(x);"
            : "private readonly Layer _l = Dense(2); public Tensor Forward([Shape(3)] Tensor x) => _l(x);";
        string source = GeneratorHost.Usings + "[Model] " + declaration.Replace("BODY", body, StringComparison.Ordinal);
        var result = GeneratorHost.Generate(source);
        GeneratedWarnings.AssertNone(source, [.. result.Run.GeneratedSources.Select(static file => (file.HintName, file.SourceText.ToString()))]);
        var generated = GeneratorHost.FindModel((CSharpCompilation)result.Output);
        Assert.All(InformationMembers.All.Where(other => other != name), other => Assert.Single(generated.GetMembers(other)));
    }

    [Fact]
    public void A_private_member_of_a_base_class_is_nobodys_business()
    {
        var result = GeneratorHost.Generate(GeneratorHost.Usings + """
            public class Base { private int Summary => 1; public int Use() => Summary; }
            [Model] public partial class M : Base { public Tensor Forward([Shape(3)] Tensor x) => Tanh(x); }
            """);
        Assert.Empty(result.Errors);
        Assert.Single(GeneratorHost.FindModel((CSharpCompilation)result.Output).GetMembers("Summary"));
    }

    [Fact]
    public void A_definition_with_a_mistake_keeps_the_members()
    {
        var result = GeneratorHost.Generate(GeneratorHost.Usings + """
            [Model] public partial class M { private readonly Layer _l = Dense(0); public Tensor Forward([Shape(3)] Tensor x) => _l(x); }
            public static class User { public static string Use() => M.Summary + M.LayerSummaries.Count; }
            """);
        Assert.Empty(result.Errors);
    }
}
