using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Generator.Tests.Summaries;

/// <summary>The constants that the generator added to a model.</summary>
internal static class GeneratedInformation
{
    /// <summary>The lines of a constant of the generated source, which compiles.</summary>
    internal static string[] Lines(string definition, string member)
    {
        var result = GeneratorHost.Generate(GeneratorHost.Usings + definition);
        Assert.Empty(result.Errors);
        var model = GeneratorHost.FindModel((CSharpCompilation)result.Output);
        string text = Assert.IsType<string>(Assert.IsAssignableFrom<IFieldSymbol>(Assert.Single(model.GetMembers(member))).ConstantValue);
        return text.Split('\n');
    }

    /// <summary>A constant of the generated source is the expected text; a failure shows the whole of it.</summary>
    internal static void AssertEqual(string expected, string definition, string member)
    {
        string found = string.Join("\n", Lines(definition, member));
        Assert.True(expected == found, "Found:\n" + found);
    }
}
