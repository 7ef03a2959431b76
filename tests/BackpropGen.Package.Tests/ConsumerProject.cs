using System.Text.RegularExpressions;
using Xunit;

namespace BackpropGen.Package.Tests;

/// <summary>A project outside of the repository, whose package source is the folder of the package beside the usual ones, and
/// whose package cache is its own: a package of the same version elsewhere on the machine is not taken.</summary>
internal sealed class ConsumerProject
{
    private readonly string _folder;
    private readonly string _name;

    /// <summary>Makes the project.</summary>
    /// <param name="package">What it refers to.</param>
    /// <param name="name">The name of the program among the files of <c>Consumer</c>.</param>
    public ConsumerProject(PackedPackage package, string name)
    {
        _name = name;
        _folder = Path.Combine(package.Folder, name);
        Directory.CreateDirectory(_folder);
        File.WriteAllText(
            Path.Combine(_folder, name + ".csproj"),
            ReadFile("Project.csproj.txt").Replace("PackedVersion", package.Version, StringComparison.Ordinal));
        File.WriteAllText(SourceFile, Text(name));
        File.WriteAllText(Path.Combine(_folder, "nuget.config"), $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{Path.Combine(package.Folder, "cache")}" />
              </config>
              <packageSources>
                <add key="packed" value="{Path.Combine(package.Folder, "feed")}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="installed" value="{GlobalPackages()}" />
              </fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>The program's text.</summary>
    public string Source => File.ReadAllText(SourceFile).ReplaceLineEndings("\n");

    private string SourceFile => Path.Combine(_folder, "Program.cs");

    /// <summary>Builds it and returns the log.</summary>
    /// <param name="succeeds">Whether the build is expected to succeed.</param>
    public string Build(bool succeeds = true) => PackedPackage.Run(
        _folder, succeeds, "build", "--nologo", "--configuration", "Release", "-p:UseSharedCompilation=false");

    /// <summary>Lets the SDK apply the package's code fixes.</summary>
    /// <param name="rules">The rules whose diagnostics are to be fixed.</param>
    public string Fix(params string[] rules) => PackedPackage.Run(
        _folder, true, ["format", "analyzers", "--no-restore", "--severity", "info", "--verbosity", "normal", "--diagnostics", .. rules]);

    /// <summary>Runs what was built and returns what it printed.</summary>
    public string Run() => PackedPackage.Run(_folder, true, Path.Combine("bin", "Release", "net10.0", _name + ".dll"));

    /// <summary>Runs what was built and returns the just-in-time compiler's summary: a line for each method it compiled, and another where it
    /// compiles one again, which it does as soon as it is called often.</summary>
    public string[] RunForSummary()
    {
        string path = Path.Combine(_folder, "summary.txt");
        string output = PackedPackage.Run(
            _folder, null, [("DOTNET_JitStdOutFile", path), ("DOTNET_JitDisasmSummary", "1"), ("DOTNET_TC_CallCountingDelayMs", "0")],
            [Path.Combine("bin", "Release", "net10.0", _name + ".dll")]);

        // The runtime closes the summary while its thread that compiles in the background may write to it, and then fails at its end, with any
        // program: the same race as in https://github.com/dotnet/coreclr/pull/18060. What counts is that the program has done all that it does.
        Assert.Contains("\ndone", output, StringComparison.Ordinal);
        return File.ReadAllLines(path);
    }

    /// <summary>The text of a program among the files of <c>Consumer</c>.</summary>
    public static string Text(string name) => ReadFile(name + ".cs.txt");

    /// <summary>The identifiers that a log names as warnings or errors, in their order.</summary>
    public static string[] Reported(string log) =>
        [.. Regex.Matches(log, @"(?:warning|error) ([A-Z]+\d+):").Select(static match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    private static string ReadFile(string file) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Consumer", file)).ReplaceLineEndings("\n");

    /// <summary>Where the repository's own packages are: what the package depends on need not be fetched again.</summary>
    private static string GlobalPackages() => Regex.Match(
        PackedPackage.Run(Path.GetTempPath(), true, "nuget", "locals", "global-packages", "--list"), "global-packages: (.+)").Groups[1].Value.Trim();
}
