using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace BackpropGen.Generator.Tests.Emission;

/// <summary>
/// Compares generated files with those that a person has reviewed, in the conventions of Verify.SourceGenerators:
/// <c>Class.Method#HintName.verified.cs</c> beside the test, <c>.received.cs</c> on a mismatch, removed on a match.
/// </summary>
internal static partial class Snapshot
{
    /// <summary>Sees that each generated file equals its verified one.</summary>
    /// <param name="files">Hint names, without extension, and texts.</param>
    /// <param name="sourceFile">The test's file.</param>
    /// <param name="method">The test's method.</param>
    public static void Verify(
        IEnumerable<(string HintName, string Text)> files, [CallerFilePath] string sourceFile = "", [CallerMemberName] string method = "")
    {
        string folder = Path.GetDirectoryName(sourceFile)!, test = Path.GetFileNameWithoutExtension(sourceFile) + "." + method;
        var mismatches = new List<string>();
        int count = 0;
        foreach (var (hintName, text) in files)
        {
            count++;
            string scrubbed = Version().Replace(text, "version");
            string verified = Path.Combine(folder, $"{test}#{hintName}.verified.cs"), received = Path.Combine(folder, $"{test}#{hintName}.received.cs");
            if (File.Exists(verified) && File.ReadAllText(verified) == scrubbed)
            {
                File.Delete(received);
            }
            else
            {
                File.WriteAllText(received, scrubbed);
                mismatches.Add(received);
            }
        }

        Assert.True(count > 0, "Nothing was generated.");
        Assert.True(mismatches.Count == 0, "Not as verified; review and rename to .verified.cs if right:\n" + string.Join("\n", mismatches));
    }

    [GeneratedRegex(@"(?<=GeneratedCode\(""[^""]*"", "")[^""]*")]
    private static partial Regex Version();
}
