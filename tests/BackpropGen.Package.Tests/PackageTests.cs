using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace BackpropGen.Package.Tests;

/// <summary>The package as its user meets it.</summary>
public sealed class PackageTests(PackedPackage package) : IClassFixture<PackedPackage>
{
    [Fact]
    public void The_package_holds_the_runtime_the_compiler_extensions_and_nothing_else() => Assert.Equal(
        [
            "BackpropGen.nuspec",
            "README.md",
            "analyzers/dotnet/cs/BackpropGen.Analyzers.dll",
            "analyzers/dotnet/cs/BackpropGen.CodeFixes.dll",
            "analyzers/dotnet/cs/BackpropGen.Generator.dll",
            "buildTransitive/BackpropGen.props",
            "lib/net10.0/BackpropGen.dll",
            "lib/net10.0/BackpropGen.xml",
        ],
        package.Entries());

    [Fact]
    public void The_package_depends_on_nothing_but_tensor_primitives() => Assert.Equal(
        ["System.Numerics.Tensors"],
        Regex.Matches(package.Text("BackpropGen.nuspec"), "<dependency id=\"([^\"]+)\"").Select(static match => match.Groups[1].Value));

    [Fact]
    public void A_project_that_installs_the_package_builds_trains_and_is_warned()
    {
        string consumer = CreateConsumer();
        string log = PackedPackage.Run(
            consumer, "build", "--nologo", "--configuration", "Release", $"-p:BackpropGenVersion={package.Version}", "-p:UseSharedCompilation=false");
        string[] warnings = [.. Regex.Matches(log, @"warning ([A-Z]+\d+)").Select(static match => match.Groups[1].Value).Distinct()];
        Assert.Equal(["BPG1001"], warnings);
        Assert.Contains("8 sigmoid-like activations", log, StringComparison.Ordinal);

        string output = PackedPackage.Run(consumer, Path.Combine("bin", "Release", "net10.0", "Consumer.dll"));
        double before = Number(output, "loss before");
        double after = Number(output, "loss after");
        Assert.True(after < 0.01 * before, output);
    }

    /// <summary>A project outside of the repository, whose package source is the folder of the package beside the usual
    /// ones, and whose package cache is its own: a package of the same version elsewhere on the machine is not taken.</summary>
    private string CreateConsumer()
    {
        string folder = Path.Combine(package.Folder, "consumer");
        Directory.CreateDirectory(folder);
        string files = Path.Combine(AppContext.BaseDirectory, "Consumer");
        File.Copy(Path.Combine(files, "Consumer.csproj.txt"), Path.Combine(folder, "Consumer.csproj"));
        File.Copy(Path.Combine(files, "Program.cs.txt"), Path.Combine(folder, "Program.cs"));
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
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
        return folder;
    }

    /// <summary>Where the repository's own packages are: what the package depends on need not be fetched again.</summary>
    private static string GlobalPackages() => Regex.Match(
        PackedPackage.Run(Path.GetTempPath(), "nuget", "locals", "global-packages", "--list"), "global-packages: (.+)").Groups[1].Value.Trim();

    private static double Number(string output, string name) => double.Parse(
        Regex.Match(output, $"{name}: (.+)").Groups[1].Value.Trim(), CultureInfo.InvariantCulture);
}
