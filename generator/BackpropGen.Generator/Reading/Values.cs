using System.Collections.Generic;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>
/// The values of a partially evaluated definition, beside <see cref="TensorValue"/>, <see cref="LayerValue"/> and
/// <see cref="InitializerSpec"/>: boxed numbers, booleans, characters, strings, null, <c>object?[]</c> for arrays,
/// <c>List&lt;object?&gt;</c> for lists, and those below.
/// </summary>
internal sealed class Marker
{
    /// <summary>The value of what cannot be evaluated, because of a mistake that is reported already. It spreads silently.</summary>
    public static readonly Marker Poison = new();

    /// <summary>The model itself, <c>this</c>.</summary>
    public static readonly Marker Model = new();

    private Marker()
    {
    }
}

/// <summary>A tuple.</summary>
internal sealed class TupleValue(object?[] items)
{
    public object?[] Items { get; } = items;
}

/// <summary>An index from the end, <c>^1</c>.</summary>
internal sealed class FromEnd(int value)
{
    public int Value { get; } = value;
}

/// <summary>A range, <c>1..^1</c>; its ends are integers, <see cref="FromEnd"/>, or null where left out.</summary>
internal sealed class RangeValue(object? start, object? end)
{
    public object? Start { get; } = start;

    public object? End { get; } = end;
}

/// <summary>What is remembered where a value was converted from a method or lambda.</summary>
internal interface IEvaluator
{
    /// <summary>Calls a closure.</summary>
    object? Invoke(ClosureValue closure, object?[] arguments, IOperation site);
}

/// <summary>A method or lambda as a value, with the variables it sees. It is a layer where its delegate takes and returns a tensor.</summary>
/// <param name="path">Where it was made.</param>
/// <param name="method">The method, or the lambda's symbol.</param>
/// <param name="body">The body of a lambda or local function; null for a method.</param>
/// <param name="scope">The variables around a lambda or local function.</param>
/// <param name="site">Where it was made, for what is found while it is applied.</param>
/// <param name="evaluator">What applies it.</param>
internal sealed class ClosureValue(
    string path, IMethodSymbol method, IOperation? body, Scope? scope, IOperation site, IEvaluator evaluator) : LayerValue(path)
{
    public IMethodSymbol Method { get; } = method;

    public IOperation? Body { get; } = body;

    public Scope? Scope { get; } = scope;

    public IOperation Site { get; } = site;

    /// <inheritdoc/>
    /// <exception cref="PoisonException">Its body has a mistake, which is reported already.</exception>
    public override int Apply(LoweringContext context, int x) =>
        evaluator.Invoke(this, [new TensorValue(x)], Site) is TensorValue result ? result.Node : throw new PoisonException();
}

/// <summary>The variables of a block, and those around it.</summary>
internal sealed class Scope(Scope? parent, Activation activation)
{
    private Dictionary<ISymbol, object?>? _variables;
    private Dictionary<ISymbol, IOperation>? _functions;

    /// <summary>The call that the block belongs to.</summary>
    public Activation Activation { get; } = activation;

    public Scope Nest() => new(this, Activation);

    public void Declare(ISymbol variable, object? value) =>
        (_variables ??= new(SymbolEqualityComparer.Default))[variable] = value;

    public void DeclareFunction(IMethodSymbol function, IOperation body) =>
        (_functions ??= new(SymbolEqualityComparer.Default))[function] = body;

    public bool TryGet(ISymbol variable, out object? value)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._variables is not null && scope._variables.TryGetValue(variable, out value))
            {
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>Sets a variable where it is declared, or here where its declaration was not evaluated.</summary>
    public void Set(ISymbol variable, object? value)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._variables is not null && scope._variables.ContainsKey(variable))
            {
                scope._variables[variable] = value;
                return;
            }
        }

        Declare(variable, value);
    }

    /// <summary>Finds a local function and the scope that its body sees.</summary>
    public bool TryGetFunction(IMethodSymbol function, out IOperation body, out Scope scope)
    {
        for (scope = this; scope is not null; scope = scope.Parent!)
        {
            if (scope._functions is not null && scope._functions.TryGetValue(function, out body!))
            {
                return true;
            }
        }

        body = null!;
        return false;
    }

    private Scope? Parent { get; } = parent;
}

/// <summary>One call of a method or lambda.</summary>
/// <param name="path">The path of the place where it was called: its locals' names follow it.</param>
internal sealed class Activation(string path)
{
    public string Path { get; } = path;

    public object? Result { get; set; }

    /// <summary>The expression that was returned.</summary>
    public IOperation? ResultSite { get; set; }
}

/// <summary>Unwinds from a mistake that is reported already to the expression around it, which becomes poison.</summary>
internal sealed class PoisonException : System.Exception;

/// <summary>Ends the reading of a model: a budget is spent, and that is reported already.</summary>
internal sealed class AbortException : System.Exception;
