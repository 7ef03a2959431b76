using System;
using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers;

/// <summary>What was reported of one compilation: two models that share a layer share its mistakes. Safe for any number of threads.</summary>
internal sealed class ReportedOnce
{
    private readonly ConcurrentDictionary<(string Id, Location Location), Diagnostic> _first = new();
    private readonly ConcurrentDictionary<(string Id, Location Location, string Message), bool> _further = new();

    /// <summary>Reports what has not been reported of its place; messages are put into words only where a rule has several of one place.</summary>
    internal void Report(Diagnostic diagnostic, Action<Diagnostic> report)
    {
        var first = _first.GetOrAdd((diagnostic.Id, diagnostic.Location), diagnostic);
        if (ReferenceEquals(first, diagnostic)
            || (Message(diagnostic) is var message && message != Message(first) && _further.TryAdd((diagnostic.Id, diagnostic.Location, message), true)))
        {
            report(diagnostic);
        }
    }

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);
}
