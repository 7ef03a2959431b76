using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>
/// Reads real scalar C# as expressions of its arguments, by running it on symbols: reals are expressions; integers, and what
/// they decide, are computed at once, so that loops over compile-time bounds unroll; a real condition reads both sides and
/// selects between what they leave in memory.
/// </summary>
internal sealed partial class ScalarReader
{
    private const int StepBudget = 200_000;
    private const int NodeBudget = 20_000;
    private const int DepthBudget = 100;

    /// <summary>A method of more terms is better computed by loops than by one long expression, where it has loops.</summary>
    public const int ShortBudget = 5_000;

    private readonly ScalarSources _sources;
    private readonly CancellationToken _cancellation;
    private readonly ExpressionPool _pool;
    private readonly Journal _journal = new();

    /// <summary>Whether an exception was thrown on the way here.</summary>
    private readonly Cell _thrown;

    private int _nodeBudget = NodeBudget;
    private Frame _frame;
    private int _steps;
    private int _depth;

    private ScalarReader(ExpressionPool pool, ScalarSources sources, CancellationToken cancellation)
    {
        _pool = pool;
        _sources = sources;
        _cancellation = cancellation;
        _thrown = _journal.NewCell(false);
        _frame = new Frame(null, null, null, _journal.NewCell(Unassigned.Instance));
    }

    /// <summary>Reads a method or lambda of real numbers.</summary>
    /// <param name="method">Its symbol: every parameter and the result are real numbers.</param>
    /// <param name="body">Its body.</param>
    /// <param name="sources">The code around it.</param>
    /// <param name="report">Receives the first problem.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The function; null where a problem was found, by this reader or by the compiler.</returns>
    public static ScalarFunction? Read(
        IMethodSymbol method, IOperation body, ScalarSources sources, Action<ProblemKind, Location, object[]> report, CancellationToken cancellation) =>
        Guarded(report, body, () => ScalarFunction.Create(method.Parameters.Length, (pool, arguments) =>
        {
            var reader = new ScalarReader(pool, sources, cancellation);
            object value = reader.Run(method, body, [.. arguments.Select(argument => new Place(reader._journal.NewCell(argument)))]);
            return reader.Surely(reader.Real(value, body), arguments, body);
        }));

    /// <summary>Reads a method marked <c>[Differentiable]</c>.</summary>
    /// <param name="signature">How real numbers lie in its parameters and its result.</param>
    /// <param name="body">Its body.</param>
    /// <param name="sources">The code around it.</param>
    /// <param name="report">Receives the first problem.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The function of the reals of the inputs that gives those of the results; null where a problem was found.</returns>
    public static VectorFunction? Read(
        ScalarSignature signature, IOperation body, ScalarSources sources, Action<ProblemKind, Location, object[]> report, CancellationToken cancellation) =>
        Guarded(report, body, () => Read(signature, body, sources, NodeBudget, cancellation));

    /// <summary>Reads a method marked <c>[Differentiable]</c>, unless it has more terms than a budget.</summary>
    /// <param name="signature">How real numbers lie in its parameters and its result.</param>
    /// <param name="body">Its body.</param>
    /// <param name="sources">The code around it.</param>
    /// <param name="report">Receives the first problem, but for the budget.</param>
    /// <param name="budget">The most terms.</param>
    /// <param name="isLong">Whether there were more.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The function; null where a problem was found, or it is too long.</returns>
    public static VectorFunction? Read(
        ScalarSignature signature, IOperation body, ScalarSources sources, Action<ProblemKind, Location, object[]> report,
        int budget, out bool isLong, CancellationToken cancellation)
    {
        bool isOver = false;
        var function = Guarded(
            (kind, location, arguments) =>
            {
                isOver |= kind == ProblemKinds.BudgetExceeded;
                if (kind != ProblemKinds.BudgetExceeded)
                {
                    report(kind, location, arguments);
                }
            },
            body, () => Read(signature, body, sources, budget, cancellation));
        isLong = isOver;
        return function;
    }

    private static VectorFunction Read(ScalarSignature signature, IOperation body, ScalarSources sources, int budget, CancellationToken cancellation) =>
        VectorFunction.Create(signature.Arity, (pool, arguments) =>
        {
            var reader = new ScalarReader(pool, sources, cancellation) { _nodeBudget = budget };
            return [.. reader.Results(signature, body, arguments).Select(static result => result!)];
        });

    /// <summary>Whether a type is that of the numbers that are differentiated.</summary>
    public static bool IsReal(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    private static T? Guarded<T>(Action<ProblemKind, Location, object[]> report, IOperation body, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (ScalarProblem problem)
        {
            if (problem.Kind is not null)
            {
                report(problem.Kind, problem.Location, problem.Arguments);
            }
        }
        catch (InsufficientExecutionStackException)
        {
            report(ProblemKinds.BudgetExceeded, body.Syntax.GetLocation(), ["the stack"]);
        }

        return null;
    }

    /// <summary>Runs the method itself on its parameters.</summary>
    private object Run(IMethodSymbol method, IOperation body, IReadOnlyList<Place> parameters)
    {
        var frame = new Frame(method, null, null, _journal.NewCell(Unassigned.Instance));
        for (int i = 0; i < parameters.Count; i++)
        {
            frame.Bind(method.Parameters[i], parameters[i]);
        }

        return Call(frame, body, body);
    }

    private bool IsReal(IOperation operation) => IsReal(_frame.Resolve(operation.Type));

    private void Step(IOperation operation)
    {
        _cancellation.ThrowIfCancellationRequested();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (++_steps > StepBudget)
        {
            throw TooMuch(operation, FormattableString.Invariant($"{StepBudget} steps"));
        }

        if (_pool.Count > _nodeBudget)
        {
            throw TooMuch(operation, FormattableString.Invariant($"{_nodeBudget} terms"));
        }
    }

    private static ScalarProblem TooMuch(IOperation operation, string limit) => new(ProblemKinds.BudgetExceeded, operation.Syntax.GetLocation(), limit);

    /// <summary>A value as a real number.</summary>
    private Expression Real(object value, IOperation site) => Usable(value, site) switch
    {
        Expression expression => expression,
        long number => _pool.Number(number),
        UndecidedInteger integer => integer.ToExpression(_pool),
        KeptInteger integer => _kept!.Argument(new ProgramPlace.Round(integer.Value)),
        Thrown => _pool.Number(double.NaN),
        _ => throw ScalarProblem.At(site, "its value is not a real number"),
    };

    /// <summary>A value as a truth. What throws decides nothing.</summary>
    private static ScalarCondition Truth(object value, IOperation site) => Usable(value, site) switch
    {
        bool or ScalarCondition => ScalarCondition.Of(value),
        Thrown => ScalarCondition.False,
        _ => throw Unsupported(site),
    };

    /// <summary>An operation's value as an array or a span.</summary>
    private MemoryValue Memory(IOperation operation) => Usable(Evaluate(operation), operation) as MemoryValue ?? throw Unsupported(operation);

    /// <summary>A value that is one.</summary>
    private static object Usable(object value, IOperation site) => value switch
    {
        Unassigned => throw ScalarProblem.At(site, "it is read before it is written on every path"),
        Irreconcilable mixture => throw ScalarProblem.At(site, mixture.Reason),
        _ => value,
    };

    private Place NewPlace(object value) => new(_journal.NewCell(value));
}
