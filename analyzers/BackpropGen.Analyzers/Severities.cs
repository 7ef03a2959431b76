using System.Collections.Generic;
using System.Threading;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers;

/// <summary>Whether anybody wants what a rule reports that is off by default: else it need not look. The compiler decides about
/// each diagnostic by itself; here it is only asked whether it could let one pass.</summary>
internal static class Severities
{
    /// <summary>Whether a rule is switched on, for the whole compilation or for a file that the model's source is in.</summary>
    internal static bool IsSwitchedOn(DiagnosticDescriptor rule, Compilation compilation, SourceMap sources, CancellationToken cancellation)
    {
        if (compilation.Options.SpecificDiagnosticOptions.TryGetValue(rule.Id, out var severity) && IsOn(severity))
        {
            return true;
        }

        if (compilation.Options.SyntaxTreeOptionsProvider is not { } provider)
        {
            return false;
        }

        if (provider.TryGetGlobalDiagnosticValue(rule.Id, cancellation, out severity) && IsOn(severity))
        {
            return true;
        }

        foreach (var tree in TreesOf(sources))
        {
            if (provider.TryGetDiagnosticValue(tree, rule.Id, cancellation, out severity) && IsOn(severity))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOn(ReportDiagnostic severity) => severity is not (ReportDiagnostic.Default or ReportDiagnostic.Suppress);

    private static HashSet<SyntaxTree> TreesOf(SourceMap sources)
    {
        var trees = new HashSet<SyntaxTree>();
        foreach (var node in sources.Nodes)
        {
            if (node.Value.SourceTree is { } tree)
            {
                trees.Add(tree);
            }
        }

        return trees;
    }
}
