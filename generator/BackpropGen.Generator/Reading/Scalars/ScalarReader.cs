using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>
/// Reads real scalar C# as an expression of its arguments: locals and their reassignment, conditions as selections, loops
/// over compile-time bounds, calls of other methods with source. Integers and what they decide are evaluated at once.
/// </summary>
internal sealed partial class ScalarReader
{
    private const int StepBudget = 100_000;
    private const int DepthBudget = 64;

    private readonly Func<IMethodSymbol, IOperation?> _bodyOf;
    private readonly Func<ISymbol, object?> _captured;
    private readonly CancellationToken _cancellation;
    private readonly ExpressionPool _pool;
    private IMethodSymbol? _method;
    private int _steps;
    private int _depth;

    private ScalarReader(ExpressionPool pool, Func<IMethodSymbol, IOperation?> bodyOf, Func<ISymbol, object?> captured, CancellationToken cancellation)
    {
        _pool = pool;
        _bodyOf = bodyOf;
        _captured = captured;
        _cancellation = cancellation;
    }

    /// <summary>Reads a method or lambda.</summary>
    /// <param name="method">Its symbol: every parameter and the result are real numbers.</param>
    /// <param name="body">Its body.</param>
    /// <param name="bodyOf">The body of another method; null where it has no source in the compilation.</param>
    /// <param name="captured">The value of a variable around a lambda, boxed; null where there is none.</param>
    /// <param name="report">Receives the first problem.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The function; null where a problem was found, by this reader or by the compiler.</returns>
    public static ScalarFunction? Read(
        IMethodSymbol method, IOperation body, Func<IMethodSymbol, IOperation?> bodyOf, Func<ISymbol, object?> captured,
        Action<ProblemKind, Location, object[]> report, CancellationToken cancellation)
    {
        try
        {
            return ScalarFunction.Create(method.Parameters.Length, (pool, arguments) =>
            {
                var reader = new ScalarReader(pool, bodyOf, captured, cancellation);
                return reader.Call(method, body, arguments, body);
            });
        }
        catch (ScalarProblem problem)
        {
            if (problem.Kind is not null)
            {
                report(problem.Kind, problem.Location, problem.Arguments);
            }

            return null;
        }
    }

    /// <summary>Whether a type is that of the numbers that are differentiated.</summary>
    public static bool IsReal(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    private Expression Call(IMethodSymbol method, IOperation body, IReadOnlyList<object> arguments, IOperation site, Dictionary<ISymbol, object>? around = null)
    {
        if (++_depth > DepthBudget)
        {
            throw new ScalarProblem(ProblemKinds.BudgetExceeded, site, FormattableString.Invariant($"{DepthBudget} calls inside one another"));
        }

        // A local function sees the variables around it; it may not assign them, since its own are a copy.
        var variables = method.MethodKind == MethodKind.LocalFunction && around is not null ? Copy(around) : new(SymbolEqualityComparer.Default);
        for (int i = 0; i < method.Parameters.Length; i++)
        {
            if (method.Parameters[i].RefKind is RefKind.Ref or RefKind.Out)
            {
                throw Unsupported(site, method.Name, $"its parameter '{method.Parameters[i].Name}' is passed by reference");
            }

            variables[method.Parameters[i]] = arguments[i];
        }

        var caller = _method;
        _method = method;
        var flow = Run(body is ILocalFunctionOperation { Body: { } block } ? block : body, variables);
        _method = caller;
        _depth--;
        return (flow as ScalarFlow.Returns)?.Value ?? throw Unsupported(site, method.Name, "it does not return a value on every path");
    }

    private static Dictionary<ISymbol, object> Copy(Dictionary<ISymbol, object> variables) => new(variables, SymbolEqualityComparer.Default);

    private void Step(IOperation operation)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (++_steps > StepBudget)
        {
            throw new ScalarProblem(ProblemKinds.BudgetExceeded, operation, FormattableString.Invariant($"{StepBudget} steps"));
        }
    }

    private Expression Real(object value, IOperation site) => value switch
    {
        Expression expression => expression,
        double number => _pool.Number(number),
        int number => _pool.Number(number),
        long number => _pool.Number(number),
        UndecidedInteger integer => ScalarFlow.AsExpression(_pool, integer),
        _ => throw Unsupported(site, Text(site), "its value is not a real number"),
    };

    private static ScalarProblem Unsupported(IOperation operation, string what, string why) =>
        new(ProblemKinds.NotDifferentiable, operation, what, why);

    private static string Text(IOperation operation)
    {
        string text = string.Join(" ", operation.Syntax.ToString().Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 60 ? text : text.Substring(0, 59) + "…";
    }

    /// <summary>Ends the reading of a function; without a kind, the compiler reports the mistake itself.</summary>
    private sealed class ScalarProblem(ProblemKind? kind, IOperation operation, params object[] arguments) : Exception
    {
        public ProblemKind? Kind { get; } = kind;

        public Location Location { get; } = operation.Syntax.GetLocation();

        public object[] Arguments { get; } = arguments;
    }
}
