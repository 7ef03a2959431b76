using System;
using System.Linq;
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
    internal static void Run(IMethodSymbol method, Compilation compilation, Action<Problem> report, CancellationToken cancellation)
    {
        // What the compiler reports already is left to it.
        if (method.ReturnType.TypeKind == TypeKind.Error || method.Parameters.Any(static parameter => parameter.Type.TypeKind == TypeKind.Error))
        {
            return;
        }

        if (!method.IsStatic || !ScalarReader.IsReal(method.ReturnType) || !method.Parameters.All(static parameter => ScalarReader.IsReal(parameter.Type)))
        {
            report(new(ProblemKinds.InvalidSignature, method.Locations[0],
                [method.Name, "a differentiable method is static, and its parameters and its result are float or double"]));
            return;
        }

        var operations = OperationCache.Of(compilation);
        if (operations.Body(compilation, method, cancellation) is { } body)
        {
            ScalarReader.Read(
                method,
                body,
                called => operations.Body(compilation, called, cancellation),
                static _ => null,
                (kind, location, arguments) => report(new(kind, location, arguments)),
                cancellation);
        }
    }
}
