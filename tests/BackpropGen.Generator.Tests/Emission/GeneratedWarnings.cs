using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Generator.Tests.Emission;

/// <summary>Generated code compiles without a warning in any project: with nullable references on and off, in every language
/// version from the lowest supported one on, with documentation demanded.</summary>
internal static class GeneratedWarnings
{
    public static void AssertNone(string definition, IReadOnlyList<(string HintName, string Text)> files)
    {
        foreach (var version in new[] { LanguageVersion.CSharp13, LanguageVersion.Preview })
        {
            foreach (var nullable in new[] { NullableContextOptions.Disable, NullableContextOptions.Enable })
            {
                var options = new CSharpParseOptions(version, DocumentationMode.Diagnose);
                var compilation = GeneratorHost.Compile(definition);
                compilation = compilation.RemoveAllSyntaxTrees()
                    .WithOptions(compilation.Options.WithNullableContextOptions(nullable).WithWarningLevel(9999))
                    .AddSyntaxTrees(CSharpSyntaxTree.ParseText(definition, options, "Definition.cs"))
                    .AddSyntaxTrees(files.Select(file => CSharpSyntaxTree.ParseText(file.Text, options, file.HintName)));
                var found = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning
                    && (diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true));
                Assert.True(!found.Any(), string.Join("\n", found.Select(diagnostic => $"{version}, nullable {nullable}: {diagnostic}")));
            }
        }
    }
}
