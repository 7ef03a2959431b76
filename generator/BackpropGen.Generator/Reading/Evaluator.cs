using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>
/// Partially evaluates a definition: numbers, arrays and functions become concrete, tensors become nodes of a graph.
/// A mistake is reported at its expression, whose value is then poison; reading goes on, so that independent mistakes
/// are all found. What the compiler itself reports is poison without a word.
/// </summary>
/// <param name="compilation">Where the definition's source is.</param>
/// <param name="model">The model's type.</param>
/// <param name="isDouble">Which overloads of a mapped function are meant.</param>
/// <param name="context">The graph being made.</param>
/// <param name="problems">What is told of mistakes.</param>
/// <param name="sources">What is told where nodes and layers come from, if anybody asks.</param>
/// <param name="cancellation">Ends the reading.</param>
internal sealed partial class Evaluator(
    Compilation compilation,
    INamedTypeSymbol model,
    bool isDouble,
    LoweringContext context,
    ProblemLog problems,
    SourceMap? sources,
    CancellationToken cancellation) : IEvaluator
{
    /// <summary>More expressions and statements than this are a definition that does not end.</summary>
    public const int StepBudget = 1_000_000;

    /// <summary>More calls inside one another than this are a recursion that does not end.</summary>
    public const int DepthBudget = 200;

    /// <summary>More elements than this are no definition's array.</summary>
    public const int ElementBudget = 1_000_000;

    /// <summary>More characters than this are no name.</summary>
    private const int CharacterBudget = 10_000;

    private readonly OperationCache _operations = OperationCache.Of(compilation);
    private readonly Stack<object> _receivers = new();
    private readonly CallSites _sites = new();
    private string _path = "";
    private int _steps;
    private int _depth;
    private int _site = CallSites.Outside;

    private object? Poison => Marker.Poison;

    /// <summary>The value of an expression.</summary>
    private object? Evaluate(IOperation operation, Scope scope)
    {
        Step(operation);
        if (operation.ConstantValue.HasValue)
        {
            return EvaluateConstant(operation);
        }

        if (operation.Type?.TypeKind == TypeKind.Error)
        {
            problems.Break();
            return Poison;
        }

        try
        {
            return EvaluateKind(operation, scope);
        }
        catch (DefinitionException e) when (e.Kind != ProblemKinds.BudgetExceeded)
        {
            return Report(e.Kind, operation, e.Arguments);
        }
        catch (DefinitionException e)
        {
            throw Abort(operation, e.Arguments);
        }
        catch (PoisonException)
        {
            return Poison;
        }
        catch (Exception e) when (e is ArithmeticException or IndexOutOfRangeException or ArgumentException)
        {
            return Report(ProblemKinds.EvaluationFailed, operation, TextOf(operation), e.Message);
        }
    }

    /// <summary>Evaluates at another path.</summary>
    private object? EvaluateAt(string path, IOperation operation, Scope scope)
    {
        string outer = _path;
        _path = path;
        try
        {
            return Evaluate(operation, scope);
        }
        finally
        {
            _path = outer;
        }
    }

    /// <summary>Counts a step, and sees that neither the budget, nor the stack, nor the user's patience is spent.</summary>
    private void Step(IOperation operation)
    {
        if (++_steps > StepBudget)
        {
            throw Abort(LoopAround(operation), FormattableString.Invariant($"{StepBudget} steps"));
        }

        if ((_steps & 255) == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
        }
        catch (InsufficientExecutionStackException)
        {
            throw Abort(operation, "the compiler's stack");
        }
    }

    /// <summary>What does not end is the innermost loop, if there is one.</summary>
    private static IOperation LoopAround(IOperation operation)
    {
        for (var around = operation; around is not null; around = around.Parent)
        {
            if (around is ILoopOperation)
            {
                return around;
            }
        }

        return operation;
    }

    private void RequireElements(IOperation operation, long count)
    {
        if (count > ElementBudget)
        {
            throw Abort(operation, FormattableString.Invariant($"{ElementBudget} elements"));
        }

        _steps += (int)Math.Max(0, count / 16);
    }

    /// <summary>Reports a mistake; the value is poison.</summary>
    private object? Report(ProblemKind kind, IOperation operation, params object[] arguments)
    {
        problems.Report(kind, operation.Syntax.GetLocation(), arguments);
        return Poison;
    }

    private object? Unsupported(IOperation operation, string what) =>
        Report(ProblemKinds.Unsupported, operation, what, TextOf(operation));

    private object? NotConstant(IOperation operation, string dependsOn) =>
        Report(ProblemKinds.NotConstant, operation, TextOf(operation), dependsOn);

    private AbortException Abort(IOperation operation, params object[] arguments)
    {
        problems.Report(ProblemKinds.BudgetExceeded, operation.Syntax.GetLocation(), arguments);
        return new AbortException();
    }

    /// <summary>The source text of an expression on one line, cut where it is long.</summary>
    private static string TextOf(IOperation operation)
    {
        string text = string.Join(" ", operation.Syntax.ToString().Split(
            [' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 60 ? text : text.Substring(0, 59) + "…";
    }

    private static bool IsPoison(object? value) => ReferenceEquals(value, Marker.Poison);

    private static bool AnyPoison(IEnumerable<object?> values)
    {
        foreach (object? value in values)
        {
            if (IsPoison(value) || (value is object?[] items && AnyPoison(items)))
            {
                return true;
            }
        }

        return false;
    }
}
