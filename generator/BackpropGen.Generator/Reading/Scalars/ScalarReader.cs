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

    private Expression Call(IMethodSymbol method, IOperation body, IReadOnlyList<object> arguments, IOperation site)
    {
        if (++_depth > DepthBudget)
        {
            throw new ScalarProblem(ProblemKinds.BudgetExceeded, site, FormattableString.Invariant($"{DepthBudget} calls inside one another"));
        }

        var variables = new Dictionary<ISymbol, object>(SymbolEqualityComparer.Default);
        for (int i = 0; i < method.Parameters.Length; i++)
        {
            if (method.Parameters[i].RefKind is RefKind.Ref or RefKind.Out)
            {
                throw Unsupported(site, method.Name, $"its parameter '{method.Parameters[i].Name}' is passed by reference");
            }

            variables[method.Parameters[i]] = arguments[i];
        }

        var result = Run([body], variables) ?? throw Unsupported(site, method.Name, "it does not return a value on every path");
        _depth--;
        return result;
    }

    /// <summary>Runs statements to the value they return; null where they end without returning.</summary>
    private Expression? Run(IReadOnlyList<IOperation> statements, Dictionary<ISymbol, object> variables)
    {
        for (int i = 0; i < statements.Count; i++)
        {
            Step(statements[i]);
            IReadOnlyList<IOperation> Following(IOperation? first) =>
                first is null ? [.. statements.Skip(i + 1)] : [first, .. statements.Skip(i + 1)];
            switch (statements[i])
            {
                case IBlockOperation block:
                    return Run([.. block.Operations, .. statements.Skip(i + 1)], variables);
                case IMethodBodyOperation body:
                    return Run([(IOperation?)body.BlockBody ?? body.ExpressionBody!], variables);
                case IReturnOperation { ReturnedValue: { } value }:
                    return Real(Evaluate(value, variables), value);
                case IVariableDeclarationGroupOperation group:
                    foreach (var declarator in group.Declarations.SelectMany(static declaration => declaration.Declarators))
                    {
                        var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
                        if (initializer is not null)
                        {
                            variables[declarator.Symbol] = Evaluate(initializer.Value, variables);
                        }
                    }

                    break;
                case IExpressionStatementOperation statement:
                    Evaluate(statement.Operation, variables);
                    break;
                case IConditionalOperation { Type: null } or IConditionalOperation { Type.SpecialType: SpecialType.System_Void }:
                    var branch = (IConditionalOperation)statements[i];
                    return Branch(branch, Following(branch.WhenTrue), Following(branch.WhenFalse), variables);
                case IForLoopOperation loop:
                    return Loop(loop.Before, loop.Condition, loop.AtLoopBottom, loop.Body, Following(null), variables);
                case IWhileLoopOperation { ConditionIsTop: true, ConditionIsUntil: false } loop:
                    return Loop([], loop.Condition, [], loop.Body, Following(null), variables);
                case IEmptyOperation or ILocalFunctionOperation:
                    break;
                default:
                    throw Unsupported(statements[i], Text(statements[i]), "this statement is not supported in a differentiable method");
            }
        }

        return null;
    }

    private Expression? Branch(
        IConditionalOperation branch, IReadOnlyList<IOperation> whenTrue, IReadOnlyList<IOperation> whenFalse, Dictionary<ISymbol, object> variables)
    {
        object condition = Evaluate(branch.Condition, variables);
        if (condition is bool known)
        {
            return Run(known ? whenTrue : whenFalse, variables);
        }

        // Each side goes on with variables of its own; whichever is taken, its value is the result.
        var symbolic = (ScalarCondition)condition;
        var fromTrue = Run(whenTrue, new(variables, SymbolEqualityComparer.Default));
        var fromFalse = Run(whenFalse, new(variables, SymbolEqualityComparer.Default));
        return fromTrue is null || fromFalse is null
            ? throw Unsupported(branch, Text(branch.Condition), "a path behind this condition does not return a value")
            : symbolic.Choose(fromTrue, fromFalse);
    }

    /// <summary>Unrolls a loop whose condition is known in every round.</summary>
    private Expression? Loop(
        IReadOnlyList<IOperation> before, IOperation? condition, IReadOnlyList<IOperation> bottom, IOperation body,
        IReadOnlyList<IOperation> following, Dictionary<ISymbol, object> variables)
    {
        Run(before, variables);
        while (condition is null || Evaluate(condition, variables) is true)
        {
            Step(body);
            if (condition is not null && Evaluate(condition, variables) is not bool)
            {
                throw Unsupported(condition, Text(condition), "the loop's end depends on a real argument");
            }

            if (Run([body], variables) is { } returned)
            {
                return returned;
            }

            Run(bottom, variables);
        }

        return condition is not null && Evaluate(condition, variables) is not bool
            ? throw Unsupported(condition, Text(condition), "the loop's end depends on a real argument")
            : Run(following, variables);
    }

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
