using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using Xunit;

namespace BackpropGen.Package.Tests;

/// <summary>The package, packed once for all tests into a temporary folder.</summary>
public sealed class PackedPackage : IDisposable
{
    public PackedPackage()
    {
        Folder = Directory.CreateTempSubdirectory("backpropgen-package-").FullName;
        string project = Path.Combine(RepositoryRoot(), "src", "BackpropGen", "BackpropGen.csproj");
        Run(Folder, true, "pack", project, "--configuration", "Release", "--output", Path.Combine(Folder, "feed"), "--nologo");
        File = Assert.Single(Directory.GetFiles(Path.Combine(Folder, "feed"), "*.nupkg"));
        Version = Path.GetFileNameWithoutExtension(File)["BackpropGen.".Length..];
    }

    /// <summary>Where everything that the tests make lies.</summary>
    public string Folder { get; }

    public string File { get; }

    public string Version { get; }

    /// <summary>The names of the package's entries, but for those that packing adds to every package.</summary>
    public string[] Entries()
    {
        using var archive = ZipFile.OpenRead(File);
        return [.. archive.Entries
            .Select(static entry => entry.FullName)
            .Where(static name => !name.StartsWith("package/", StringComparison.Ordinal)
                && !name.StartsWith("_rels/", StringComparison.Ordinal) && name != "[Content_Types].xml")
            .Order(StringComparer.Ordinal)];
    }

    public string Text(string entry)
    {
        using var archive = ZipFile.OpenRead(File);
        using var reader = new StreamReader(archive.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>Runs a command of the .NET SDK and returns what it printed; another end than expected fails the test with that.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="succeeds">Whether it is expected to succeed.</param>
    /// <param name="arguments">The command and its arguments.</param>
    public static string Run(string folder, bool succeeds, params string[] arguments) => Run(folder, succeeds, [], arguments);

    /// <summary>The same with settings in the environment.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="succeeds">Whether it is expected to succeed; null where that does not matter.</param>
    /// <param name="settings">Names and values.</param>
    /// <param name="arguments">The command and its arguments.</param>
    public static string Run(string folder, bool? succeeds, (string Name, string Value)[] settings, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The test host's own settings must not reach the SDK that it starts, and no server may outlive the test.
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment.Remove("MSBuildSDKsPath");
        start.Environment.Remove("MSBuildExtensionsPath");
        start.Environment.Remove("MSBUILD_EXE_PATH");
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        output += errors.GetAwaiter().GetResult();
        Assert.True(succeeds is null || (process.ExitCode == 0) == succeeds, $"dotnet {string.Join(' ', arguments)}\n{output}");
        return output;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>The folder of the solution, above this source file; builds may map the path of the source away, so the
    /// test assembly's own place is the second way.</summary>
    private static string RepositoryRoot([CallerFilePath] string thisFile = "")
    {
        foreach (string? start in new[] { Path.GetDirectoryName(thisFile), AppContext.BaseDirectory })
        {
            for (string? folder = start; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
            {
                if (System.IO.File.Exists(Path.Combine(folder, "Directory.Packages.props")))
                {
                    return folder;
                }
            }
        }

        throw new DirectoryNotFoundException("The repository's root is not above the test assembly.");
    }
}
