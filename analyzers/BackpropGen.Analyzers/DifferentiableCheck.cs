using System;
using System.Threading;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers;

/// <summary>Reads a method marked <c>[Differentiable]</c> by itself: its mistakes are reported before any model maps it.</summary>
internal static class DifferentiableCheck
{
    /// <summary>Reports what cannot be differentiated.</summary>
    /// <param name="method">The marked method.</param>
    /// <param name="compilation">The compilation that declares it.</param>
    /// <param name="report">Receives each problem.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal static void Run(IMethodSymbol method, Compilation compilation, Action<Problem> report, CancellationToken cancellation) =>
        DifferentiableReader.Read(method, compilation, report, cancellation);
}
