using System.IO;
using System.Runtime.CompilerServices;

namespace BackpropGen.Generator.Tests.Emission;

/// <summary>What the README shows is what is generated.</summary>
public class ReadmeTests
{
    [Fact]
    public void The_excerpt_of_generated_code_stands_in_the_snapshot_of_the_same_model_in_the_same_order()
    {
        string readme = File.ReadAllText(Path.Combine(Here(), "..", "..", "..", "README.md"));
        string[] blocks = readme.Split("```csharp\n");
        string model = Assert.Single(blocks, static block => block.Contains("partial class Perceptron", System.StringComparison.Ordinal));
        Assert.Contains("Dense(8), _output = Dense(1)", model, System.StringComparison.Ordinal);
        string excerpt = Assert.Single(blocks, static block => block.StartsWith("// Workspace:", System.StringComparison.Ordinal));
        string[] lines = [.. excerpt[..excerpt.IndexOf("```", System.StringComparison.Ordinal)].Split('\n').Select(static line => line.Trim()).Where(static line => line is not ("" or "…"))];
        Assert.InRange(lines.Length, 20, 60);

        string[] generated = [.. File.ReadAllLines(Path.Combine(Here(), "SnapshotTests.A_multilayer_perceptron#Perceptron.g.verified.cs")).Select(static line => line.Trim())];
        int next = System.Array.IndexOf(generated, "file static class PerceptronTraining");
        foreach (string line in lines)
        {
            int found = System.Array.IndexOf(generated, line, next);
            Assert.True(found >= 0, $"Not generated, or not there: {line}");
            next = found + 1;
        }
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
